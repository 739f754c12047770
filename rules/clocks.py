"""Response clocks: what starts one, what answers it, and which message it counts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.codes import Channel, ContactKind, Direction, Outcome
from rules.emergencies import Detail, EmergencyHalves, Half, emergency_start

__all__ = [
    "RESPONSE_CLOCK",
    "Detail",
    "EmergencyHalves",
    "Half",
    "Touch",
    "answers",
    "asks",
    "emergency_start",
    "first_reply",
    "oldest_unanswered",
    "recorded_later",
    "starts_clock",
]

RESPONSE_CLOCK = "response_clock"  # promises.csv, kind: the only kind that promises an answer

MESSAGES = frozenset({ContactKind.MAIL, ContactKind.REPLY, ContactKind.VOICEMAIL})
ANSWERS = frozenset({ContactKind.CALL, ContactKind.MAIL, ContactKind.REPLY})

SOON = timedelta(minutes=15)
"""Whoever writes an answer down within this time does so right away."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact of an inquiry as the clocks see it.

    automatic: nobody wrote it (an acknowledgement, an out-of-office note). promised: a call that ended in a promise.
    withdrawn: recorded by mistake, so it never happened.
    """

    at: datetime
    direction: Direction
    kind: ContactKind
    automatic: bool = False
    promised: bool = False
    withdrawn: bool = False


def asks(touch: Touch) -> bool:
    """Whether a touch leaves the customer waiting: a message that came in, or a call that ended in a promise.

    Source: DOMAIN, deadlines: a new message from the customer starts a new clock.
    """
    if touch.direction is not Direction.IN_ or touch.automatic:
        return False
    return touch.kind in MESSAGES or (touch.kind is ContactKind.CALL and touch.promised)


def answers(touch: Touch) -> bool:
    """Whether a touch is a reply: a call or a mail of ours that a person made.

    An automatic acknowledgement is not, an internal note is not, a message left on a machine is not, and what was
    withdrawn is not. Source: DOMAIN, deadlines; promises.csv, fulfilled_by: first outbound reply.
    """
    by_us = touch.direction is Direction.OUT and not touch.automatic and not touch.withdrawn
    return by_us and touch.kind in ANSWERS


def oldest_unanswered(touches: Sequence[Touch]) -> Touch | None:
    """The message the running clock counts from: the first that asks since the last reply; None when none waits.

    Touches in any order; of two at the same moment the one given first came first.
    Source: DOMAIN, deadlines: counted from the oldest unanswered message.
    """
    waiting: Touch | None = None
    for touch in _by_time(touches):
        if answers(touch):
            waiting = None
        elif waiting is None and asks(touch):
            waiting = touch
    return waiting


def first_reply(touches: Sequence[Touch]) -> Touch | None:
    """The first reply after the first message that asks; None while there is none.

    Touches in any order. A call or mail of ours before anyone asked is no reply. Source: DOMAIN, deadlines.
    """
    asked = False
    for touch in _by_time(touches):
        if asked and answers(touch):
            return touch
        asked = asked or asks(touch)
    return None


def starts_clock(
    promise_kind: str,
    *,
    channel: Channel,
    outcome: Outcome,
    direction: Direction = Direction.IN_,
    emergency: bool = False,
) -> bool:
    """Whether logging this contact starts a response clock for its promise.

    A mail that came in does; a voice mail only for the emergency; a call only when it ended in a promise. A term such
    as the courier's, or a statement, is no response clock.
    Source: promises.csv, clock_start; contact page L142, L143, L147.
    """
    if promise_kind != RESPONSE_CLOCK or direction is not Direction.IN_:
        return False
    match channel:
        case Channel.EMAIL:
            return True
        case Channel.VOICEMAIL:
            return emergency
        case Channel.PHONE:
            return outcome is Outcome.PROMISE_MADE
        case _:
            return False


def recorded_later(at: datetime, logged_at: datetime) -> bool:
    """Whether a touch was written down so long after its time that whoever reads it is told."""
    return logged_at - at > SOON


def _by_time(touches: Sequence[Touch]) -> list[Touch]:
    return sorted(touches, key=lambda touch: touch.at)

"""What can be done with an inquiry as it stands, the next thing to do first."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.codes import Status
from rules.moves import may_move


class Action(StrEnum):
    """What a person does with an inquiry; each is one verb of the desk."""

    REPLY = "reply"
    MESSAGE = "message"
    NOTE = "note"
    TAKE = "take"
    HAND_OVER = "hand_over"
    TRACKING = "tracking"
    ISSUE_DATE = "issue_date"
    SETTLE = "settle"
    VOICEMAIL = "voicemail"
    MAIL = "mail"
    COMPLETE = "complete"
    REASON = "reason"
    MAILBOX = "mailbox"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    SPLIT = "split"


WRITES: Mapping[Action, frozenset[str]] = {
    Action.REPLY: frozenset({"replied"}),
    Action.MESSAGE: frozenset({"message"}),
    Action.NOTE: frozenset({"noted"}),
    Action.TAKE: frozenset({"assigned"}),
    Action.HAND_OVER: frozenset({"assigned", "transferred"}),
    Action.TRACKING: frozenset({"tracking_set", "tracking_cleared"}),
    Action.ISSUE_DATE: frozenset({"issue_date_set"}),
    Action.SETTLE: frozenset({"delivery_settled"}),
    Action.VOICEMAIL: frozenset({"voicemail_joined"}),
    Action.MAIL: frozenset({"mail_joined"}),
    Action.COMPLETE: frozenset({"emergency_completed"}),
    Action.REASON: frozenset({"reason_changed"}),
    Action.MAILBOX: frozenset({"rerouted"}),
    Action.CLOSE: frozenset({"closed"}),
    Action.REOPEN: frozenset({"reopened"}),
    Action.WITHDRAW: frozenset({"answer_withdrawn"}),
    Action.MERGE: frozenset({"merged"}),
    Action.SPLIT: frozenset({"split"}),
}
"""The kinds of events by which each action is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides which actions there are; `watched`: a delivery that is neither tracked nor settled; `answered`:
    there is an answer that this person may withdraw; `merged`: its matter goes on in another inquiry."""

    status: Status
    owes_answer: bool = False
    by_mail: bool = False
    about_delivery: bool = False
    has_delivery: bool = False
    watched: bool = False
    lacks_mail: bool = False
    lacks_voicemail: bool = False
    lacks_details: bool = False
    answered: bool = False
    merged: bool = False


def offered(standing: Standing) -> tuple[Action, ...]:
    """The actions that the desk would not refuse, the next thing to do first; taking it is offered beside its owner.

    While an answer is owed that is the answer: closing is not offered, because the desk refuses it. Nothing is done to
    a duplicate any more.
    """
    if standing.merged:
        return ()
    is_open = standing.status is not Status.CLOSED
    first = [Action.REPLY] if standing.owes_answer else []
    if standing.watched:
        first += [Action.TRACKING, Action.SETTLE]
    elif standing.about_delivery and not standing.has_delivery:
        first.append(Action.ISSUE_DATE)
    first += [Action.VOICEMAIL] if standing.lacks_voicemail else []
    first += [Action.MAIL] if standing.lacks_mail else []
    first += [Action.COMPLETE] if standing.lacks_details else []
    if not is_open:
        first = [Action.REOPEN] if may_move(standing.status, Status.OPEN) and not first else [*first, Action.REOPEN]
    usual = [Action.REPLY, Action.MESSAGE, Action.NOTE]
    last = [Action.HAND_OVER] if is_open else []
    if not standing.owes_answer and may_move(standing.status, Status.CLOSED):
        last.append(Action.CLOSE)
    last += [Action.REASON] + ([Action.MAILBOX] if standing.by_mail else [])
    last += [Action.TRACKING, Action.ISSUE_DATE] if standing.has_delivery else []
    last += [*([Action.WITHDRAW] if standing.answered else []), Action.MERGE, Action.SPLIT]
    # Standing things first, corrections last; a thing that is next and usual is named once.
    return tuple(dict.fromkeys([*first, *usual, *last]))

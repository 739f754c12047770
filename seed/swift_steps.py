"""The verbs of a story, one function each, mirrored on rows in memory."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import cast

from db.models import Deadline, Inquiry
from db.queries.tallies import REOPENED, Cube, keys_of_inquiry
from desk.counting import keys_of_deadline, moved
from rules.codes import Channel, ContactKind, Direction, Status
from rules.phones import read_phone
from seed import swift_courier as courier
from seed.lives import Step, StepKind
from seed.swift_clocks import keep_clock, refresh_due
from seed.swift_life import Desk
from seed.swift_log import close
from seed.swift_one import Living, kept, kind_of


def _reopen(desk: Desk, one: Living, *, by: int, now: datetime) -> None:
    """desk.moves.reopen_now"""
    one.set(status=Status.OPEN, closed_at=None, closed_on=None)
    desk.ledger.count_in([(Cube.FLOW, one.local_day(now), REOPENED, "")])
    desk.remember(one, REOPENED, by=by, at=now)


def _reply(desk: Desk, one: Living, step: Step) -> None:
    """desk.replies.record_reply"""
    at, one.changed = step.moment or step.at, True
    desk.touch(
        one, direction=Direction.OUT, kind=ContactKind.REPLY, channel=step.channel, at=at, logged_at=step.at,
        by=step.by, text=kept(step.text),
    )  # fmt: skip
    one.write()
    for deadline in one.deadlines:
        met_later = deadline.met_at is None or deadline.met_at > at
        if deadline.ended_at is None and deadline.started_at <= at and met_later:
            before = keys_of_deadline(cast(Deadline, deadline))
            deadline.met_at = at
            desk.ledger.count(moved(before, keys_of_deadline(cast(Deadline, deadline))))
    refresh_due(one)
    if one.inquiry.status != Status.CLOSED:
        keep_clock(desk, one, now=step.at, why="answered_before")
        if step.then == Status.CLOSED:
            one.write()
            if not one.running():
                close(desk, one, by=step.by, now=step.at)
        else:
            one.set(status=Status(step.then))
    one.write()
    desk.remember(one, "replied", by=step.by, at=step.at, channel=step.channel, answered_at=at.isoformat())


def _message(desk: Desk, one: Living, step: Step) -> None:
    """desk.replies.record_message"""
    one.changed = True
    desk.touch(
        one, direction=Direction.IN_, kind=kind_of(step.channel), channel=step.channel,
        at=step.moment or step.at, logged_at=step.at, by=step.by, text=kept(step.text), subject=kept(step.subject),
    )  # fmt: skip
    if one.inquiry.status == Status.CLOSED:
        _reopen(desk, one, by=step.by, now=step.at)
    one.set(status=Status.OPEN)
    keep_clock(desk, one, now=step.at, why="counts_from_older")
    one.write()
    desk.remember(one, "message", by=step.by, at=step.at, channel=step.channel)


def _note(desk: Desk, one: Living, step: Step) -> None:
    """desk.replies.add_note"""
    one.changed = True
    desk.touch(
        one, direction=Direction.OUT, kind=ContactKind.NOTE, channel=one.inquiry.channel, at=step.at,
        logged_at=step.at, by=step.by, text=kept(step.text),
    )  # fmt: skip
    desk.remember(one, "noted", by=step.by, at=step.at)


def _assign(desk: Desk, one: Living, step: Step) -> None:
    """desk.moves.assign"""
    before, one.changed = one.inquiry.assignee_id, True
    one.write()  # looking up the account sends what is pending
    one.set(assignee_id=step.to)
    desk.remember(one, "assigned", by=step.by, at=step.at, before=before, after=step.to)


def _closing(desk: Desk, one: Living, step: Step) -> None:
    """desk.moves.close"""
    one.changed = True
    one.write()
    before = keys_of_inquiry(cast(Inquiry, one.inquiry))
    one.set(outcome=step.then)
    desk.ledger.count(moved(before, keys_of_inquiry(cast(Inquiry, one.inquiry))))
    close(desk, one, by=step.by, now=step.at)


def _voicemail(desk: Desk, one: Living, step: Step) -> None:
    """desk.emergencies.join_voicemail"""
    one.changed, pair = True, one.emergency
    assert pair is not None
    pair.voicemail_at = step.moment or step.at
    pair.reason, pair.company = step.why or pair.reason, step.company or pair.company
    if step.callback:
        pair.callback_phone, pair.callback_digits = step.callback, read_phone(step.callback).digits
    desk.touch(
        one, direction=Direction.IN_, kind=ContactKind.VOICEMAIL, channel=Channel.VOICEMAIL,
        at=step.moment or step.at, logged_at=step.at, by=step.by, text=kept(step.text or step.why),
    )  # fmt: skip
    keep_clock(desk, one, now=step.at, why="counts_from_mail")
    if one.running() and one.inquiry.status == Status.CLOSED:
        one.write()
        _reopen(desk, one, by=step.by, now=step.at)
    elif one.running():
        one.write()
        one.set(status=Status.OPEN)
    one.write()
    desk.remember(one, "voicemail_joined", by=step.by, at=step.at)


STEPS: Mapping[StepKind, Callable[[Desk, Living, Step], None]] = {
    StepKind.REPLY: _reply, StepKind.MESSAGE: _message, StepKind.NOTE: _note, StepKind.ASSIGN: _assign,
    StepKind.CLOSE: _closing, StepKind.TRACKING: courier.tracking,
    StepKind.COLLECTABLE: courier.collectable, StepKind.SETTLE: courier.settle, StepKind.VOICEMAIL: _voicemail,
}  # fmt: skip

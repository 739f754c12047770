"""The clocks of an inquiry lived in memory, as desk.clocks and desk.waiting keep them."""

from datetime import datetime, time
from types import SimpleNamespace
from typing import cast

from db.models import Deadline
from desk.counting import keys_of_deadline, moved
from rules.clocks import Touch, answers, asks, starts_clock
from rules.codes import Channel, ContactKind, Outcome
from rules.deadlines import due
from seed.swift_life import Desk
from seed.swift_one import Living


def keep_clock(desk: Desk, one: Living, *, now: datetime, why: str) -> None:
    """desk.clocks.keep_clock"""
    one.write()
    i, subcase = one.inquiry, desk.known.subcases[one.inquiry.subcase_code]
    promise = desk.known.promises.get(subcase.promise_code or "")
    if promise is None and not one.deadlines:
        return  # as nearly always: no clock runs and none begins
    since = _waiting_since(one, promise.kind, "voicemail" in subcase.channels) if promise else None
    right = [d for d in one.running() if promise and d.promise_code == promise.code and d.started_at == since]
    for deadline in one.running():
        if deadline not in right:
            before = keys_of_deadline(cast(Deadline, deadline))
            deadline.ended_at, deadline.ended_why = now, why
            desk.ledger.count(moved(before, ()))
    refresh_due(one)
    if promise is None or since is None or right or promise.business_days is None:
        return
    closes = time.fromisoformat(promise.closes)
    due_at = due(since, i.zone, promise.business_days, desk.calendar, closes=closes, lenient=promise.lenient)
    new = SimpleNamespace(
        id=desk.ledger.number(Deadline), inquiry_id=i.id, promise_code=promise.code, started_at=since, zone=i.zone,
        business_days=promise.business_days, calendar_version=desk.calendar_version, due_at=due_at,
        due_on=one.local_day(due_at), promised_due_at=due_at, met_at=None, ended_at=None, ended_why="",
    )  # fmt: skip
    one.deadlines.append(new)
    desk.ledger.count_in(keys_of_deadline(cast(Deadline, new)))
    refresh_due(one)


def refresh_due(one: Living) -> None:
    """desk.clocks.refresh_due"""
    one.write()
    one.set(due_at=min((d.due_at for d in one.running()), default=None))


def _waiting_since(one: Living, promise_kind: str, emergency: bool) -> datetime | None:
    """desk.waiting.waiting_since"""
    outcome = Outcome(one.inquiry.outcome)
    asked: list[SimpleNamespace] = []
    for contact in one.in_order():
        touch = Touch(
            contact.at, contact.direction, contact.kind, promised=outcome is Outcome.PROMISE_MADE
        )
        if answers(touch):
            asked.clear()
        elif asks(touch) and starts_clock(
            promise_kind, channel=Channel(contact.channel), outcome=outcome, emergency=emergency
        ):
            asked.append(contact)
    mails = [contact for contact in asked if contact.kind == ContactKind.MAIL] if emergency else []
    return next((contact.at for contact in mails or asked), None)

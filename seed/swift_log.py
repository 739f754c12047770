"""Logging and closing an inquiry in memory, as desk.inquiries and desk.moves do."""

from datetime import datetime
from types import SimpleNamespace
from typing import cast

from db.models import Inquiry
from db.queries.tallies import CLOSED, Cube, keys_of_inquiry
from rules.codes import Channel, Direction, Outcome, Status
from rules.courier import missing_from
from rules.folio import make_folio
from rules.moves import status_after_logging
from rules.phones import read_phone
from rules.zones import zone_of
from seed.lives import Life
from seed.swift_clocks import keep_clock
from seed.swift_life import Desk
from seed.swift_one import Living, kept, kind_of


def logged(desk: Desk, life: Life) -> Living:
    """desk.inquiries.log_inquiry"""
    draft, now, by, known = life.draft, life.at, life.by, desk.known
    subcase, line = known.subcases[draft.subcase_code], known.lines.get(draft.line_code)
    zone = line.zone if line else known.zone_of(draft.city_code)
    local = draft.received_at.astimezone(zone_of(zone))
    company = desk.company(draft.organisation, kind=draft.group_kind or "other", now=now)
    person = desk.person(draft, life.person, company=company, now=now)
    number = desk.ledger.number(Inquiry)
    opened = draft.opened_form_at
    by_mail = draft.channel == Channel.EMAIL
    one = Living(SimpleNamespace(
        id=number, folio=make_folio(local.year, number), client_key=draft.client_key, channel=draft.channel,
        line_code=draft.line_code or None,
        mailbox_code=draft.mailbox_code or (subcase.mailbox_code if by_mail else None) or None,
        city_code=line.city_code if line else draft.city_code or None, zone=zone, language=draft.language,
        reason_code=subcase.reason_code, subcase_code=subcase.code, status=Status.OPEN, outcome=draft.outcome,
        customer_id=person.id if person else None, organisation_id=company.id if company else None,
        group_kind=draft.group_kind, group_size=draft.group_size, subject=kept(draft.subject),
        payment_method=draft.payment_method, payment_on=draft.payment_on, receipt=draft.receipt,
        warned_no_repay=draft.warned_no_repay, screenshots_asked=draft.screenshots_asked,
        received_at=draft.received_at, received_on=local.date(), received_hour=local.hour,
        received_weekday=local.isoweekday(), logged_at=now, logged_by=by, assignee_id=draft.follow_up_by,
        handle_seconds=max(0, int((now - opened).total_seconds())) if opened else None, due_at=None, closed_at=None,
        closed_on=None, promised_text=draft.promised_text, merged_into_id=None, split_from_id=None, version=1,
    ))  # fmt: skip
    one.person, one.company, one.changed = person, company, True  # its folio is a second writing
    desk.touch(
        one, direction=Direction.IN_, kind=kind_of(draft.channel), channel=draft.channel, at=draft.received_at,
        logged_at=now, by=by, subject=one.inquiry.subject, text=kept(draft.notes),
    )  # fmt: skip
    keep_clock(desk, one, now=now, why="")
    _beside(desk, one, life)
    one.write()
    if status_after_logging(Outcome(draft.outcome), owes_answer=bool(one.running())) is Status.CLOSED:
        close(desk, one, by=by, now=now)
    desk.ledger.count_in(keys_of_inquiry(cast(Inquiry, one.inquiry)))
    one.write()
    i = one.inquiry
    desk.remember(
        one, "logged", by=by, at=now, folio=i.folio, channel=i.channel, reason=i.reason_code, subcase=i.subcase_code,
        outcome=i.outcome,
    )  # fmt: skip
    return one


def _beside(desk: Desk, one: Living, life: Life) -> None:
    draft, i = life.draft, one.inquiry
    if draft.visa_issued_on is not None:
        one.delivery = SimpleNamespace(
            inquiry_id=i.id, visa_issued_on=draft.visa_issued_on, interviewed_on=draft.interviewed_on, zone=i.zone,
            calendar_version=desk.calendar_version,
            missing_from=missing_from(draft.visa_issued_on, i.zone, desk.calendar), carrier_code=draft.carrier_code,
            tracking_number=draft.tracking_number, tracked_at=life.at if draft.tracking_number else None,
            settled_at=None, settled_why="", collectable_on=None, collect_by=None,
        )  # fmt: skip
    if "voicemail" in desk.known.subcases[i.subcase_code].channels:
        phone = draft.callback_phone or draft.phone
        spoken = draft.channel == Channel.VOICEMAIL
        one.emergency = SimpleNamespace(
            inquiry_id=i.id, mail_at=draft.received_at if draft.channel == Channel.EMAIL else None,
            voicemail_at=draft.received_at if spoken else None, reason=kept(draft.emergency_reason),
            company=draft.organisation, callback_phone=phone, callback_digits=read_phone(phone).digits if phone else "",
        )  # fmt: skip


def close(desk: Desk, one: Living, *, by: int, now: datetime) -> None:
    """desk.moves.close_now"""
    day = one.local_day(now)
    one.set(status=Status.CLOSED, closed_at=now, closed_on=day)
    desk.ledger.count_in([(Cube.FLOW, day, CLOSED, "")])
    desk.remember(one, CLOSED, by=by, at=now, outcome=one.inquiry.outcome)

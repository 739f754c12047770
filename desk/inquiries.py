"""Logging an inquiry: the one verb an agent uses all day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from db.models import Contact, Delivery, Emergency, Inquiry, Line, Mailbox, Subcase
from db.queries.in_force import in_force
from db.queries.reference import Reference
from db.queries.tallies import CLOSED, Cube, Key, keys_of_inquiry
from desk.clocks import keep_clock
from desk.counting import count
from desk.drafts import cleaned, refuse_problems
from desk.errors import DeskError
from desk.events import remember
from desk.people import customer_for, organisation_for
from desk.rights import verb
from desk.searching import index_new
from desk.waiting import promise_of
from rules.closing_days import Calendar
from rules.codes import Channel, Direction, Outcome, Status
from rules.courier import missing_from, tidy_tracking
from rules.folio import make_folio
from rules.moves import status_after_logging
from rules.phones import read_phone
from rules.problems import InquiryDraft

KIND_OF_CHANNEL = {Channel.EMAIL: "mail", Channel.VOICEMAIL: "voicemail"}


@verb
def log_inquiry(work: Session, draft: InquiryDraft, *, by: int, now: datetime) -> Inquiry:
    """Log one inquiry: row, first contact, customer, deadline, delivery or emergency, tallies, words and event.

    The same `client_key` twice is one inquiry: the second call returns the first one's row. DeskError
    `retired_line`, `retired_reason` or `retired_mailbox` when the reference changed while the form was open, `problems`
    with all of them when something needs mending.
    """
    already = work.exec(select(Inquiry).where(Inquiry.client_key == draft.client_key)).one_or_none()
    if already is not None:
        return already
    agreed = in_force(work)
    draft, known, calendar = cleaned(draft), agreed.known, agreed.calendar
    _refuse_retired(draft, known)
    zone = _zone(draft, known)
    refuse_problems(work, draft, known=known, subcase=known.subcases[draft.subcase_code], zone=zone, now=now)
    subcase = _subcase(draft, known)
    company = organisation_for(work, draft.organisation, kind=draft.group_kind or "other", now=now)
    person = customer_for(work, draft, organisation_id=company.id if company else None, now=now)
    local = draft.received_at.astimezone(ZoneInfo(zone))
    inquiry = Inquiry(
        client_key=draft.client_key, channel=draft.channel, line_code=draft.line_code or None,
        mailbox_code=_mailbox(draft, subcase), city_code=_city(draft, known), zone=zone, language=draft.language,
        reason_code=subcase.reason_code, subcase_code=subcase.code, status=Status.OPEN, outcome=draft.outcome,
        customer_id=person.id if person else None, organisation_id=company.id if company else None,
        group_kind=draft.group_kind, group_size=draft.group_size, subject=draft.subject.strip(),
        payment_method=draft.payment_method, payment_on=draft.payment_on, receipt=draft.receipt.strip(),
        warned_no_repay=draft.warned_no_repay, screenshots_asked=draft.screenshots_asked,
        received_at=draft.received_at, received_on=local.date(), received_hour=local.hour,
        received_weekday=local.isoweekday(), logged_at=now, logged_by=by, assignee_id=draft.follow_up_by,
        handle_seconds=_handled(draft, now), promised_text=draft.promised_text.strip(),
    )  # fmt: skip
    work.add(inquiry)
    work.flush()
    assert inquiry.id is not None
    inquiry.folio = make_folio(inquiry.received_on.year, inquiry.id)
    told = _told(draft)
    work.add(
        Contact(
            inquiry_id=inquiry.id, direction=Direction.IN_, channel=draft.channel, at=draft.received_at, logged_at=now,
            kind=KIND_OF_CHANNEL.get(Channel(draft.channel), "call"), by=by, subject=inquiry.subject, text=told,
        )
    )  # fmt: skip
    if promise_of(work, inquiry) is not None:  # a case without a promise starts no clock
        keep_clock(work, inquiry, now=now, why="")
    delivery = _watch_delivery(work, inquiry, draft, calendar, now)
    _pair_emergency(work, inquiry, subcase, draft)
    _settle_status(inquiry, draft, owes_answer=inquiry.due_at is not None, now=now)
    cells: list[Key] = [*keys_of_inquiry(inquiry)]
    if inquiry.status == Status.CLOSED:
        remember(work, "closed", inquiry=inquiry, by=by, at=now, on_date=_day(now, zone), outcome=inquiry.outcome)
        cells.append((Cube.FLOW, _day(now, zone), CLOSED, ""))
    count(work, [(key, 1) for key in cells])
    index_new(work, inquiry, person=person, company=company, delivery=delivery, text=told)
    remember(
        work, "logged", inquiry=inquiry, by=by, at=now, on_date=_day(now, zone), folio=inquiry.folio,
        channel=inquiry.channel, reason=inquiry.reason_code, subcase=inquiry.subcase_code, outcome=inquiry.outcome,
    )  # fmt: skip
    return inquiry


def _refuse_retired(draft: InquiryDraft, known: Reference) -> None:
    line: Line | None = known.lines.get(draft.line_code or "")
    if draft.line_code and (line is None or not line.active):
        raise DeskError("retired_line", line=draft.line_code)
    subcase = known.subcases.get(draft.subcase_code)
    reason = known.reasons.get(draft.reason_code)
    if reason is None or not reason.active or subcase is None or not subcase.active:
        raise DeskError("retired_reason", reason=draft.reason_code)
    mailbox: Mailbox | None = known.mailboxes.get(draft.mailbox_code or "")
    if draft.mailbox_code and (mailbox is None or not mailbox.active):
        raise DeskError("retired_mailbox", mailbox=draft.mailbox_code)


def _subcase(draft: InquiryDraft, known: Reference) -> Subcase:
    chosen = known.subcases[draft.subcase_code]
    if draft.channel != Channel.EMAIL:
        return chosen
    return known.case_of_mail(chosen, mailbox_code=draft.mailbox_code, subject=draft.subject)


def _zone(draft: InquiryDraft, known: Reference) -> str:
    line = known.lines.get(draft.line_code or "")
    return line.zone if line else known.zone_of(draft.city_code)


def _city(draft: InquiryDraft, known: Reference) -> str | None:
    line = known.lines.get(draft.line_code or "")
    return line.city_code if line else draft.city_code or None


def _mailbox(draft: InquiryDraft, subcase: Subcase) -> str | None:
    if draft.channel != Channel.EMAIL:
        return draft.mailbox_code or None
    return draft.mailbox_code or subcase.mailbox_code


def _handled(draft: InquiryDraft, now: datetime) -> int | None:
    opened = draft.opened_form_at
    return max(0, int((now - opened).total_seconds())) if opened else None


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _watch_delivery(
    work: Session, inquiry: Inquiry, draft: InquiryDraft, calendar: Calendar, now: datetime
) -> Delivery | None:
    if draft.visa_issued_on is None:
        return None
    assert inquiry.id is not None
    number = tidy_tracking(draft.tracking_number)
    delivery = Delivery(
        inquiry_id=inquiry.id, visa_issued_on=draft.visa_issued_on, interviewed_on=draft.interviewed_on,
        zone=inquiry.zone, calendar_version=calendar.version, carrier_code=draft.carrier_code,
        missing_from=missing_from(draft.visa_issued_on, inquiry.zone, calendar), tracking_number=number,
        tracked_at=now if number else None,
    )  # fmt: skip
    work.add(delivery)
    return delivery


def _pair_emergency(work: Session, inquiry: Inquiry, subcase: Subcase, draft: InquiryDraft) -> None:
    if "voicemail" not in subcase.channels:
        return
    assert inquiry.id is not None
    phone = draft.callback_phone.strip() or draft.phone.strip()
    work.add(
        Emergency(
            inquiry_id=inquiry.id, mail_at=draft.received_at if draft.channel == Channel.EMAIL else None,
            voicemail_at=draft.received_at if draft.channel == Channel.VOICEMAIL else None,
            reason=draft.emergency_reason.strip(), company=" ".join(draft.organisation.split()),
            callback_phone=phone, callback_digits=read_phone(phone).digits if phone else "",
        )
    )  # fmt: skip


def _told(draft: InquiryDraft) -> str:
    """The notes; with a tracking number below them when there is no issue date, and so no delivery to keep it in."""
    lost = draft.tracking_number.strip() if draft.visa_issued_on is None else ""
    number = f"{draft.carrier_code} {lost}".strip() if lost else ""
    return f"{draft.notes.strip()}\n{number}".strip()


def _settle_status(inquiry: Inquiry, draft: InquiryDraft, *, owes_answer: bool, now: datetime) -> None:
    inquiry.status = status_after_logging(Outcome(draft.outcome), owes_answer=owes_answer)
    if inquiry.status == Status.CLOSED:
        inquiry.closed_at, inquiry.closed_on = now, _day(now, inquiry.zone)

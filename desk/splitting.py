"""A second matter in one inquiry: it becomes an inquiry of its own and keeps the moment it was received."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from db.models import Contact, Emergency, Inquiry, Subcase
from db.queries.tallies import keys_of_inquiry
from desk.classify import pair_of_case, subcase_of
from desk.clocks import keep_clock
from desk.counting import count
from desk.errors import DeskError
from desk.events import remember
from desk.loading import fetch, local_day
from desk.rights import verb
from desk.searching import index
from desk.waiting import contacts_of
from rules.codes import Channel, ContactKind, Direction, Outcome, Status
from rules.folio import make_folio

MESSAGES = frozenset({ContactKind.CALL, ContactKind.MAIL, ContactKind.VOICEMAIL})
SAME = (
    "city_code", "zone", "language", "customer_id", "organisation_id", "assignee_id", "line_code",
)  # fmt: skip


@verb
def split_off(
    work: Session,
    folio: str,
    *,
    contacts: Sequence[int],
    subcase_code: str,
    client_key: str,
    by: int,
    now: datetime,
    version: int | None,
) -> Inquiry:
    """Make chosen messages an inquiry of its own, about another case; it is received when the oldest of them was.

    The message an inquiry began with stays and is copied: without one chosen it is the one that told both matters.
    The same `client_key` twice is one inquiry. DeskError `not_a_message`, `retired_reason`.
    """
    already = work.exec(select(Inquiry).where(Inquiry.client_key == client_key)).one_or_none()
    if already is not None:
        return already
    whole = fetch(work, folio, version=version)
    case = subcase_of(work, subcase_code)
    every = contacts_of(work, whole)
    chosen = _chosen(every, contacts)
    part = _part(whole, case, chosen[0], client_key=client_key, by=by, now=now)
    work.add(part)
    work.flush()
    assert part.id is not None
    part.folio = make_folio(part.received_on.year, part.id)
    first = _first(every)
    for contact in chosen:
        if contact is first:
            work.add(Contact(**contact.model_dump(exclude={"id", "inquiry_id"}), inquiry_id=part.id))
        else:
            contact.inquiry_id = part.id
            _leave_pair(work, whole, contact)
    pair_of_case(work, part, case)
    keep_clock(work, part, now=now, why="")
    keep_clock(work, whole, now=now, why="split")
    count(work, [(key, 1) for key in keys_of_inquiry(part)])
    remember(
        work, "split", inquiry=whole, by=by, at=now, on_date=local_day(whole, now), folio=part.folio,
        contacts=[contact.id for contact in chosen if contact is not first],
    )  # fmt: skip
    remember(
        work, "split_from", inquiry=part, by=by, at=now, on_date=local_day(part, now), folio=folio,
        subcase=part.subcase_code, contacts=len(chosen),
    )  # fmt: skip
    index(work, whole)
    index(work, part)
    return part


def _leave_pair(work: Session, whole: Inquiry, contact: Contact) -> None:
    """A half that was joined to the wrong emergency is no longer one of its halves."""
    pair = work.get(Emergency, whole.id)
    half = {ContactKind.MAIL: "mail_at", ContactKind.VOICEMAIL: "voicemail_at"}.get(ContactKind(contact.kind), "")
    if pair is not None and half and getattr(pair, half) == contact.at:
        setattr(pair, half, None)


def _chosen(every: list[Contact], contacts: Sequence[int]) -> list[Contact]:
    """The chosen messages in the order they came; without any, the first one."""
    known = {contact.id: contact for contact in every if _is_message(contact)}
    if unknown := [number for number in contacts if number not in known]:
        raise DeskError("not_a_message", field="contact", contact=unknown[0])
    chosen = [contact for number, contact in known.items() if number in contacts]
    first = _first(every)
    if not chosen and first is None:
        raise DeskError("not_a_message", field="contact")
    return chosen or [one for one in [first] if one]


def _first(every: list[Contact]) -> Contact | None:
    return next((contact for contact in every if _is_message(contact)), None)


def _is_message(contact: Contact) -> bool:
    return contact.direction == Direction.IN_ and not contact.automatic and contact.kind in MESSAGES


def _part(whole: Inquiry, case: Subcase, told: Contact, *, client_key: str, by: int, now: datetime) -> Inquiry:
    local = told.at.astimezone(ZoneInfo(whole.zone))
    kept = whole.outcome == Outcome.PROMISE_MADE
    same = case.reason_code == whole.reason_code
    mailbox = whole.mailbox_code if same else case.mailbox_code
    return Inquiry(
        client_key=client_key, channel=told.channel, reason_code=case.reason_code, subcase_code=case.code,
        mailbox_code=mailbox if told.channel == Channel.EMAIL else None, status=Status.OPEN,
        outcome=Outcome.PROMISE_MADE if kept else Outcome.ESCALATED, subject=told.subject or whole.subject,
        received_at=told.at, received_on=local.date(), received_hour=local.hour, received_weekday=local.isoweekday(),
        group_kind=whole.group_kind if same else "", group_size=whole.group_size if same else None,
        logged_at=now, logged_by=by, split_from_id=whole.id, **{name: getattr(whole, name) for name in SAME},
    )  # fmt: skip

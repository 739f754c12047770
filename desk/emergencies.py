"""The H2 emergency pair: a mail with "emergencia", and the voice mail that may follow, in one inquiry."""

from datetime import datetime

from sqlmodel import Session

from db.models import Emergency, Inquiry
from desk.clocks import keep_clock, running
from desk.contacts import touch
from desk.errors import DeskError
from desk.events import remember
from desk.loading import fetch, local_day
from desk.moves import reopen_now
from desk.rights import verb
from desk.searching import index
from rules.codes import Channel, ContactKind, Direction, Status
from rules.masking import clean_free_text
from rules.phones import read_phone


@verb
def join_voicemail(
    work: Session,
    folio: str,
    *,
    at: datetime,
    by: int,
    now: datetime,
    version: int | None,
    reason: str = "",
    company: str = "",
    callback_phone: str = "",
    text: str = "",
) -> Inquiry:
    """Join the voice mail to its emergency; the clock goes on from the mail. DeskError `no_emergency`."""
    inquiry, pair = _pair(work, folio, version)
    _refuse_future(at, now)
    pair.voicemail_at = at
    _complete(pair, reason=reason, company=company, callback_phone=callback_phone)
    touch(
        work, inquiry, direction=Direction.IN_, kind=ContactKind.VOICEMAIL, channel=Channel.VOICEMAIL, at=at, by=by,
        now=now, text=text or reason,
    )  # fmt: skip
    _owe(work, inquiry, by=by, now=now)
    index(work, inquiry)
    remember(work, "voicemail_joined", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now))
    return inquiry


@verb
def join_mail(
    work: Session,
    folio: str,
    *,
    at: datetime,
    subject: str,
    by: int,
    now: datetime,
    version: int | None,
    text: str = "",
) -> Inquiry:
    """Join the mail to an emergency of which only the voice mail was known: the clock then runs from the mail."""
    inquiry, pair = _pair(work, folio, version)
    _refuse_future(at, now)
    pair.mail_at = at
    touch(
        work, inquiry, direction=Direction.IN_, kind=ContactKind.MAIL, channel=Channel.EMAIL, at=at, by=by, now=now,
        text=text, subject=subject,
    )  # fmt: skip
    _owe(work, inquiry, by=by, now=now)
    index(work, inquiry)
    remember(work, "mail_joined", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now))
    return inquiry


@verb
def complete_emergency(
    work: Session,
    folio: str,
    *,
    by: int,
    now: datetime,
    version: int | None,
    reason: str = "",
    company: str = "",
    callback_phone: str = "",
) -> Inquiry:
    """Write down what the message lacked: reason, company, call-back number."""
    inquiry, pair = _pair(work, folio, version)
    _complete(pair, reason=reason, company=company, callback_phone=callback_phone)
    remember(work, "emergency_completed", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now))
    return inquiry


def _pair(work: Session, folio: str, version: int | None) -> tuple[Inquiry, Emergency]:
    inquiry = fetch(work, folio, version=version)
    pair = work.get(Emergency, inquiry.id)
    if pair is None:
        raise DeskError("no_emergency", folio=folio)
    return inquiry, pair


def _owe(work: Session, inquiry: Inquiry, *, by: int, now: datetime) -> None:
    """A half that came after the last answer is a message: it is owed one, and what was closed opens."""
    keep_clock(work, inquiry, now=now, why="counts_from_mail")
    if running(work, inquiry) and inquiry.status == Status.CLOSED:
        reopen_now(work, inquiry, by=by, now=now)
    elif running(work, inquiry):
        inquiry.status = Status.OPEN


def _refuse_future(at: datetime, now: datetime) -> None:
    if at > now:
        raise DeskError("future", field="at")


def _complete(pair: Emergency, *, reason: str, company: str, callback_phone: str) -> None:
    """What is said fills what was missing; silence erases nothing."""
    if reason.strip():
        pair.reason = clean_free_text(reason).strip()
    if company.strip():
        pair.company = " ".join(clean_free_text(company).split())
    if callback_phone.strip():
        pair.callback_phone = clean_free_text(callback_phone).strip()
        pair.callback_digits = read_phone(pair.callback_phone).digits

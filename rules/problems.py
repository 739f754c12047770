"""What an agent is about to log, and everything that must be mended or read back before it is saved.

What is wrong blocks; what only looks odd warns: agents type what callers dictate (DOMAIN, personal data).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from dataclasses import field as value
from datetime import date, datetime, timedelta
from itertools import chain

from rules.codes import Channel, Outcome, Reason
from rules.phones import read_phone
from rules.routing import is_emergency_subject
from rules.zones import Zone, as_utc, local_date

__all__ = ["LONGEST", "InquiryDraft", "Problem", "problems", "required_of", "warnings"]

LONGEST = {
    "notes": 20_000, "subject": 500, "organisation": 200, "name": 120, "phone": 60, "email": 254, "ds160": 40,
    "receipt": 60, "tracking_number": 60, "emergency_reason": 2_000, "callback_phone": 60, "passport_last4": 4,
}  # fmt: skip
"""The most characters of each typed field. One word of 100,000 would stop a browser (views.plain)."""

MAIL = re.compile(r"[^\s@,;<>()\"]{1,64}@[^\s@,;<>()\"]{1,190}\.[^\s@,;<>()\".]{2,}")
DS160 = re.compile(r"AA[0-9A-Z]{8}")  # identifiers.csv
OLDEST_RECEIPT = timedelta(days=400)
OLDEST_VISA = timedelta(days=730)
MOST_PEOPLE = 10_000

# What the reference calls a required field -> the field of the form that must not be empty. What is not here is asked
# for and not insisted on: a caller without the receipt at hand is still an inquiry.
INSISTED = {
    "company_name": "organisation", "visa_issue_date": "visa_issued_on", "payment_method": "payment_method",
    "screenshots": "screenshots_asked", "subject_contains_emergencia": "subject",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryDraft:
    """One inquiry as it was typed. `client_key` makes logging it twice one inquiry; `received_at` is aware."""

    client_key: str
    channel: str
    language: str
    reason_code: str
    subcase_code: str
    outcome: str
    received_at: datetime
    line_code: str = ""
    mailbox_code: str = ""
    city_code: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    ds160: str = ""
    passport_last4: str = ""
    customer_id: int | None = None
    """The person an agent picked from those already known."""
    organisation: str = ""
    group_kind: str = ""
    group_size: int | None = None
    subject: str = ""
    payment_method: str = ""
    payment_on: date | None = None
    receipt: str = ""
    warned_no_repay: bool = False
    screenshots_asked: bool = False
    visa_issued_on: date | None = None
    interviewed_on: date | None = None
    carrier_code: str = ""
    tracking_number: str = ""
    emergency_reason: str = ""
    callback_phone: str = ""
    notes: str = ""
    follow_up_by: int | None = None
    """The account that follows up."""
    opened_form_at: datetime | None = None
    promised_text: str = ""
    """The sentence that was read out, in the caller's language."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is the matter with one field: a code that `words.problems` words, and the values of that sentence."""

    field: str
    code: str
    values: dict[str, int] = value(default_factory=dict)


def required_of(required_fields: str) -> frozenset[str]:
    """The reference's "company_name;group_size(optional)" as a set of what is not optional (subcases.csv)."""
    parts = (part.strip() for part in required_fields.split(";"))
    return frozenset(part for part in parts if part and not part.endswith("(optional)"))


def problems(draft: InquiryDraft, *, required_fields: str, zone: Zone, now: datetime) -> tuple[Problem, ...]:
    """Everything that must be mended before saving, all at once, in the order of the form.

    `required_fields` is the sub-case's own (subcases.csv); a dropped call owes none of them. Days are judged in `zone`.
    """
    found = (_head(draft, now), _missing(draft, required_of(required_fields)), _days(draft, zone, now), _sizes(draft))
    return tuple(chain.from_iterable(found))


def warnings(draft: InquiryDraft) -> tuple[Problem, ...]:
    """What looks odd and should be read back to the caller; it never blocks. Source: identifiers.csv, on_mismatch."""
    return tuple(_odd(draft))


def _head(draft: InquiryDraft, now: datetime) -> Iterator[Problem]:
    if draft.channel not in {Channel.PHONE, Channel.EMAIL, Channel.VOICEMAIL}:
        yield Problem("channel", "missing")
    if draft.channel in {Channel.PHONE, Channel.VOICEMAIL} and not draft.line_code:
        yield Problem("line", "missing")
    if draft.channel == Channel.EMAIL and not draft.mailbox_code:
        yield Problem("mailbox", "missing")
    if as_utc(draft.received_at) > as_utc(now):
        yield Problem("received_at", "future")
    elif as_utc(draft.received_at) < as_utc(now) - OLDEST_RECEIPT:
        yield Problem("received_at", "too_old")
    if not draft.reason_code:
        yield Problem("reason", "missing")
    elif not draft.subcase_code:
        yield Problem("subcase", "missing")


def _missing(draft: InquiryDraft, required: Collection[str]) -> Iterator[Problem]:
    if not draft.outcome:
        yield Problem("outcome", "missing")
    if draft.outcome == Outcome.DROPPED:
        return
    for name, place in INSISTED.items():
        if name in required and not _given(draft, place):
            yield Problem(place, "no_emergencia" if place == "subject" else "missing")
    if draft.reason_code == Reason.PAYMENT and not draft.warned_no_repay:
        yield Problem("warned_no_repay", "missing")  # contact page L114


def _given(draft: InquiryDraft, place: str) -> bool:
    match place:
        case "subject":  # only a mail has one
            return draft.channel != Channel.EMAIL or is_emergency_subject(draft.subject)
        case "organisation":  # a voice mail may not say it: the inquiry then shows that it is missing
            return bool(draft.organisation.strip()) or draft.channel == Channel.VOICEMAIL
    value = getattr(draft, place)
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _days(draft: InquiryDraft, zone: Zone, now: datetime) -> Iterator[Problem]:
    today = local_date(now, zone)
    for name in ("interviewed_on", "visa_issued_on", "payment_on"):
        day = getattr(draft, name)
        if day is not None and day > today:
            yield Problem(name, "future")
        elif day is not None and day < today - OLDEST_VISA:
            yield Problem(name, "too_old")
    issued, interviewed = draft.visa_issued_on, draft.interviewed_on
    if issued and interviewed and issued < interviewed:
        yield Problem("visa_issued_on", "issued_before_interview")


def _sizes(draft: InquiryDraft) -> Iterator[Problem]:
    if draft.group_size is not None and draft.group_size < 1:
        yield Problem("group_size", "not_positive")
    elif draft.group_size is not None and draft.group_size > MOST_PEOPLE:
        yield Problem("group_size", "too_long", {"over": draft.group_size - MOST_PEOPLE})
    for name, most in LONGEST.items():
        over = len(getattr(draft, name)) - most
        if over > 0:
            yield Problem(name, "too_long", {"over": over})


def _odd(draft: InquiryDraft) -> Iterator[Problem]:
    for name in ("phone", "callback_phone"):
        typed = getattr(draft, name)
        if typed.strip() and (problem := read_phone(typed).problem):
            yield Problem(name, problem)
    if draft.email.strip() and not MAIL.fullmatch(draft.email.strip()):
        yield Problem("email", "format")
    ds160 = re.sub(r"[\s-]", "", draft.ds160).upper()
    if ds160 and not DS160.fullmatch(ds160):
        yield Problem("ds160", "format")

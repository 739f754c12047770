"""The values an inquiry's page is made of: rows as they are stored, moments aware and in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

__all__ = ["Case", "Dealing", "Done", "Other", "Owed", "Pair", "Person", "Returned"]


@dataclass(frozen=True, slots=True)
class Case:
    """The matter itself."""

    folio: str
    version: int
    status: str
    outcome: str
    channel: str
    line_code: str | None
    mailbox_code: str | None
    city_code: str | None
    zone: str
    language: str
    reason_code: str
    subcase_code: str
    customer_id: int | None
    organisation_id: int | None
    group_kind: str
    group_size: int | None
    subject: str
    payment_method: str
    payment_on: date | None
    receipt: str
    received_at: datetime
    logged_by: int
    assignee_id: int | None
    due_at: datetime | None
    closed_at: datetime | None
    promised_text: str
    merged_into_id: int | None
    split_from_id: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. Contact data are whole here: whoever shows them masks them."""

    id: int
    name: str
    phone: str
    email: str
    ds160: str
    passport_last4: str
    language: str


@dataclass(frozen=True, slots=True)
class Dealing:
    """One touch: in or out, by which channel, by whom, when, in which words; when that was written down; and, for an
    answer recorded by mistake, when it was withdrawn, by whom and why."""

    id: int
    direction: str
    kind: str
    channel: str
    at: datetime
    logged_at: datetime
    by: int | None
    automatic: bool
    subject: str
    text: str
    withdrawn_at: datetime | None
    withdrawn_by: int | None
    withdrawn_why: str


@dataclass(frozen=True, slots=True)
class Owed:
    """One promise running, met or ended on this inquiry."""

    promise_code: str
    started_at: datetime
    zone: str
    business_days: int
    calendar_version: str
    due_at: datetime
    promised_due_at: datetime
    met_at: datetime | None
    ended_at: datetime | None
    ended_why: str


@dataclass(frozen=True, slots=True)
class Returned:
    """The return of a passport."""

    visa_issued_on: date
    interviewed_on: date | None
    zone: str
    missing_from: datetime
    carrier_code: str
    tracking_number: str
    tracked_at: datetime | None
    settled_at: datetime | None
    settled_why: str
    collectable_on: date | None
    collect_by: date | None

    @property
    def watched(self) -> bool:
        """Whether a missing tracking number would still be a problem."""
        return not self.tracking_number and self.settled_at is None


@dataclass(frozen=True, slots=True)
class Pair:
    """The emergency's two halves, and what was left in words."""

    mail_at: datetime | None
    voicemail_at: datetime | None
    reason: str
    company: str
    callback_phone: str


@dataclass(frozen=True, slots=True)
class Done:
    """One thing done: `details` are codes and ISO texts, worded where they are shown."""

    id: int
    kind: str
    by: int | None
    at: datetime
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Other:
    """Another inquiry of the same person."""

    folio: str
    received_on: date
    reason_code: str
    subcase_code: str
    status: str

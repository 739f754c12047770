"""The matter a person brings, each touch of it, what is owed, and what was done."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field

from db.models.base import Table, moment, version_column

_inquiry_version = version_column()
ON_WAY = "tracking_number <> '' AND settled_at IS NULL AND collect_by IS NULL"
TO_COLLECT = "collect_by IS NOT NULL AND settled_at IS NULL"


class Inquiry(Table, table=True):
    """One matter. `received_on`, `received_hour` and `received_weekday` are local to `zone`."""

    __tablename__ = "inquiry"
    __table_args__ = (
        # Partial: the queues walk what is open, so their cost does not grow with what is finished.
        Index("ix_inquiry_open_due", "due_at", "id", sqlite_where=text("status <> 'closed'"),
              postgresql_where=text("status <> 'closed'")),
        Index("ix_inquiry_open_received", "received_at", "id", sqlite_where=text("status <> 'closed'"),
              postgresql_where=text("status <> 'closed'")),
        Index("ix_inquiry_mine", "assignee_id", "received_at", "id", sqlite_where=text("status <> 'closed'"),
              postgresql_where=text("status <> 'closed'")),
        Index("ix_inquiry_day", "received_on", "reason_code", "id"),
        Index("ix_inquiry_customer", "customer_id", "id"),
        Index("ix_inquiry_organisation", "organisation_id", "id"),
        Index("ix_inquiry_merged", "merged_into_id", sqlite_where=text("merged_into_id IS NOT NULL"),
              postgresql_where=text("merged_into_id IS NOT NULL")),
        Index("ix_inquiry_split", "split_from_id", sqlite_where=text("split_from_id IS NOT NULL"),
              postgresql_where=text("split_from_id IS NOT NULL")),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    folio: str | None = Field(default=None, unique=True)
    client_key: str = Field(unique=True)
    channel: str
    line_code: str | None = Field(default=None, foreign_key="line.code")
    mailbox_code: str | None = Field(default=None, foreign_key="mailbox.code")
    city_code: str | None = Field(default=None, foreign_key="city.code")
    zone: str
    language: str
    reason_code: str = Field(foreign_key="reason.code")
    subcase_code: str = Field(foreign_key="subcase.code")
    status: str
    outcome: str
    customer_id: int | None = Field(default=None, foreign_key="customer.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    group_kind: str = ""
    group_size: int | None = None
    subject: str = ""
    payment_method: str = ""
    payment_on: date | None = None
    receipt: str = ""
    warned_no_repay: bool = False
    screenshots_asked: bool = False
    received_at: datetime = moment()
    received_on: date
    received_hour: int
    received_weekday: int = Field(description="ISO: Monday is 1")
    logged_at: datetime = moment()
    logged_by: int = Field(foreign_key="account.id")
    assignee_id: int | None = Field(default=None, foreign_key="account.id")
    handle_seconds: int | None = None
    due_at: datetime | None = moment(required=False)
    """The earliest open deadline: kept beside the row so that a queue is one walk of one index."""
    closed_at: datetime | None = moment(required=False)
    closed_on: date | None = None
    promised_text: str = Field(default="", description="the sentence read out, as it was said")
    merged_into_id: int | None = Field(default=None, foreign_key="inquiry.id", description="the one that goes on")
    split_from_id: int | None = Field(default=None, foreign_key="inquiry.id", description="the one it was part of")
    version: int = Field(default=1, sa_column=_inquiry_version)
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _inquiry_version}


class Contact(Table, table=True):
    """One touch of an inquiry: call, mail, voice mail, reply or note, in or out. A withdrawn one answers nothing."""

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_inquiry", "inquiry_id", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    inquiry_id: int = Field(foreign_key="inquiry.id")
    direction: str
    kind: str
    channel: str
    at: datetime = moment()
    logged_at: datetime = moment()
    by: int | None = Field(default=None, foreign_key="account.id")
    automatic: bool = False
    subject: str = ""
    text: str = ""
    withdrawn_at: datetime | None = moment(required=False)
    withdrawn_by: int | None = Field(default=None, foreign_key="account.id")
    withdrawn_why: str = ""


class Deadline(Table, table=True):
    """One promise running on one inquiry. Overdue is asked (`due_at` against now), never saved."""

    __tablename__ = "deadline"
    __table_args__ = (
        Index("ix_deadline_open", "due_at", "inquiry_id", sqlite_where=text("met_at IS NULL AND ended_at IS NULL"),
              postgresql_where=text("met_at IS NULL AND ended_at IS NULL")),
        Index("ix_deadline_inquiry", "inquiry_id"),
        Index("ix_deadline_due_on", "due_on", "promise_code"),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    inquiry_id: int = Field(foreign_key="inquiry.id")
    promise_code: str = Field(foreign_key="promise.code")
    started_at: datetime = moment()
    zone: str
    business_days: int
    calendar_version: str
    due_at: datetime = moment()
    due_on: date
    promised_due_at: datetime = moment()
    met_at: datetime | None = moment(required=False)
    ended_at: datetime | None = moment(required=False)
    ended_why: str = Field(default="", description="why it no longer counts without having been met (re-routed, …)")


class Delivery(Table, table=True):
    """The return of a passport: missing from `missing_from` while it has no tracking number and nothing settled it."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_open", "missing_from", "inquiry_id",
              sqlite_where=text("tracking_number = '' AND settled_at IS NULL"),
              postgresql_where=text("tracking_number = '' AND settled_at IS NULL")),
        Index("ix_delivery_tracking_number", "tracking_number", sqlite_where=text("tracking_number <> ''"),
              postgresql_where=text("tracking_number <> ''")),
        # The other states of the board: each is one walk.
        Index("ix_delivery_on_way", "tracked_at", "inquiry_id", sqlite_where=text(ON_WAY),
              postgresql_where=text(ON_WAY)),
        Index("ix_delivery_to_collect", "collect_by", "inquiry_id", sqlite_where=text(TO_COLLECT),
              postgresql_where=text(TO_COLLECT)),
        Index("ix_delivery_settled", "settled_at", "inquiry_id", sqlite_where=text("settled_at IS NOT NULL"),
              postgresql_where=text("settled_at IS NOT NULL")),
    )  # fmt: skip
    inquiry_id: int = Field(primary_key=True, foreign_key="inquiry.id")
    visa_issued_on: date
    interviewed_on: date | None = None
    zone: str
    calendar_version: str
    missing_from: datetime = moment()
    carrier_code: str = ""
    tracking_number: str = ""
    tracked_at: datetime | None = moment(required=False)
    settled_at: datetime | None = moment(required=False)
    settled_why: str = ""
    collectable_on: date | None = Field(default=None, description="the courier has it for collection since")
    collect_by: date | None = Field(default=None, description="the last day the courier keeps it: rules.courier")


class Emergency(Table, table=True):
    """The H2 pair: a mail with "emergencia" in its subject, and the voice mail that may follow."""

    __tablename__ = "emergency"
    inquiry_id: int = Field(primary_key=True, foreign_key="inquiry.id")
    mail_at: datetime | None = moment(required=False)
    voicemail_at: datetime | None = moment(required=False)
    reason: str = ""
    company: str = ""
    callback_phone: str = ""
    callback_digits: str = Field(default="", index=True)


AUDITED = "inquiry_id IS NULL OR kind = 'revealed'"


class Event(Table, table=True):
    """What was done: who, when, what, from, to. Append-only; history and the flow of the day are read from here."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_inquiry", "inquiry_id", "id"),
        Index("ix_event_kind", "kind", "on_date"),
        # Partial: what is audited belongs to no inquiry, or is a look; most of what people do is neither.
        Index("ix_event_person", "by", "kind", "on_date", sqlite_where=text(AUDITED), postgresql_where=text(AUDITED)),
    )
    id: int | None = Field(default=None, primary_key=True)
    inquiry_id: int | None = Field(default=None, foreign_key="inquiry.id")
    kind: str
    by: int | None = Field(default=None, foreign_key="account.id")
    at: datetime = moment()
    on_date: date = Field(description="local date, in the zone of the inquiry")
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    address: str = Field(default="", description="where it was done from; empty for what no page did")
    sign_in: str = Field(default="", description="the beginning of the hash of the session it was done in")
    seal: str = Field(description="chains the events in the order of their numbers: rules.sealing")

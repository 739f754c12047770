"""The contact page as data: lines, reasons, mailboxes, promises and their terms, closing days. Retired, not deleted."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from db.models.base import Table, moment


class City(Table, table=True):
    """A city of the page, with its right name and its zone (cities.csv)."""

    __tablename__ = "city"
    code: str = Field(primary_key=True)
    name: str
    page_label: str
    state: str
    zone: str
    consular_post: bool = False
    active: bool = True


class Line(Table, table=True):
    """One telephone number; its city is a property of the line, never of the prefix (page_anomalies A02, A17)."""

    __tablename__ = "line"
    code: str = Field(primary_key=True)
    city_code: str = Field(foreign_key="city.code")
    label: str
    kind: str
    e164: str = Field(unique=True)
    display: str
    zone: str
    open_days: str = ""
    opens: str = ""
    closes: str = ""
    languages: str = "es;en"
    page_line: str = ""
    sort_order: int = 0
    active: bool = True


class Mailbox(Table, table=True):
    """One of the five mailboxes: its address, its tags, the reasons it serves (mailboxes.csv)."""

    __tablename__ = "mailbox"
    code: str = Field(primary_key=True)
    address: str
    base_address: str
    topic_tag: str = ""
    language_tag: str = ""
    reason_codes: str
    purpose_es: str
    purpose_en: str
    required_es: str = ""
    required_en: str = ""
    page_lines: str = ""
    active: bool = True


class DeskChannel(Table, table=True):
    """A way a contact comes or goes; retired ones stay, inactive (channels.csv)."""

    __tablename__ = "channel"
    code: str = Field(primary_key=True)
    label_es: str
    label_en: str
    active: bool = True


class ReasonRow(Table, table=True):
    """One of the page's reasons, in the page's order (keys 1-6)."""

    __tablename__ = "reason"
    code: str = Field(primary_key=True)
    sort_order: int
    label_es: str
    label_en: str
    short_es: str
    short_en: str
    first_action_es: str = ""
    first_action_en: str = ""
    page_line: str = ""
    active: bool = True


class Subcase(Table, table=True):
    """A case within a reason, and what it needs, promises and where it is served (subcases.csv)."""

    __tablename__ = "subcase"
    code: str = Field(primary_key=True)
    reason_code: str = Field(foreign_key="reason.code")
    sort_order: int
    label_es: str
    label_en: str
    channels: str = ""
    mailbox_code: str | None = None
    promise_code: str | None = None
    required_fields: str = ""
    page_lines: str = ""
    notes: str = ""
    active: bool = True


class Promise(Table, table=True):
    """A public commitment of the page; only `response_clock` and `eligibility_clock` run a clock."""

    __tablename__ = "promise"
    code: str = Field(primary_key=True)
    reason_code: str
    kind: str
    text_es: str
    text_en: str
    business_days: int | None = None
    closes: str = "20:00"
    lenient: bool = False
    page_lines: str = ""


class Scope(Table, table=True):
    """One line of what the page says this desk can and cannot do (scope.csv)."""

    __tablename__ = "scope"
    code: str = Field(primary_key=True)
    kind: str
    text_es: str
    text_en: str
    redirect_to: str = ""
    reason_codes: str
    page_lines: str = ""
    sort_order: int = 0


class Script(Table, table=True):
    """A sentence to say for a reason or a case, in both languages (scripts.csv)."""

    __tablename__ = "script"
    code: str = Field(primary_key=True)
    reason_code: str
    subcase_code: str = ""
    text_es: str
    text_en: str
    sort_order: int = 0


class Carrier(Table, table=True):
    """A courier and how it writes its tracking numbers (carriers.csv)."""

    __tablename__ = "carrier"
    code: str = Field(primary_key=True)
    name: str
    pattern: str
    check_digit: str = ""
    sort_order: int = 0
    active: bool = True


class Identifier(Table, table=True):
    """How an identifier looks, is masked, and whether it may be stored at all."""

    __tablename__ = "identifier"
    code: str = Field(primary_key=True)
    label_es: str
    label_en: str
    pattern: str = ""
    may_store: str = ""
    display_mask: str = ""
    on_mismatch: str = "warn"


class PromiseTerm(Table, table=True):
    """How long a promise is: one row for each time that was decided.

    A clock is counted by the active term with the latest `holds_from` that is not after the local date it began on.
    """

    __tablename__ = "promise_term"
    id: int | None = Field(default=None, primary_key=True)
    promise_code: str = Field(foreign_key="promise.code", index=True)
    holds_from: date = Field(description="the first local date of a clock's beginning for which it holds")
    business_days: int
    closes: str = "20:00"
    lenient: bool = False
    added_by: int | None = Field(default=None, foreign_key="account.id")
    added_at: datetime | None = moment(required=False)
    active: bool = True


class InternalTarget(Table, table=True):
    """What a supervisor asks of the desk where nothing is promised: derived when shown, never a promise."""

    __tablename__ = "internal_target"
    id: int | None = Field(default=None, primary_key=True)
    reason_code: str = Field(foreign_key="reason.code")
    subcase_code: str = Field(default="", description="every case of the reason when empty")
    business_days: int
    holds_from: date
    added_by: int | None = Field(default=None, foreign_key="account.id")
    added_at: datetime | None = moment(required=False)
    active: bool = True


class ClosingDayRow(Table, table=True):
    """What no rule can compute about a day: that it is closed, or that it is open although its layer closes it."""

    __tablename__ = "closing_day"
    __table_args__ = (
        # One word about a day and a layer at a time; those that were taken back stay.
        Index("uq_closing_day_on_date_layer", "on_date", "layer", unique=True, sqlite_where=text("active"),
              postgresql_where=text("active")),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    on_date: date = Field(index=True)
    layer: str
    name_es: str
    name_en: str
    source: str
    status: str
    added_by: int | None = Field(default=None, foreign_key="account.id")
    added_at: datetime | None = moment(required=False)
    active: bool = True
    closed: bool = Field(default=True, description="false: this date is open although its layer closes it")
    note: str = ""


class Setting(Table, table=True):
    """A value the desk is run by (which layers are on, default zone, retention); read as data, audited when changed."""

    __tablename__ = "setting"
    name: str = Field(primary_key=True)
    value: str

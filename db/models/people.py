"""Who works here, and who writes or calls."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from db.models.base import Table, moment, version_column

_account_version = version_column()
_customer_version = version_column()


class Account(Table, table=True):
    """A person who signs in: an agent or a supervisor."""

    __tablename__ = "account"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, description="folded sign-in name")
    display_name: str
    password_hash: str
    role: str
    language: str = "es"
    active: bool = True
    created_at: datetime = moment()
    email: str = Field(default="", description="where the digest goes; none is sent when empty")
    must_change: bool = Field(default=False, description="the password was set by somebody else: it opens one page")
    totp_secret: str = Field(default="", description="the second step's; asked for only from totp_on_at on")
    totp_on_at: datetime | None = moment(required=False)
    totp_last: int | None = Field(default=None, sa_type=BigInteger, description="the newest time step accepted")
    version: int = Field(default=1, sa_column=_account_version)
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _account_version}


class Duty(Table, table=True):
    """Who answers for a promise, on which days, the last one included; without a last one it goes on."""

    __tablename__ = "duty"
    id: int | None = Field(default=None, primary_key=True)
    promise_code: str = Field(foreign_key="promise.code", index=True)
    account_id: int = Field(foreign_key="account.id")
    holds_from: date
    holds_to: date | None = None
    added_by: int | None = Field(default=None, foreign_key="account.id")
    added_at: datetime | None = moment(required=False)


class DigestSent(Table, table=True):
    """That a person was told what is overdue on a day: once, whoever asks how often."""

    __tablename__ = "digest_sent"
    account_id: int = Field(primary_key=True, foreign_key="account.id")
    on_date: date = Field(primary_key=True)
    sent_at: datetime = moment()


class SignIn(Table, table=True):
    """One session of one account. The token itself is never stored, only its SHA-256."""

    __tablename__ = "sign_in"
    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime = moment()
    seen_at: datetime = moment()
    ends_at: datetime = moment()
    revoked_at: datetime | None = moment(required=False)
    address: str = ""
    agent: str = ""


class OneTimeLink(Table, table=True):
    """A link with which one person, once, chooses a password. Only the SHA-256 of its token is stored."""

    __tablename__ = "one_time_link"
    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    purpose: str = "reset"
    created_at: datetime = moment()
    created_by: int | None = Field(default=None, foreign_key="account.id")
    ends_at: datetime = moment()
    used_at: datetime | None = moment(required=False)


class Throttle(Table, table=True):
    """Failed sign-ins of one account name or one address, kept here so that no cache reset forgives them."""

    __tablename__ = "throttle"
    key: str = Field(primary_key=True)
    failures: int = 0
    last_at: datetime = moment()
    blocked_until: datetime | None = moment(required=False)


class Organisation(Table, table=True):
    """A company or group."""

    __tablename__ = "organisation"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(unique=True)
    kind: str = "h2"
    created_at: datetime = moment()


class Customer(Table, table=True):
    """A person who asks. Contact data are erased after the retention period, the counts stay."""

    __tablename__ = "customer"
    __table_args__ = (
        Index("ix_customer_phone", "phone_digits"),
        Index("ix_customer_email", "email"),
        Index("ix_customer_ds160", "ds160"),
        Index("ix_customer_folded", "folded"),
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str = ""
    folded: str = ""
    phone: str = Field(default="", description="as typed")
    phone_e164: str = ""
    phone_digits: str = Field(default="", description="the last ten digits")
    email: str = ""
    ds160: str = ""
    passport_last4: str = ""
    language: str = "es"
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    created_at: datetime = moment()
    version: int = Field(default=1, sa_column=_customer_version)
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _customer_version}

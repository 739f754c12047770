"""The desk's settings: from VENTANILLA_* in the environment, or from a `.env` file beside the project."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Self

from pydantic import SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent
SMTPS = 465
ADDRESS = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\"]+")


class Settings(BaseSettings):
    """What an installation sets; every value has a default that is safe on one machine."""

    model_config = SettingsConfigDict(env_prefix="VENTANILLA_", env_file=".env", extra="ignore")

    database_url: str = f"sqlite:///{HOME / 'var' / 'desk.db'}"
    zone: str = "America/Mexico_City"
    """For mail whose sender's city is not known."""
    language: str = "es"
    port: int = 8501
    allowed_hosts: str = "127.0.0.1,localhost"
    """Host names this desk answers to, separated by commas; everything else is refused."""
    secure_cookies: bool = False
    """True behind TLS: the cookie is then `Secure` and named `__Host-…`."""
    idle_minutes: int = 30
    absolute_hours: int = 12
    backups: Path | None = None
    """The folder of the backups; by default `backups` beside the database."""
    nightly_backup: bool = True
    """A verified backup every night, made by the desk itself; False where something else does it."""
    smtp_host: str = ""
    """The mail server the digest is sent through; none is sent while this is empty."""
    smtp_port: int = 587
    """465 is spoken to in TLS from the first byte."""
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_starttls: bool = True
    """False only for a server on this machine or in a network of its own: it is then asked without TLS."""
    smtp_from: str = ""
    """The sender's address: nobody reads what is answered to it."""
    public_url: str = ""
    """Where people open the desk, https://ventanilla.example.org: the digest links there, when it is set."""
    frozen_now: datetime | None = None
    """A fixed clock for demonstrations and pictures, never for work."""

    @field_validator("database_url")
    @classmethod
    def _repair(cls, url: str) -> str:
        # What hosts hand out, and what SQLAlchemy wants.
        for given in ("postgres://", "postgresql://"):
            if url.startswith(given):
                return "postgresql+psycopg://" + url.removeprefix(given)
        return url

    @field_validator("frozen_now")
    @classmethod
    def _aware(cls, moment: datetime | None) -> datetime | None:
        if moment is not None and moment.tzinfo is None:
            raise ValueError("VENTANILLA_FROZEN_NOW needs an offset, such as 2026-03-13T17:00:00-07:00")
        return moment

    @field_validator("public_url")
    @classmethod
    def _web(cls, url: str) -> str:
        if url and not url.startswith(("https://", "http://")):
            raise ValueError("VENTANILLA_PUBLIC_URL begins with https:// or http://")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _sendable(self) -> Self:
        if self.smtp_host and not ADDRESS.fullmatch(self.smtp_from):
            raise ValueError("VENTANILLA_SMTP_FROM needs the address the digest comes from")
        if self.smtp_password.get_secret_value() and not (self.smtp_starttls or self.smtp_port == SMTPS):
            raise ValueError("VENTANILLA_SMTP_PASSWORD would travel in clear text: leave VENTANILLA_SMTP_STARTTLS on")
        return self

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(host.strip().lower() for host in self.allowed_hosts.split(",") if host.strip())

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return self.frozen_now.astimezone(UTC) if self.frozen_now else datetime.now(UTC)


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()

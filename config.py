"""The desk's settings: from VENTANILLA_* in the environment, or from a `.env` file beside the project."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent


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

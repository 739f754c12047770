"""What of the audit is looked at, as the address tells it: user input, in which unknown values are nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rules.audit import About
from rules.folio import parse_folio


@dataclass(frozen=True, slots=True)
class AuditView:
    """The filters, and from where on: older or newer than a cursor ("2026-03-13.815")."""

    about: str = ""
    person: int = 0
    first: date | None = None
    last: date | None = None
    folio: str = ""
    older: str = ""
    newer: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "AuditView":
        """The view of an address."""
        about, folio = query.get("about", ""), parse_folio(query.get("folio", "")[:80])
        older, newer = (_cursor(query.get(name, "")) for name in ("older", "newer"))
        return cls(
            about=about if about in tuple(About) else "", person=_number(query.get("person", "")),
            first=_day(query.get("from", "")), last=_day(query.get("to", "")), folio=folio.text if folio else "",
            older="" if newer else older, newer=newer,
        )  # fmt: skip

    def to_query(self) -> dict[str, str]:
        """Its address."""
        told = {**self.filters, "older": self.older, "newer": self.newer}
        return {name: value for name, value in told.items() if value}

    @property
    def filters(self) -> dict[str, str]:
        """What narrows it, as text."""
        told = {
            "about": self.about, "person": str(self.person or ""), "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "", "folio": self.folio,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}

    @property
    def from_the_top(self) -> "AuditView":
        return replace(self, older="", newer="")

    def older_than(self, cursor: str) -> "AuditView":
        return replace(self, older=cursor, newer="")

    def newer_than(self, cursor: str) -> "AuditView":
        return replace(self, older="", newer=cursor)

    @property
    def place(self) -> tuple[date | None, int]:
        """The day and number it goes on from; none from the top."""
        on, _, number = (self.newer or self.older).partition(".")
        return (date.fromisoformat(on), int(number)) if on else (None, 0)


def _cursor(told: str) -> str:
    on, _, number = told.partition(".")
    return f"{day}.{int(number)}" if (day := _day(on)) and _number(number) else ""


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else 0


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if len(told) == 10 else None
    except ValueError:
        return None

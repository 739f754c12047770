"""The desk's reference data as one value: lines, reasons, sub-cases, mailboxes, promises and their terms, scope."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from db.models import (
    Carrier,
    City,
    DeskChannel,
    Identifier,
    Line,
    Mailbox,
    Promise,
    ReasonRow,
    Scope,
    Script,
    Setting,
    Subcase,
)
from db.queries.decisions import targets, terms
from rules.clocks import RESPONSE_CLOCK
from rules.routing import is_emergency_subject
from rules.targets import Target, target_of
from rules.terms import Term, term_of

__all__ = [
    "Carrier", "City", "Line", "Mailbox", "Promise", "ReasonRow", "Reference", "Subcase", "forget", "load", "reference",
]  # fmt: skip

FRESH_FOR = 10.0  # seconds one process may show what somebody has changed since; verbs read the rows themselves


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows by code, in the page's order. The retired stay in it: what was used keeps its name."""

    cities: Mapping[str, City]
    lines: Mapping[str, Line]
    channels: Mapping[str, DeskChannel]
    reasons: Mapping[str, ReasonRow]
    subcases: Mapping[str, Subcase]
    mailboxes: Mapping[str, Mailbox]
    promises: Mapping[str, Promise]
    terms: tuple[Term, ...]
    """What was decided about how long the promises are, the earliest first; `term` says which of them holds."""
    targets: tuple[Target, ...]
    scope: tuple[Scope, ...]
    scripts: tuple[Script, ...]
    carriers: Mapping[str, Carrier]
    identifiers: Mapping[str, Identifier]
    settings: Mapping[str, str]

    def term(self, promise_code: str, *, started_at: datetime, zone: str) -> Term | None:
        """The term that holds for a clock of a promise which began at this moment in this zone."""
        return term_of(self.terms, promise_code, started_at=started_at, zone=zone)

    def target(self, reason_code: str, subcase_code: str, *, received_at: datetime, zone: str) -> Target | None:
        """The internal target of an inquiry; None for a case that is promised an answer."""
        subcase = self.subcases.get(subcase_code)
        promise = self.promises.get(subcase.promise_code or "") if subcase else None
        if promise is not None and promise.kind == RESPONSE_CLOCK:
            return None
        return target_of(self.targets, reason_code, subcase_code, received_at=received_at, zone=zone)

    def told(self) -> list[object]:
        """Everything it says, to be compared; rows themselves are never equal."""
        return [*(row.model_dump() for row in self.rows()), self.terms, self.targets, dict(self.settings)]

    def rows(self) -> list[SQLModel]:
        """Every row of it."""
        rows: list[SQLModel] = [*self.scope, *self.scripts]
        for table in (self.cities, self.lines, self.channels, self.reasons, self.subcases, self.mailboxes,
                      self.promises, self.carriers, self.identifiers):  # fmt: skip
            rows += table.values()
        return rows

    def subcases_of(self, reason_code: str) -> tuple[Subcase, ...]:
        """The sub-cases in use of one reason, in order."""
        return tuple(s for s in self.subcases.values() if s.reason_code == reason_code and s.active)

    def case_of_mail(self, chosen: Subcase, *, mailbox_code: str, subject: str) -> Subcase:
        """The sub-case of a mail: to the emergency's mailbox with "emergencia" in its subject it is one, whatever was
        chosen. Source: contact page L143."""
        if not is_emergency_subject(subject):
            return chosen
        pairs = (case for case in self.subcases.values() if case.active and "voicemail" in case.channels)
        return next((case for case in pairs if case.mailbox_code == (mailbox_code or chosen.mailbox_code)), chosen)

    def lines_in_use(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines.values() if line.active)

    def zones(self) -> tuple[str, ...]:
        """Every zone a row of this desk can be in: those of its cities, and its own."""
        return tuple(sorted({city.zone for city in self.cities.values()} | {self.zone_of(None)}))

    def zone_of(self, city_code: str | None) -> str:
        """The city's zone; the desk's own (a setting) for mail whose city is not known."""
        city = self.cities.get(city_code or "")
        return city.zone if city else self.settings.get("zone", "America/Mexico_City")


def load(look: Session) -> Reference:
    """Read everything, now."""
    return Reference(
        cities={r.code: r for r in look.exec(select(City).order_by(col(City.name)))},
        lines={r.code: r for r in look.exec(select(Line).order_by(col(Line.sort_order)))},
        channels={r.code: r for r in look.exec(select(DeskChannel))},
        reasons={r.code: r for r in look.exec(select(ReasonRow).order_by(col(ReasonRow.sort_order)))},
        subcases={r.code: r for r in look.exec(select(Subcase).order_by(col(Subcase.sort_order)))},
        mailboxes={r.code: r for r in look.exec(select(Mailbox))},
        promises={r.code: r for r in look.exec(select(Promise))},
        terms=terms(look),
        targets=targets(look),
        scope=tuple(look.exec(select(Scope).order_by(col(Scope.sort_order)))),
        scripts=tuple(look.exec(select(Script).order_by(col(Script.sort_order)))),
        carriers={r.code: r for r in look.exec(select(Carrier).order_by(col(Carrier.sort_order)))},
        identifiers={r.code: r for r in look.exec(select(Identifier))},
        settings={r.name: r.value for r in look.exec(select(Setting))},
    )


_lock = threading.Lock()
_kept: dict[str, tuple[float, Reference]] = {}


def reference(look: Session) -> Reference:
    """`load`, kept for `FRESH_FOR` seconds per database: twelve small reads that a rerun need not repeat."""
    key = str(look.get_bind().engine.url)
    with _lock:
        kept = _kept.get(key)
    if kept and time.monotonic() - kept[0] < FRESH_FOR:
        return kept[1]
    fresh = load(look)
    look.expunge_all()
    if kept and fresh.told() == kept[1].told():
        fresh = kept[1]  # the same object while it says the same: charts are kept by it
    with _lock:
        _kept[key] = (time.monotonic(), fresh)
    return fresh


def forget() -> None:
    """Read anew at the next question; called by the verbs that change reference data."""
    with _lock:
        _kept.clear()

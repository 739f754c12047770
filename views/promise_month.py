"""What the sheet of a month is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from db.queries.promise_rows import Kept, Missing, Month
from db.queries.reference import Reference
from rules.clocks import RESPONSE_CLOCK
from rules.closing_days import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the page knows: a month and the one before it, by promise; and what is missing now."""

    month: Month
    before: Month
    kept: Mapping[str, Kept]
    kept_before: Mapping[str, Kept]
    missing: Missing
    known: Reference
    calendar: Calendar
    zone: str
    now: datetime

    @property
    def codes(self) -> tuple[str, ...]:
        """Every promise that runs a clock, in the order of the page."""
        return tuple(code for code, row in self.known.promises.items() if row.kind == RESPONSE_CLOCK)

    @property
    def all_kept(self) -> Kept:
        return sum(self.kept.values(), Kept())

    @property
    def all_before(self) -> Kept:
        return sum(self.kept_before.values(), Kept())

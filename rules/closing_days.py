"""Closing days: the days on which no promise counts, in layers and days that a supervisor switches on and off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Self

import holidays.version

from rules.codes import Layer
from rules.yearly_days import PUBLISHED_YEARS, yearly_days

ORDER = tuple(Layer)
STATUTORY, EXTRAPOLATED, PUBLISHED = "statutory", "extrapolated", "published"

# An own day is a supervisor's decision, so every named calendar counts it.
NAMED: Mapping[str, frozenset[Layer]] = {
    "mission": frozenset({Layer.MX_LFT, Layer.US_FEDERAL, Layer.MISSION_LOCAL, Layer.OWN}),
    "mission+extra": frozenset(Layer),
    "union": frozenset({Layer.MX_LFT, Layer.US_FEDERAL, Layer.OWN}),
    "mx": frozenset({Layer.MX_LFT, Layer.OWN}),
    "us": frozenset({Layer.US_FEDERAL, Layer.OWN}),
}


@dataclass(frozen=True, slots=True)
class ClosingDay:
    """One local date on which one layer is closed; with `closed` false it is open although the layer closes it.

    status is how sure we are: published, statutory, extrapolated, reported, unknown or own (calendar_days.csv).
    """

    on: date
    layer: Layer
    name_es: str
    name_en: str
    source: str
    status: str
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are closed: the layers that are on, and the rows people added.

    A row whose layer is off does not count. A row on a day its layer closes anyway takes that day's place; one that
    says "open" takes the day out of its own layer alone: a day that two layers close needs two.
    """

    layers: frozenset[Layer]
    added: tuple[ClosingDay, ...] = ()
    published_years: frozenset[int] = PUBLISHED_YEARS
    _years: dict[int, dict[date, tuple[ClosingDay, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )  # a memory of years already built, so that a day is one look-up

    @classmethod
    def named(cls, name: str, added: tuple[ClosingDay, ...] = ()) -> Self:
        """The calendar of a known name: mission, mission+extra, union, mx, us.

        Raises ValueError for any other name. Source: DOMAIN, closing days; deadline_cases.csv uses the same names.
        """
        if name not in NAMED:
            raise ValueError(f"no calendar is named {name!r}; known: {', '.join(NAMED)}")
        return cls(layers=NAMED[name], added=tuple(added))

    @property
    def version(self) -> str:
        """A short name that changes when the layers, the added days or the holidays package change.

        Stored beside every deadline, for example "mission-0.109-1a2b3c4d". Renaming a day changes neither.
        """
        package = holidays.version.__version__
        name = next((name for name, layers in NAMED.items() if layers == self.layers), "custom")
        rows = sorted({f"{row.on.isoformat()} {row.layer}{'' if row.closed else ' open'}" for row in self.added})
        text = "|".join([*sorted(self.layers), package, *rows])
        return f"{name}-{package}-{sha256(text.encode()).hexdigest()[:8]}"

    def closing(self, day: date) -> ClosingDay | None:
        """Why a local date is closed, by the first layer that says so; None when none does (weekends are not asked)."""
        found = self.all_on(day)
        return found[0] if found else None

    def all_on(self, day: date) -> tuple[ClosingDay, ...]:
        """Every closing day on a local date, one per layer, in the order of the layers."""
        return self._year(day.year).get(day, ())

    def is_business_day(self, day: date) -> bool:
        """Monday to Friday and not a closing day ("excepto fines de semana y días festivos", contact page L142)."""
        return day.weekday() < 5 and day not in self._year(day.year)

    def between(self, first: date, last: date) -> tuple[ClosingDay, ...]:
        """Every closing day from first to last, both included, by date and then by layer.

        Empty when last is before first. A date that two layers close comes twice.
        """
        return tuple(
            closing
            for year in range(first.year, last.year + 1)
            for day, closings in self._year(year).items()
            if first <= day <= last
            for closing in closings
        )

    def _year(self, year: int) -> dict[date, tuple[ClosingDay, ...]]:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._build(year)
        return known

    def _build(self, year: int) -> dict[date, tuple[ClosingDay, ...]]:
        rows = {(row.on, ORDER.index(row.layer)): row for row in self._yearly(year)}
        rows |= {(row.on, ORDER.index(row.layer)): row for row in self._counting(year)}
        days: dict[date, tuple[ClosingDay, ...]] = {}
        for key in sorted(rows):
            if rows[key].closed:
                days[key[0]] = (*days.get(key[0], ()), rows[key])
        return days

    def _yearly(self, year: int) -> Iterator[ClosingDay]:
        for layer in self.layers:
            assumed = EXTRAPOLATED if layer is Layer.MISSION_LOCAL else STATUTORY
            status = PUBLISHED if year in self.published_years else assumed
            for day in yearly_days(layer, year):
                yield ClosingDay(day.on, layer, day.name_es, day.name_en, day.source, status)

    def _counting(self, year: int) -> Iterator[ClosingDay]:
        return (row for row in self.added if row.layer in self.layers and row.on.year == year)

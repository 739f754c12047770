"""What the codes of a chart are called, and how a period is said below its title."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from db.queries.reference import Reference
from db.queries.reports import Span
from words import language, t
from words.dates import clock, period
from words.labels import label


@dataclass(frozen=True, slots=True)
class Names:
    """The reader's words for the codes of the tally; a code nobody named is said as it is stored."""

    known: Reference

    def reason(self, code: str) -> str:
        row = self.known.reasons.get(code)
        return (row.short_en if language() == "en" else row.short_es) if row else code

    def subcase(self, code: str) -> str:
        row = self.known.subcases.get(code)
        return (row.label_en if language() == "en" else row.label_es) if row else code

    def city(self, code: str) -> str:
        row = self.known.cities.get(code)
        return row.name if row else code or t("City not known")

    def line(self, code: str) -> str:
        row = self.known.lines.get(code)
        return f"{row.label} {row.display}" if row else code or t("Not by a line")

    def channel(self, code: str) -> str:
        return label("channel", code)


@dataclass(frozen=True, slots=True)
class Told:
    """When a chart's days are, whose clock they follow, and until when they were counted."""

    today: date
    now: datetime
    zone: str

    @property
    def key(self) -> tuple[object, ...]:
        """All that is said of it, to be compared: the clock goes by minutes."""
        return (self.today, self.zone, clock(self.now, self.zone))

    def days(self, span: Span, *more: str) -> str:
        """ "jue 1 oct – vie 30 oct · hora local de cada línea · hasta las 11:42"."""
        said = period(span.first, span.last, today=self.today)
        return " · ".join([said, t("local time of each line"), self.until(), *filter(None, more)])

    def moment(self, *more: str) -> str:
        """For what is so now: "ahora, 11:42 Ciudad de México"."""
        now = t("now, {clock} {place}", clock=clock(self.now, self.zone), place=self.place)
        return " · ".join([now, *filter(None, more)])

    def until(self) -> str:
        return t("counted until {clock}", clock=clock(self.now, self.zone))

    @property
    def place(self) -> str:
        """The desk's zone as people say it."""
        city = self.zone.rpartition("/")[2].replace("_", " ")
        return t("Mexico City") if city == "Mexico City" else city


def stored(code: str) -> str:
    """How a filter writes "not known": an empty one would not filter."""
    return code or "-"


def in_order(frame: pd.DataFrame, column: str, order: list[str]) -> pd.DataFrame:
    """Rows in the order of codes; those nobody knows come last."""
    rank = {code: n for n, code in enumerate(order)}
    return frame.sort_values(column, key=lambda codes: codes.map(rank).fillna(len(rank)), kind="stable")


def sorted_bars(frame: pd.DataFrame, code: str, name: object) -> pd.DataFrame:
    """Columns code, name, n; the most first."""
    totals = frame.groupby(code, sort=True, as_index=False)["n"].sum().rename(columns={code: "code"})
    totals = totals.sort_values("n", ascending=False, kind="stable")
    return totals.assign(name=[name(one) for one in totals["code"]]).reset_index(drop=True)[["code", "name", "n"]]  # type: ignore[operator]

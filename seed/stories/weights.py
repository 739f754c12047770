"""How a year is spread: by line, local hour, weekday, month, reason and sub-case: weights_*.csv."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from seed.tables import rows

T = TypeVar("T")
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """Things to choose among, with their running weights."""

    things: Sequence[T]
    running: Sequence[float]

    @classmethod
    def of(cls, weighted: Mapping[T, float]) -> "Choice[T]":
        kept = {thing: weight for thing, weight in weighted.items() if weight > 0}
        return cls(tuple(kept), tuple(accumulate(kept.values())))

    def pick(self, rng: Random) -> T:
        """As rng.choices picks one, without what it checks each time."""
        return self.things[bisect(self.running, rng.random() * self.running[-1], 0, len(self.things) - 1)]


@dataclass(frozen=True, slots=True)
class Line:
    """One Mexican or American line, where it is."""

    code: str
    city_code: str
    zone: str
    area_code: str


@dataclass(frozen=True)
class Weights:
    """All tables at hand; shares are those of the files."""

    lines: Choice[Line]
    lines_of_city: Mapping[str, tuple[Line, ...]]
    hours: Mapping[str, Choice[int]]
    weekday: Mapping[str, tuple[float, ...]]
    month: Mapping[str, Mapping[int, float]]
    reason: Mapping[str, Mapping[str, float]]
    subcase: Mapping[str, Mapping[str, float]]
    share: Mapping[str, float]
    """The single figures of demo_parameters.csv."""


@lru_cache
def weights() -> Weights:
    """Read once."""
    places = {
        r["line_code"]: Line(r["line_code"], r["city_code"], r["iana_zone"], r["area_code"])
        for r in rows("lines")
    }  # fmt: skip
    by_line = {places[r["line_code"]]: float(r["weight"]) for r in rows("weights_line")}
    of_city: dict[str, tuple[Line, ...]] = {}
    for line in by_line:
        of_city[line.city_code] = (*of_city.get(line.city_code, ()), line)
    hours, days = list(rows("weights_hour_local")), {r["weekday"]: r for r in rows("weights_weekday")}
    months = list(rows("weights_month"))
    subcases: dict[str, dict[str, float]] = {}
    for r in rows("weights_subcase"):
        subcases.setdefault(r["reason_code"], {})[r["subcase_code"]] = float(r["share_within_reason"])
    return Weights(
        lines=Choice.of(by_line),
        lines_of_city=of_city,
        hours={c: Choice.of({int(r["local_hour"]): float(r[c]) for r in hours}) for c in ("phone", "email")},
        weekday={c: tuple(float(days[day][c]) for day in WEEK) for c in ("phone", "email")},
        month={
            kind: {int(r["month"]): float(r[f"weight_{kind}"]) for r in months}
            for kind in ("individual", "group_H2", "group_other")
        },
        reason={
            c: {r["reason_code"]: float(r[f"given_{c}"]) for r in rows("weights_reason")} for c in ("phone", "email")
        },
        subcase=subcases,
        share={r["parameter"]: float(r["value"]) for r in rows("demo_parameters") if _is_number(r["value"])},
    )


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

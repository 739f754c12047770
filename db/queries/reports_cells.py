"""What a chart asks for and what it gets: a stretch of days, and the cells of the tally that were added up for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Local days, both included, and what is asked of them: one reason, one city ("" is any)."""

    first: date
    last: date
    reason: str = ""
    city: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Span":
        """The equal stretch just before."""
        return replace(self, first=self.first - ONE_DAY * self.days, last=self.first - ONE_DAY)


Cell = tuple[str, str, int]
ByDay = tuple[tuple[str, int], ...]
"""Days as ISO text, each with how many, in their order."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells of the tally, added up by the database: of each count its (x, y, n), in the order they came."""

    cells: Mapping[str, tuple[Cell, ...]]

    @property
    def key(self) -> tuple[object, ...]:
        """All of it as one value that can be compared."""
        return tuple(self.cells.items())

    def of(self, name: str, x: str, y: str = "") -> pd.DataFrame:
        """One of the counts as a frame of its own, its columns named; the empty one has them too."""
        found = self.cells.get(name, ())
        columns = {x: [cell[0] for cell in found]} | ({y: [cell[1] for cell in found]} if y else {})
        counted = pd.DataFrame(columns | {"n": [cell[2] for cell in found]})
        return counted if found else counted.astype(dict.fromkeys(columns, str) | {"n": int})

    def total(self, name: str, x: str | None = None, y: str | Collection[str] | None = None) -> int:
        """The sum of a count, or of its cells of one x, of one y or of several."""
        ys = {y} if isinstance(y, str) else y
        return sum(n for a, b, n in self.cells.get(name, ()) if x in (None, a) and (ys is None or b in ys))

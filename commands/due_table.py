"""A deadline for the eyes: one sentence, and the days one below the other."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from commands.due_lines import why
from rules.counting import DayCount, DayKind
from rules.courier import TermExplanation
from rules.deadlines import Explanation
from words import language, t
from words.dates import day, spoken_day

if TYPE_CHECKING:
    from rich.table import Table

DAY_ZERO = frozenset({DayKind.RECEIPT, DayKind.ISSUE})
ALWAYS_A_YEAR = date.min  # no day asked about is of this year
UNCONFIRMED = frozenset({"extrapolated", "unknown", "reported"})  # calendar_days.csv, status


def sentence(found: Explanation | TermExplanation) -> str:
    """The deadline as it is read out, with the zone it is meant in."""
    if isinstance(found, TermExplanation):
        on, at = _when(found.missing_local)
        return t("The tracking number is missing from {day}, {time}, {zone}.", day=on, time=at, zone=found.zone)
    on, at = _when(found.due_local)
    return t("The answer is due by {day}, {time}, {zone}.", day=on, time=at, zone=found.zone)


def days(found: Explanation | TermExplanation) -> "Table":
    """Every day from the first to the last: which number it got, or why it got none."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    grid.add_column(t("Day", context="days"), no_wrap=True)
    grid.add_column(t("Counts", context="days"), justify="right", no_wrap=True)
    grid.add_column(t("Why", context="days"))
    grid.add_column(t("Source", context="days"))
    for one in found.days:
        style = "bold" if one is found.days[-1] else "" if one.counted else "dim"
        grid.add_row(
            day(one.on, today=ALWAYS_A_YEAR),
            _number(one),
            why(one.why, one.closing, lang=language()),
            _source(one),
            style=style,
        )
    return grid


def _number(one: DayCount) -> str:
    return str(one.number or ("0" if one.why in DAY_ZERO else "–"))


def _source(one: DayCount) -> str:
    if one.closing is None:
        return ""
    unconfirmed = one.closing.status in UNCONFIRMED
    return t("{source}, not confirmed", source=one.closing.source) if unconfirmed else one.closing.source


def _when(local: datetime) -> tuple[str, str]:
    return spoken_day(local.date(), today=ALWAYS_A_YEAR), f"{local:%-H:%M}"

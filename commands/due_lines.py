"""Deadlines for other programs: one line of JSON each, thousands a second from a table."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain

from commands.asking import Question, UnanswerableError, answer, shown
from rules.closing_days import ClosingDay
from rules.counting import DayKind
from rules.courier import TermExplanation
from rules.deadlines import Explanation
from words import language, t
from words.labels import label

Row = dict[str, str]
STDIN = "-"
UNREAD = "\0"  # no column can be called that


def line(found: Explanation | TermExplanation) -> str:
    """A deadline as one line of JSON: the moment in UTC and on the zone's clock, and each day with its reason."""
    if isinstance(found, TermExplanation):
        moments = {"missing_from": found.missing_from, "missing_from_local": found.missing_local}
    else:
        moments = {"due_at": found.due_at, "due_local": found.due_local}
    lang = language()
    days = [{"date": day.on.isoformat(), "counted": day.counted, "why": why(day.why, day.closing, lang=lang)}
            for day in found.days]  # fmt: skip
    said = {name: at.isoformat() for name, at in moments.items()}
    return json.dumps({**said, "days": days}, ensure_ascii=False)


@lru_cache(maxsize=4096)
def why(kind: DayKind, closing: ClosingDay | None, *, lang: str) -> str:
    """Why a day counted or not: "Closing day: Benito Juárez's Birthday"."""
    name = closing and (closing.name_en if lang == "en" else closing.name_es)
    return f"{label(kind, lang=lang)}: {name}" if name else label(kind, lang=lang)


@contextmanager
def table(name: str) -> Iterator[Iterator[Row]]:
    """The rows of a CSV file, or of what is piped in when its name is "-"; commas or semicolons, with or without BOM.

    Raises UnanswerableError when there is no such file, or its first line does not name the columns.
    """
    try:
        raw = sys.stdin.buffer if name == STDIN else open(name, "rb")  # noqa: SIM115 - closed with the text below
    except FileNotFoundError:
        raise UnanswerableError(t("There is no table “{name}”.", name=shown(name))) from None
    except OSError:
        raise UnanswerableError(t("The table “{name}” cannot be read.", name=shown(name))) from None
    with io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="") as text:
        yield _rows(text)


def _rows(text: Iterable[str]) -> Iterator[Row]:
    given = iter(text)
    head = next(given, "")
    reader = csv.reader(chain([head], given), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = [name.strip().lower() for name in next(reader, [])]
    if "promise" not in names or not {"received", "issued"} & set(names):
        raise UnanswerableError(t("The first line of the table names its columns: promise, received or issued, zone, "
                                  "calendar."))  # fmt: skip
    return _read(reader, names)


def _read(reader: Iterator[list[str]], names: list[str]) -> Iterator[Row]:
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell of more than 131,072 characters
            yield {UNREAD: ""}
            continue
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield dict(zip(names, cells, strict=False))


def lines(rows: Iterable[Row], *, default: Question) -> Iterator[tuple[str, bool]]:
    """One line for each row and whether it is an answer; `default` has the zone and calendar of rows without."""
    for number, row in enumerate(rows, start=1):
        try:
            yield line(answer(_question(row, default))), True
        except UnanswerableError as problem:
            yield json.dumps({"row": number, "error": str(problem)}, ensure_ascii=False), False


def _question(row: Row, default: Question) -> Question:
    if UNREAD in row:
        raise UnanswerableError(t("This row is too long to be read."))
    given = {name: row.get(name, "").strip() for name in ("promise", "received", "issued", "zone", "calendar")}
    return Question(given["promise"], given["received"], given["issued"], given["zone"] or default.zone,
                    given["calendar"] or default.calendar)  # fmt: skip

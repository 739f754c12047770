"""A courier's list of tracking numbers: what each of its lines says, and what must be mended before it says anything.

A line is never guessed at: what cannot be read is refused with its own reason, and the others go on.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.carriers import tidy_tracking
from rules.folding import STARTS_FORMULA, TEXT_MARK
from rules.folio import FolioProblem, folio_problem, parse_folio
from rules.masking import DOT, clean_free_text, mask_ds160
from rules.problems import LONGEST

__all__ = ["FEWEST", "Column", "LineProblem", "ListLine", "Row", "lines_of", "plain_cell", "tidy_ds160"]

FEWEST = 6
"""Letters and digits of the shortest tracking number there is (carriers.csv)."""
LITERAL = re.compile(r'=\s*"([^"=]*)"')  # a text that a spreadsheet exported so that it stays one
ROUNDED = re.compile(r"\d+(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
NOTHING = re.compile(r"[\W_]*|n/?[ad]|#n/[ad]|#\w+[!?]?", re.IGNORECASE)


class Column(StrEnum):
    """What a column of the list holds."""

    TRACKING = "tracking"
    DS160 = "ds160"
    FOLIO = "folio"
    NAME = "name"
    SURNAME = "surname"
    CARRIER = "carrier"


class LineProblem(StrEnum):
    """Why a line is refused."""

    FORMULA = "formula"
    ROUNDED = "rounded"
    MERGED = "merged"
    NO_NUMBER = "no_number"
    NOT_A_NUMBER = "not_a_number"
    CARD = "card"
    TOO_LONG = "too_long"
    NOBODY = "nobody"
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was read: its line in the file, its cells as text, and which of them lie under a merged cell."""

    line: int
    cells: tuple[str, ...]
    merged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """What one line says: a number as it is stored, and by what its person can be found."""

    line: int
    number: str = ""
    folio: str = ""
    ds160: str = ""
    name: str = ""
    carrier: str = ""
    problem: LineProblem | None = None

    @property
    def shown(self) -> str:
        """Whom the line is about, as the list names them; an identifier as lists show it."""
        return self.name or self.folio or mask_ds160(self.ds160)


def lines_of(rows: Sequence[Row], columns: Mapping[Column, int]) -> tuple[ListLine, ...]:
    """What each row says by these columns; empty rows say nothing."""
    return tuple(_line(row, columns) for row in rows if any(map(str.strip, row.cells)))


def plain_cell(cell: str) -> str:
    """A cell without the marks by which a spreadsheet kept it a text: ="00123" and '00123 are 00123."""
    bare = cell.strip().removeprefix(TEXT_MARK).strip()
    literal = LITERAL.fullmatch(bare)
    return literal[1].strip() if literal else bare


def tidy_ds160(text: str) -> str:
    """A DS-160 number as it is stored: upper case, without spaces and dashes. Source: identifiers.csv."""
    return re.sub(r"[\s\-–]", "", text).upper()


def _line(row: Row, columns: Mapping[Column, int]) -> ListLine:
    said = {column: plain_cell(row.cells[at]) if at < len(row.cells) else "" for column, at in columns.items()}
    raw = said.get(Column.TRACKING, "")
    name = " ".join(f"{said.get(Column.NAME, '')} {said.get(Column.SURNAME, '')}".split())
    folio = said.get(Column.FOLIO, "")
    known = parse_folio(folio) if folio else None
    told = ListLine(
        line=row.line, number=tidy_tracking(raw), folio=known.text if known else "", name=name[: LONGEST["name"]],
        ds160=tidy_ds160(said.get(Column.DS160, ""))[: LONGEST["ds160"]],
        carrier=said.get(Column.CARRIER, "")[: LONGEST["name"]],
    )  # fmt: skip
    problem = next(_problems(row, columns, raw=raw, folio=folio, told=told), None)
    number = "" if problem is LineProblem.CARD else told.number[: LONGEST["tracking_number"]]
    return ListLine(line=told.line, number=number, folio=told.folio, ds160=told.ds160, name=told.name,
                    carrier=told.carrier, problem=problem)  # fmt: skip


def _problems(
    row: Row, columns: Mapping[Column, int], *, raw: str, folio: str, told: ListLine
) -> Iterator[LineProblem]:
    """What is the matter with a line, the first thing to mend first."""
    if NOTHING.fullmatch(raw):
        yield LineProblem.MERGED if columns.get(Column.TRACKING) in row.merged else LineProblem.NO_NUMBER
    if raw.startswith(STARTS_FORMULA):
        yield LineProblem.FORMULA
    if DOT in raw or clean_free_text(raw) != raw or clean_free_text(told.number) != told.number:
        yield LineProblem.CARD
    if ROUNDED.fullmatch(raw):
        yield LineProblem.ROUNDED
    if len(told.number) > LONGEST["tracking_number"]:
        yield LineProblem.TOO_LONG
    if len(told.number) < FEWEST or not any(letter.isdecimal() for letter in told.number):
        yield LineProblem.NOT_A_NUMBER
    if not (told.folio or told.ds160 or told.name):
        if folio and folio_problem(folio) is FolioProblem.MISTYPED:
            yield LineProblem.MISTYPED
        by_whom = {columns.get(one) for one in (Column.NAME, Column.DS160, Column.FOLIO)}
        yield LineProblem.MERGED if by_whom & row.merged else LineProblem.NOBODY

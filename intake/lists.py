"""A courier's list as it was handed over, a file or a pasted text, read into rows of text; nothing in it is evaluated.

What it is, its content says, not its name. Card numbers and the like are masked before anybody sees a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intake.refusals import NotReadError
from intake.texts import rows_of_text
from intake.workbooks import is_workbook, rows_of_workbook
from rules.courier_list import Row
from rules.masking import clean_free_text

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
LONGEST_CELL = 500
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every workbook with a password
NOT_LISTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a file, or the whole of a text; empty rows are left out."""

    rows: tuple[Row, ...]
    name: str = ""


def read_list(data: bytes) -> tuple[Table, ...]:
    """The tables of a file that have any rows. Raises NotReadError with what is the matter."""
    if len(data) > MOST_BYTES:
        raise NotReadError("too_large", most=MOST_BYTES // 1_000_000)
    if data.startswith(OLD_OFFICE):
        raise NotReadError("old_office")
    if data.startswith(NOT_LISTS):
        raise NotReadError("no_list")
    if is_workbook(data):
        tables = [_table(rows, name) for name, rows in rows_of_workbook(data, most=MOST_ROWS)]
    else:
        tables = [_table(rows_of_text(data, most=MOST_ROWS))]
    filled = tuple(table for table in tables if table.rows)
    if not filled:
        raise NotReadError("empty")
    return filled


def read_paste(text: str) -> tuple[Table, ...]:
    """The same for a text that was pasted."""
    return read_list(text.encode("utf-8", "replace"))


def _table(rows: Iterable[Row], name: str = "") -> Table:
    kept = tuple(row for row in map(_clean, rows) if any(sign.isalnum() for cell in row.cells for sign in cell))
    if len(kept) > MOST_ROWS:
        raise NotReadError("too_many", most=MOST_ROWS)
    return Table(kept, name)


def _clean(row: Row) -> Row:
    return Row(row.line, tuple(_cells(row.cells)), row.merged)


def _cells(cells: Sequence[str]) -> Iterable[str]:
    return (clean_free_text(cell[:LONGEST_CELL]).replace("\xa0", " ").strip() for cell in cells)

"""Tables for spreadsheets in which nothing runs: a text that would start a formula gets an apostrophe before it."""

import csv
import io
from collections.abc import Iterable, Sequence

from rules.folding import escape_formula
from rules.masking import UNFIT

Cell = str | int | None
MARK = b"\xef\xbb\xbf"
"""Without it some spreadsheets take UTF-8 for something else."""


def written_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as text."""
    file = io.StringIO()
    written = csv.writer(file)
    written.writerow(header)
    written.writerows([_fit(cell) for cell in row] for row in rows)
    return MARK + file.getvalue().encode()


def written_workbook(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """The table as a workbook of one sheet; its first row stays in sight."""
    from openpyxl import Workbook  # half as much to import as the whole desk, for the few who take a workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append(list(header))
    for row in rows:
        sheet.append([_fit(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fit(cell: Cell) -> object:
    return escape_formula(UNFIT.sub("", cell)) if isinstance(cell, str) else cell

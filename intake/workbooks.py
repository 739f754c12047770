"""Rows out of a workbook (.xlsx): what its cells say, formulas as they are written, nothing computed.

A workbook is an archive of XML, and both can be made to grow without end: sizes are looked at before anything is read.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from intake.refusals import NotReadError
from rules.courier_list import Row

ZIP = b"PK\x03\x04"
MOST_PARTS, MOST_UNPACKED = 1_000, 25_000_000
MOST_SHEETS, MOST_COLUMNS, MOST_GAPS = 10, 60, 5_000
BOOK = "xl/workbook.xml"
DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
MOST_MERGED = 20_000


def is_workbook(data: bytes) -> bool:
    """Whether it says that it is an archive; .csv is what people call many things."""
    return data.startswith(ZIP)


def rows_of_workbook(data: bytes, *, most: int) -> Iterator[tuple[str, list[Row]]]:
    """Each visible sheet's name and rows, at most one more than `most`. Raises NotReadError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            _look_at(parts)
            yield from _sheets(data, parts, most=most)
    except NotReadError:
        raise
    except Exception as error:  # a file from outside: whatever the reader stumbles over, the file is at fault
        raise NotReadError("damaged") from error


def _look_at(parts: zipfile.ZipFile) -> None:
    """Refuse what is no workbook, what would not fit, and what declares things of its own."""
    entries = parts.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise NotReadError("old_office")
    if BOOK not in parts.namelist():
        raise NotReadError("no_list")
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise NotReadError("unpacks")
    for entry in entries:
        if not entry.filename.startswith("xl/media/"):
            part = parts.read(entry)
            if DECLARES.search(part) or part.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise NotReadError("damaged")


def _sheets(data: bytes, parts: zipfile.ZipFile, *, most: int) -> Iterator[tuple[str, list[Row]]]:
    from openpyxl import load_workbook  # half as much to import as the whole desk, for the few who bring a workbook

    book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        for sheet in islice(book.worksheets, MOST_SHEETS):
            if sheet.sheet_state == "visible":
                covered = _covered(parts, getattr(sheet, "_worksheet_path", ""), most=most + MOST_GAPS)
                yield sheet.title, list(_rows(sheet, covered, most=most))
    finally:
        book.close()


def _rows(sheet: Any, covered: dict[int, set[int]], *, most: int) -> Iterator[Row]:
    found = 0
    rows = sheet.iter_rows(max_row=most + MOST_GAPS, max_col=MOST_COLUMNS, values_only=True)
    for line, values in enumerate(rows, 1):
        cells = tuple(map(_text, values))
        if any(cells):
            found += 1
            yield Row(line, cells, frozenset(covered.get(line, ())))
        if found > most:
            return


def _text(value: object) -> str:
    """What a cell says. Formulas come as their own text; those of several cells as an object that has it."""
    match value:
        case None:
            return ""
        case bool() | int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime() | date():
            return value.isoformat()
    return str(value if isinstance(value, str) else getattr(value, "text", None) or "=")


def _covered(parts: zipfile.ZipFile, path: str, *, most: int) -> dict[int, set[int]]:
    """Which cells of each row lie under a cell merged with them, the first row of which says what all say."""
    covered: dict[int, set[int]] = {}
    sheet = parts.read(path.lstrip("/")) if path.lstrip("/") in parts.namelist() else b""
    for found in islice(MERGED.finditer(sheet), MOST_MERGED):
        left, right = _column(found[1]), min(_column(found[3]), MOST_COLUMNS)
        for line in range(int(found[2]) + 1, min(int(found[4]), most) + 1):
            covered.setdefault(line, set()).update(range(left, right + 1))
    return covered


def _column(letters: bytes) -> int:
    """Where a column is, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1

"""The tables of the contact page as text, row by row; reading them needs no database."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast

Code = TypeVar("Code")
Row = TypeVar("Row")

FOLDER = Path(__file__).resolve().parent / "reference"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one reference table, as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def plain(stored: Mapping[Code, Row]) -> Mapping[Code, Row]:
    """Rows of the database as mere values: a story reads them millions of times, and a mapper would watch each time."""
    return {code: cast(Row, SimpleNamespace(**cast(Any, row).model_dump())) for code, row in stored.items()}

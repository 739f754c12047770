"""The tables of the contact page as text, row by row; reading them needs no database."""

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "reference"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one reference table, as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

"""What every test of the house may ask: is this the long version, and where do the figures of the faults go?

Faults tried against real files and the real app: few rounds in `make test`, many in `make torture` (--long).

A test says what it counted: `faults.tell("A01", "process killed while saving", provoked=15, acknowledged=812,
present=812, lost=0, doubled=0, recover=0.4)`. `--figures FILE` keeps it; docs/make_reliability.py writes the table.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from tests.beside import (
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_configure_node,
    pytest_runtest_protocol,
    pytest_unconfigure,
)

__all__ = [
    "pytest_collection_modifyitems", "pytest_configure", "pytest_configure_node", "pytest_runtest_protocol",
    "pytest_unconfigure",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="faults: many rounds and heavy loads (make torture)")
    parser.addoption("--figures", default="", help="faults: write what was counted into this JSON file")


@dataclass(frozen=True)
class Figures:
    """One row of the table in docs/reliability.md. None: the fault has no such figure. `recover` in seconds."""

    row: str
    fault: str
    provoked: int
    acknowledged: int | None = None
    present: int | None = None
    lost: int | None = None
    doubled: int | None = None
    recover: float | None = None
    seen: str = ""
    """What else was measured, in a few words: "worst wait 0.21 s"."""


class Faults:
    """How hard to try, and what was counted."""

    def __init__(self, *, long: bool) -> None:
        self.long = long
        self.told: list[Figures] = []

    def rounds(self, short: int, long: int) -> int:
        """How often: `short` in the suite, `long` in `make torture`."""
        return long if self.long else short

    def tell(self, row: str, fault: str, *, provoked: int, **counted: object) -> None:
        """Keep one row of figures; nothing acknowledged may be lost, and nothing is there twice."""
        told = Figures(row, fault, provoked, **counted)  # type: ignore[arg-type]
        self.told.append(told)
        assert not told.lost, f"{row}: {told.lost} acknowledged rows are lost"
        assert not told.doubled, f"{row}: {told.doubled} rows are there twice"


@pytest.fixture(scope="session")
def faults(request: pytest.FixtureRequest) -> Iterator[Faults]:
    one = Faults(long=request.config.getoption("--long"))
    yield one
    if to := request.config.getoption("--figures"):
        rows = sorted((asdict(told) for told in one.told), key=lambda told: (told["row"], told["fault"]))
        Path(to).write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

"""A file that grows past its room wants a sibling; the few that are longer are named here."""

from pathlib import Path

import pytest

from tests.house.rooms import ROOT, TABLE, places, read_rooms, scripts

PAGE, OTHER, LONGEST = 60, 150, 190
EXCEPTED = ("db/models/", "db/migrations/")
LONGER = {
    "auth/gate.py", "db/engine.py", "desk/inquiries.py", "rules/problems.py", "views/call_form.py",
    "views/call_state.py", "views/inquiry_forms.py",
}  # fmt: skip
"""Files of one thought that would only be harder to read in two; none of them above LONGEST."""

FILES = sorted({path.relative_to(ROOT).as_posix() for room in places() for path in scripts(room)})


def most(name: str) -> int | None:
    """How many lines a file may have; None where nobody counts. What lies below a folder of pages is a page."""
    if name.startswith(EXCEPTED):
        return None
    if name == "pages/frame.py" or (name.startswith("pages/") and name.count("/") > 1):
        return PAGE
    return LONGEST if name in LONGER else OTHER


@pytest.mark.parametrize("name", [name for name in FILES if most(name)])
def test_a_file_fits_its_room(name):
    lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())
    assert lines <= most(name), f"{name} has {lines} lines: it wants a sibling"


def test_the_front_door_stays_small():
    assert len((ROOT / "dashboard.py").read_text(encoding="utf-8").splitlines()) <= 80


def test_every_exception_is_a_file():
    assert [name for name in LONGER if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize(("name", "lines"), [
    ("pages/agent/log.py", PAGE), ("pages/frame.py", PAGE), ("pages/calling.py", OTHER), ("views/new.py", OTHER),
    ("desk/new.py", OTHER), ("rules/problems.py", LONGEST), ("db/models/people.py", None),
])  # fmt: skip
def test_the_check_knows_how_long_each_kind_may_be(name, lines):
    assert most(name) == lines


def test_the_table_has_a_row_for_every_place_that_is_measured():
    assert {Path(name).parts[0].removesuffix(".py") for name in FILES} <= set(read_rooms(TABLE.read_text("utf-8")))

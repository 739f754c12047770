"""`now` comes in: rules, verbs, queries, charts, views and pages never ask the machine what time it is."""

import ast

import pytest

from tests.house.rooms import ROOT, scripts

TIMELESS = ("rules", "words", "db", "desk", "charts", "views", "pages")
ASKED = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
FILES = [path for room in TIMELESS for path in scripts(room)]


def asks_the_machine(source: str) -> list[int]:
    """The lines on which a source asks for the time; a pause or a stopwatch (monotonic) is no time of day."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            name = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
            if (name, node.func.attr) in ASKED:
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nobody_here_asks_the_machine_for_the_time(path):
    assert asks_the_machine(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source", ["datetime.now(UTC)", "date.today()", "dt.datetime.now()", "time.time()",
                                    "x = [datetime.utcnow() for _ in y]"])  # fmt: skip
def test_the_check_sees_who_asks(source):
    assert asks_the_machine(source) == [1]


@pytest.mark.parametrize("source", ["visit.now", "settings().now()", "time.monotonic()", "datetime.combine(a, b)"])
def test_the_check_lets_pass_who_is_told(source):
    assert asks_the_machine(source) == []

"""Every chart is drawn from its frame alone, the empty one too, and tells which mark was picked."""

import pandas as pd
import pytest

from charts import bars, days, heat, palette
from charts.marks import PICKED

NAMED = {"code": ["A", "B"], "name": ["Tijuana", "León"], "n": [5, 2]}
CHARTS = [
    (bars.bars, NAMED, {}),
    (bars.against, NAMED | {"usual": [4.0, 3.0]}, {}),
    (bars.columns, NAMED | {"tone": ["overdue", ""]}, {}),
    (bars.shares, {"code": ["1"], "name": ["lun 2 nov"], "share": [0.5], "said": ["1/2"]}, {}),
    (days.by_reason, {"on": ["2026-03-11"], "reason": ["GROUP"], "name": ["Grupo"], "n": [3]}, {"average": 2.5}),
    (days.flow, {"on": ["2026-03-11"], "kind": ["open"], "name": ["Abiertas"], "n": [3]}, {}),
    (heat.heat, {"x": ["08"], "y": ["1"], "across": ["8:00"], "down": ["lunes"], "n": [3]}, {"figures": True}),
]


def drawn(draw, rows, **more):
    return draw(pd.DataFrame(rows), **more).to_dict()


@pytest.mark.parametrize(("draw", "rows", "more"), CHARTS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_mark_that_is_clicked_says_which_it_was(draw, rows, more):
    assert f"'name': '{PICKED}'" in str(drawn(draw, rows, **more))


@pytest.mark.parametrize(("draw", "rows", "more"), CHARTS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_day_without_anything_is_drawn_too(draw, rows, more):
    empty = {name: [] for name in rows}
    assert drawn(draw, empty, **more)["$schema"]


def test_the_average_is_not_drawn_when_there_is_none():
    rows = CHARTS[4][1]
    assert "[{'average': 2.5}]" in str(drawn(days.by_reason, rows, average=2.5))
    assert "average': None" not in str(drawn(days.by_reason, rows, average=None))


def test_a_reason_keeps_its_colour_whoever_else_is_there():
    assert palette.REASONS["GROUP"] in str(drawn(days.by_reason, CHARTS[4][1], average=None))

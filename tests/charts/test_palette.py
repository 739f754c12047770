"""The colours of the charts: far enough from the page and from each other, for every kind of eye.

Colour blindness is simulated after Machado, Oliveira and Fernandes (2009) at full severity, in linear light;
differences are CIEDE2000. Around 2 is just noticeable side by side; Okabe and Ito's well-known six reach 10.9.
"""

import json
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import altair as alt
import pandas as pd
import pytest

from charts import palette
from words import speaking

EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)
PAGES = ("#fbfaf6", "#15181c")
COLOURS = {**palette.REASONS, "one": palette.ONE, "quiet": palette.QUIET, "overdue": palette.OVERDUE,
           "due today": palette.DUE_TODAY, "kept": palette.KEPT}  # fmt: skip


def times(matrix, vector):
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def seen(colour: str, eye: str) -> tuple[float, float, float]:
    """CIE Lab of a colour as this eye sees it."""
    light = tuple(min(1.0, max(0.0, part)) for part in times(EYES[eye], linear(colour)))
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (value / white for value, white in zip(times(TO_XYZ, light), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other) -> float:
    """CIEDE2000, after Sharma, Wu and Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2, h1, h2 = hypot(a1, b1), hypot(a2, b2), degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn) / 2)
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm)) + 0.32 * cos(radians(3 * hm + 6))
    t -= 0.2 * cos(radians(4 * hm - 63))
    sl, sc, sh = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2), 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -2 * sqrt(cm**7 / (cm**7 + 25**7)) * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh)


def contrast(one: str, other: str) -> float:
    lights = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_the_difference_formula_agrees_with_its_published_cases():
    cases = [((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.5, 0), (73, 25, -18), 27.1492),
             ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644)]  # fmt: skip
    assert [round(apart(one, other), 4) for one, other, _ in cases] == [wanted for _, _, wanted in cases]


@pytest.mark.parametrize("eye", EYES)
def test_any_two_reasons_are_told_apart(eye: str):
    least = min(apart(seen(a, eye), seen(b, eye)) for a, b in combinations(palette.REASONS.values(), 2))
    assert least >= (20 if eye == "usual" else 16)


@pytest.mark.parametrize("eye", EYES)
def test_overdue_due_today_and_kept_are_told_apart(eye: str):
    statuses = (palette.OVERDUE, palette.DUE_TODAY, palette.KEPT)
    least = min(apart(seen(a, eye), seen(b, eye)) for a, b in combinations(statuses, 2))
    assert least >= 14  # and each has its icon and word besides


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_stands_off_the_page_in_light_and_dark(name: str):
    assert [round(contrast(COLOURS[name], page), 2) for page in PAGES if contrast(COLOURS[name], page) < 3] == []


def test_no_reason_looks_like_good_or_bad_news():
    for status in (palette.OVERDUE, palette.DUE_TODAY, palette.KEPT):
        assert min(apart(seen(status, "usual"), seen(one, "usual")) for one in palette.REASONS.values()) >= 14


@pytest.mark.parametrize("ramp", [palette.RAMP_LIGHT, palette.RAMP_DARK])
@pytest.mark.parametrize("eye", EYES)
def test_a_ramp_goes_one_way_for_every_eye(ramp: tuple[str, ...], eye: str):
    lights = [seen(colour, eye)[0] for colour in ramp]
    assert len(ramp) == 10
    assert lights in (sorted(lights), sorted(lights, reverse=True))


def test_the_reasons_keep_their_colours_whatever_is_missing_today():
    codes = list(palette.REASONS)
    whole = palette.reason_scale({code: code for code in codes}).to_dict()
    assert whole == {"domain": codes, "range": list(palette.REASONS.values())}
    named = palette.reason_scale({"GROUP": "Grupo", "NEW": "Otra"}).to_dict()
    assert named == {"domain": ["Grupo", "Otra"], "range": [palette.REASONS["GROUP"], palette.QUIET]}


def test_a_dressed_chart_speaks_the_readers_language():
    rows = pd.DataFrame({"on": pd.to_datetime(["2026-11-19"]), "n": [1234]})
    chart = alt.Chart(rows).mark_bar().encode(x="on:T", y="n:Q")
    with speaking("es"):
        spec = palette.dress(chart).to_dict()
    assert spec["config"]["locale"]["time"]["shortMonths"][0] == "ene"
    assert spec["config"]["locale"]["time"]["days"][0] == "domingo"
    english = palette.dress(chart, lang="en").to_dict()
    assert english["config"]["locale"]["time"]["months"][10] == "November"
    assert json.dumps(spec)


def test_a_chart_of_many_layers_can_be_dressed_too():
    rows = pd.DataFrame({"x": [1], "y": [2]})
    base = alt.Chart(rows).encode(x="x", y="y")
    assert palette.dress(base.mark_bar() + base.mark_text()).to_dict()["config"]["view"]["stroke"] is None
    assert palette.dress(alt.vconcat(base.mark_bar(), base.mark_bar())).to_dict()

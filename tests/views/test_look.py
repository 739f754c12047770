"""The look as figures: contrasts of theme and style sheet in light and dark; HTML that is always escaped."""

import re
import tomllib
from pathlib import Path

import pytest

from charts import palette
from rules.codes import Status
from rules.urgency import Urgency
from views import look

ROOT = Path(__file__).resolve().parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
CSS = (ROOT / "views" / "look.css").read_text(encoding="utf-8")
VARIABLES = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS)
}
MODES = ("light", "dark")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", MODES)
def test_text_of_the_theme_can_be_read(mode: str):
    theme = THEME[mode]
    grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]
    texts = [theme[name] for name in ("textColor", "linkColor", "primaryColor", "codeTextColor", "grayTextColor")]
    assert min(contrast(text, ground) for text in texts for ground in grounds) >= 4.5
    for hue in ("red", "orange", "yellow", "green", "blue", "gray"):
        assert contrast(theme[f"{hue}TextColor"], theme[f"{hue}BackgroundColor"]) >= 4.5, hue
        assert contrast(theme[f"{hue}TextColor"], theme["backgroundColor"]) >= 4.5, hue
    assert contrast(theme["dataframeHeaderTextColor"], theme["dataframeHeaderBackgroundColor"]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_the_border_of_a_field_is_seen(mode: str):
    theme = THEME[mode]
    assert contrast(theme["borderColor"], theme["backgroundColor"]) >= 3
    assert contrast(theme["borderColor"], theme["secondaryBackgroundColor"]) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_status_colours_can_be_read(mode: str):
    shade = {name: both[mode] for name, both in VARIABLES.items()}
    pairs = [("ink", "paper"), ("quiet", "paper"), ("quiet", "shade"), ("ink", "shade"), ("accent", "paper"),
             ("on-accent", "accent"), ("brick", "paper")]  # fmt: skip
    pairs += [(hue, f"{hue}-ground") for hue in ("brick", "amber", "green")]
    assert {pair: round(contrast(shade[pair[0]], shade[pair[1]]), 1) for pair in pairs if
            contrast(shade[pair[0]], shade[pair[1]]) < 4.5} == {}  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
def test_the_style_sheet_and_the_theme_say_the_same_colours(mode: str):
    same = {
        "ink": "textColor", "paper": "backgroundColor", "accent": "primaryColor", "brick": "redTextColor",
        "amber": "orangeTextColor", "green": "greenTextColor", "brick-ground": "redBackgroundColor",
        "amber-ground": "orangeBackgroundColor", "green-ground": "greenBackgroundColor",
    }  # fmt: skip
    assert {name: VARIABLES[name][mode] for name in same} == {name: THEME[mode][key] for name, key in same.items()}


def test_the_charts_of_the_theme_are_those_of_the_palette():
    assert THEME["chartCategoricalColors"] == list(palette.REASONS.values())
    assert THEME["light"]["chartSequentialColors"] == list(palette.RAMP_LIGHT)
    assert THEME["dark"]["chartSequentialColors"] == list(palette.RAMP_DARK)


def test_the_fonts_are_shipped_with_their_licence():
    faces = THEME["fontFaces"]
    fonts = ROOT / "auth" / "assets" / "fonts"
    for face in faces:
        assert face["url"].startswith("/assets/fonts/")
        assert (fonts / Path(face["url"]).name).read_bytes()[:4] == b"wOF2"
    for licence in ("OFL-atkinson-hyperlegible-next.txt", "OFL-atkinson-hyperlegible-mono.txt"):
        assert "SIL OPEN FONT LICENSE" in (fonts / licence).read_text(encoding="utf-8")
    assert "http" not in re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)


def test_every_band_and_status_has_a_chip_with_an_icon_and_a_colour():
    for kind in [*Urgency, *Status]:
        assert 'class="icon"' in look.chip(kind, "x"), kind
    for kind in ("overdue", "due_today", "met", "met_late", "emergency", "missing", "internal", "unconfirmed"):
        assert f".chip-{kind}" in CSS


NASTY = '"><script>alert(1)</script>&<b'


@pytest.mark.parametrize(
    "made",
    [
        look.chip("overdue", NASTY),
        look.chip(NASTY, "x"),
        look.keycap(NASTY),
        look.number(NASTY),
        look.quiet(NASTY),
        look.say(NASTY, id=NASTY),
        look.copy_button(NASTY, NASTY, combination=NASTY),
        look.day_strip([look.Step(NASTY, NASTY, NASTY)], label=NASTY),
        look.facts([(NASTY, NASTY)]),
        look.table([NASTY], [[NASTY]], caption=NASTY),
        look.empty(NASTY),
        look.stamp(NASTY),
        look.icon(NASTY),
    ],
    ids=range(13),
)
def test_whatever_it_is_given_is_escaped(made: look.Html):
    assert "<script" not in made
    assert '""><' not in made
    assert isinstance(made, look.Html)


def test_a_piece_may_stand_in_another():
    assert look.facts([("Estado", look.chip("closed", "Cerrada"))]).count('class="chip') == 1
    assert "&lt;b&gt;" in look.table(["a"], [["<b>"]], caption="c")


def test_a_column_of_figures_is_marked():
    made = look.table(["motivo", "n"], [["Pago", "1,234"]], caption="c", figures=[1])
    assert '<th scope="col" class="figure">n</th>' in made
    assert '<td class="figure">1,234</td>' in made

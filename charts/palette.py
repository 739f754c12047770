"""The colours of the charts, and how a chart is dressed: one hue for one series, the same six for the reasons.

Every colour stands at least 3:1 off the page in light and in dark, so a chart need not know which it is in; grounds,
text and grid come from the page's own theme. tests/charts computes the contrasts, and the distances a colour-blind
reader sees (deuteranopia, protanopia, tritanopia).
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import altair as alt

from words.axes import number_names, time_names

REASONS = {
    "STATUS": "#5c65c3",
    "GENERAL": "#279fab",
    "PAYMENT": "#819a1e",
    "DELIVERY": "#9d4e71",
    "GROUP": "#6c673b",
    "OTHER": "#a9887e",
}
"""In the page's order. None is the brick, amber or green below: a reason is never good or bad news."""

ONE = "#3f78b5"
"""The one hue of a chart with one series."""
QUIET = "#7d8086"
"""What is only there to compare with: an average, last year, everything else."""
OVERDUE = "#a74a37"
DUE_TODAY = "#bf811f"
KEPT = "#2d8a6e"

RAMP_LIGHT = (
    "#e9f1f8", "#c6def1", "#a6cae8", "#8ab5dc", "#70a0ce", "#5a8cbe", "#4677ac", "#366398", "#284f83", "#1c3c6b",
)  # fmt: skip
RAMP_DARK = (
    "#202731", "#28394f", "#314c6c", "#3c6088", "#4975a1", "#5a8bb8", "#6fa1cd", "#87b7df", "#a4cdee", "#c4e3f9",
)  # fmt: skip
"""From little to much. The page's theme gives the one that fits to every scale without a range of its own."""

GRID = "#80808038"

Drawn = TypeVar("Drawn", alt.Chart, alt.LayerChart, alt.FacetChart, alt.HConcatChart, alt.VConcatChart)


def reason_scale(named: Mapping[str, str]) -> alt.Scale:
    """The colours of the reasons by what their codes are called in this chart (code -> name).

    Each keeps its own, whoever else is there; a reason that is not one of the six is grey, so that new data never
    breaks a chart.
    """
    known = [code for code in REASONS if code in named]
    others = sorted(name for code, name in named.items() if code not in REASONS)
    return alt.Scale(
        domain=[*(named[code] for code in known), *others],
        range=[*(REASONS[code] for code in known), *[QUIET] * len(others)],
    )


def dress(chart: Drawn, *, lang: str | None = None) -> Drawn:
    """A finished chart with the desk's axes and type, and the reader's numbers and dates: the last call on a chart.

    Colours of text and ground are left to the page, which knows whether it is light or dark.
    """
    return chart.configure(**_look(), locale=alt.Locale(number=number_names(lang), time=time_names(lang)))


def _look() -> dict[str, Any]:
    return {
        "background": "transparent",
        "view": {"stroke": None},
        "title": {"anchor": "start", "fontSize": 15, "fontWeight": 600, "offset": 12, "subtitleFontSize": 13},
        "axis": {
            "domain": False, "ticks": False, "gridColor": GRID, "gridWidth": 1, "labelFontSize": 12, "labelPadding": 6,
            "labelLimit": 180, "titleFontSize": 12, "titleFontWeight": "normal", "titlePadding": 8,
        },
        "axisX": {"grid": False, "labelAngle": 0, "labelFlush": False},
        "axisXTemporal": {"format": "%-d %b", "labelOverlap": True},
        "axisY": {"grid": True, "tickCount": 4},
        "legend": {
            "orient": "top", "title": None, "labelFontSize": 12, "symbolType": "square", "symbolSize": 90,
            "columnPadding": 12, "labelLimit": 200, "offset": 4,
        },
        "bar": {"cornerRadiusEnd": 2},
        "line": {"strokeWidth": 2},
        "text": {"fontSize": 12},
        "arc": {"innerRadius": 48},
    }  # fmt: skip

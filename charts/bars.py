"""Sorted bars: one hue, a label at the end of each, and a mark to compare with where there is one."""

import altair as alt
import pandas as pd

from charts import palette
from charts.marks import counted, picked
from words import t

ROW = 21


def bars(frame: pd.DataFrame, *, height: int | None = None, colour: str = palette.ONE) -> alt.LayerChart:
    """Horizontal bars in the order of the frame, the count beside each. Columns code, name, n."""
    x = alt.X("n:Q", title=None, axis=None, scale=alt.Scale(domain=[0, _room(frame["n"])]))
    base = _rows(frame).encode(x=x, tooltip=[_named(), counted("n", t("Inquiries"))])
    drawn = base.mark_bar(color=colour, height={"band": 0.72}, cursor="pointer").add_params(picked("code"))
    return palette.dress((drawn + _figures(base, "n")).properties(height=height or _height(frame)))


def against(frame: pd.DataFrame, *, height: int | None = None) -> alt.LayerChart:
    """Bars with a tick at what is usual. Columns code, name, n, usual."""
    most = _room(pd.concat([frame["n"], frame["usual"]]))
    x = alt.X("n:Q", title=None, axis=None, scale=alt.Scale(domain=[0, most]))
    told = [_named(), counted("n", t("Today")), alt.Tooltip("usual:Q", title=t("Usual"), format=",.1f")]
    base = _rows(frame).encode(tooltip=told)
    drawn = base.mark_bar(color=palette.ONE, height={"band": 0.72}, cursor="pointer").add_params(picked("code"))
    tick = base.mark_tick(color=palette.QUIET, thickness=3, size=16).encode(x="usual:Q")
    return palette.dress((drawn.encode(x=x) + tick).properties(height=height or _height(frame)))


def columns(frame: pd.DataFrame, *, height: int = 220) -> alt.LayerChart:
    """Upright bars in the order of the frame, each in its tone. Columns code, name, tone, n.

    Tones: "overdue", "today" or "" for the one hue: these colours have a meaning.
    """
    tones = {"overdue": palette.OVERDUE, "today": palette.DUE_TODAY, "": palette.ONE}
    base = alt.Chart(frame).encode(
        x=alt.X("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=110)),
        y=alt.Y("n:Q", title=None, axis=None, scale=alt.Scale(domain=[0, _room(frame["n"])])),
        tooltip=[_named(), counted("n", t("Inquiries"))],
    )
    colour = alt.Color("tone:N", scale=alt.Scale(domain=list(tones), range=list(tones.values())), legend=None)
    drawn = base.mark_bar(width={"band": 0.66}, cursor="pointer").encode(color=colour).add_params(picked("code"))
    text = base.mark_text(dy=-8, style="figures").encode(text=alt.Text("n:Q", format=",d"))
    return palette.dress((drawn + text).properties(height=height))


def shares(frame: pd.DataFrame, *, height: int = 220) -> alt.LayerChart:
    """Kept promises as a share of those due, by week; both numbers over each bar. Columns code, name, share, said."""
    base = alt.Chart(frame).encode(
        x=alt.X("name:N", sort=None, title=None, axis=alt.Axis(labelOverlap="greedy")),
        y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1.12]),
                axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])),
        tooltip=[
            _named(), alt.Tooltip("share:Q", title=t("Kept"), format=".1%"),
            alt.Tooltip("said:N", title=t("Kept of those due")),
        ],
    )  # fmt: skip
    drawn = base.mark_bar(color=palette.KEPT, width={"band": 0.66}, cursor="pointer").add_params(picked("code"))
    few = frame if len(frame) <= 14 else frame.iloc[:0]
    text = alt.Chart(few).mark_text(dy=-8, style="figures").encode(
        x=alt.X("name:N", sort=None), y="share:Q", text="said:N"
    )  # fmt: skip
    return palette.dress((drawn + text).properties(height=height))


def _rows(frame: pd.DataFrame) -> alt.Chart:
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=230, labelOverlap=False))
    return alt.Chart(frame).encode(y=y)


def _figures(base: alt.Chart, column: str) -> alt.Chart:
    return base.mark_text(align="left", dx=5, style="figures").encode(text=alt.Text(f"{column}:Q", format=",d"))


def _named() -> alt.Tooltip:
    return alt.Tooltip("name:N", title=t("Which"))


def _room(figures: pd.Series) -> float:
    """The longest bar leaves room for its figure; an empty chart has a scale too."""
    return max(1.0, float(figures.max()) if len(figures) else 1.0) * 1.12


def _height(frame: pd.DataFrame) -> int:
    return max(60, ROW * len(frame))

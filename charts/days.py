"""Counts by day: stacked by reason with an average, and what came, went and stayed."""

import altair as alt
import pandas as pd

from charts import palette
from charts.marks import counted, picked
from words import t

DAY_AXIS = alt.X("on:T", title=None, timeUnit="utcyearmonthdate", scale=alt.Scale(type="utc"),
                 axis=alt.Axis(format="%-d %b", labelOverlap=True, tickCount=8))  # fmt: skip


def by_reason(frame: pd.DataFrame, *, average: float | None, height: int = 220) -> alt.LayerChart:
    """Inquiries by day, stacked by reason, with the average as a quiet line. Columns on, reason, name, n."""
    names = dict(zip(frame["reason"], frame["name"], strict=True))
    order = {code: n for n, code in enumerate(palette.REASONS)}
    rows = frame.assign(day=frame["on"], rank=frame["reason"].map(order).fillna(len(order)).astype(int))
    bars = (
        alt.Chart(rows)
        .mark_bar(cornerRadiusEnd=0)
        .encode(
            x=DAY_AXIS,
            y=alt.Y("n:Q", title=None),
            color=alt.Color("name:N", scale=palette.reason_scale(names), legend=alt.Legend(columns=3)),
            order=alt.Order("rank:Q"),
            tooltip=[_day(), alt.Tooltip("name:N", title=t("Reason")), counted("n", t("Inquiries"))],
        )
        .add_params(picked("day", "reason"))
    )
    line = alt.Chart(pd.DataFrame({"average": [] if average is None else [average]})).mark_rule(
        color=palette.QUIET, strokeDash=[4, 3]
    )
    return palette.dress((bars + line.encode(y="average:Q")).properties(height=height))


def flow(frame: pd.DataFrame, *, height: int = 220) -> alt.LayerChart:
    """Received and closed as thin lines, open at the end of the day as the thick one. Columns on, kind, name, n."""
    names = dict(zip(frame["kind"], frame["name"], strict=True))
    colours = {"open": palette.ONE, "came": palette.QUIET, "closed": palette.REASONS["OTHER"]}
    scale = alt.Scale(domain=[names.get(kind, kind) for kind in colours], range=list(colours.values()))
    base = alt.Chart(frame.assign(day=frame["on"])).encode(
        x=DAY_AXIS,
        y=alt.Y("n:Q", title=None),
        tooltip=[_day(), alt.Tooltip("name:N", title=t("What")), counted("n", t("Inquiries"))],
    )
    dashes = alt.Scale(domain=[names.get(kind, kind) for kind in colours], range=[[1, 0], [1, 0], [4, 3]])
    lines = base.mark_line().encode(color=alt.Color("name:N", scale=scale, legend=alt.Legend(symbolType="stroke")),
                                    strokeDash=alt.StrokeDash("name:N", scale=dashes))  # fmt: skip
    points = base.mark_circle(size=60, opacity=0.01, color=palette.QUIET).encode(detail="name:N")
    points = points.add_params(picked("day", "kind"))
    return palette.dress((lines + points).properties(height=height))


def _day() -> alt.Tooltip:
    return alt.Tooltip("on:T", title=t("Day"), timeUnit="utcyearmonthdate", format="%a %-d %b %Y")

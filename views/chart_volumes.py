"""The charts of a stretch of days that count by one thing: case, city, line, channel, outcome, hour."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from db.queries.reports import Counts, Span
from rules.codes import Outcome
from views.chart_names import Names, Told, in_order, sorted_bars, stored
from views.chart_panel import Mark, Panel, counted, most_of, told
from views.chart_specs import spec
from words import t
from words.dates import weekday
from words.labels import label, short
from words.numbers import UNKNOWN, change_percent, number, percent

Draw = Callable[..., Any]
Opens = Callable[[Mark], Mapping[str, str]]


def by_case(counts: Counts, names: Names, said: Told, span: Span, *, draw: Draw) -> Panel:
    """Sub-cases, the most first."""
    frame = sorted_bars(counts.of("by_case", "code", "case").drop(columns="code").rename(columns={"case": "code"}),
                        "code", names.subcase)  # fmt: skip
    return _bars("by_case", t("What people ask about"), frame, t("Case"), said.days(span, *_whole(span, city=True)),
                 draw=draw, opens=lambda mark: _received(span, subcase=str(mark["code"])))  # fmt: skip


def by_city(counts: Counts, names: Names, said: Told, span: Span, *, draw: Draw) -> Panel:
    """Cities, the most first; those without any are shown as well."""
    frame = counts.of("by_city", "code", "reason")
    if not span.city:
        quiet = [code for code in names.known.cities if code not in set(frame["code"])]
        frame = pd.concat([frame, pd.DataFrame({"code": quiet, "reason": "", "n": 0})], ignore_index=True)
    rows = sorted_bars(frame.astype({"n": int}), "code", names.city)
    return _bars("by_city", t("Where they call from"), rows, t("City"), said.days(span), draw=draw,
                 opens=lambda mark: _received(span, city=stored(str(mark["code"])), reason=span.reason))  # fmt: skip


def by_line(counts: Counts, names: Names, said: Told, span: Span, *, draw: Draw) -> Panel:
    """Lines, the most first."""
    frame = counts.of("by_line", "code")
    rows = sorted_bars(frame[frame["code"] != ""], "code", names.line)
    return _bars("by_line", t("Which number they dial"), rows, t("Line"), said.days(span, *_whole(span, reason=True)),
                 draw=draw, opens=lambda mark: _received(span, line=str(mark["code"])))  # fmt: skip


def by_channel(counts: Counts, names: Names, said: Told, span: Span, *, draw: Draw) -> Panel:
    """Channel and language together."""
    frame = counts.of("by_channel", "channel", "language")
    rows = sorted_bars(frame.assign(code=frame["channel"] + " " + frame["language"]), "code", lambda code: " · ".join(
        [names.channel(code.split(" ")[0]), label("lang", code.split(" ")[1])]))  # fmt: skip

    def opens(mark: Mark) -> Mapping[str, str]:
        channel, language = str(mark["code"]).split(" ")
        return _received(span, channel=channel, language=language)

    return _bars("by_channel", t("By which channel, in which language"), rows, t("Channel"),
                 said.days(span, *_whole(span, reason=True, city=True)), draw=draw, opens=opens)  # fmt: skip


def by_hour(counts: Counts, said: Told, span: Span, *, draw: Draw) -> Panel:
    """Hour by weekday, on the clock of each line."""
    frame = counts.of("by_hour", "x", "y")
    hours = [f"{hour:02d}" for hour in _hours(frame)]
    grid = pd.MultiIndex.from_product([[str(n) for n in range(1, 8)], hours], names=["y", "x"])
    full = frame.set_index(["y", "x"])["n"].reindex(grid, fill_value=0).reset_index() if len(frame) else frame
    full = full.assign(across=[f"{int(hour)}:00" for hour in full["x"]],
                       down=[weekday(int(n), wide=True) for n in full["y"]])  # fmt: skip
    busiest = full.sort_values("n", ascending=False, kind="stable").head(1)
    peak = f"{busiest['down'].iloc[0]} {busiest['across'].iloc[0]}" if len(busiest) else ""
    return Panel(
        name="by_hour", title=t("When they call: hour and weekday"),
        note=said.days(span, *_whole(span, reason=True, city=True)),
        alt=t("Grid of weekdays and hours, darker is more. Busiest: {peak}.", peak=peak),
        spec=spec(draw, full, height=210), columns=(t("Weekday"), t("Hour"), t("Inquiries")), figures=(2,),
        rows=told(full[full["n"] > 0], ("down", "across", "n")),
        opens=lambda mark: _received(span, hour=str(int(mark["x"])), weekday=str(mark["y"])),
    )  # fmt: skip


def reasons_by_city(counts: Counts, names: Names, said: Told, span: Span, *, draw: Draw) -> Panel:
    """Each city's reasons, the busiest city first."""
    frame = counts.of("by_city", "y", "x")
    cities = sorted_bars(frame.assign(code=frame["y"]), "code", names.city)["code"].tolist()
    full = in_order(in_order(frame, "x", list(names.known.reasons)), "y", cities)
    across, down = [short("reason", code) for code in full["x"]], [names.city(code) for code in full["y"]]
    full = full.assign(across=across, down=down)
    return Panel(
        name="reasons_by_city", title=t("Reason by city"), note=said.days(span),
        alt=t("Grid of cities and reasons, darker is more. Most: {most}.", most=most_of(full, name="down")),
        spec=spec(draw, full, height=max(60, 21 * len(cities)) + 20, figures=True),
        columns=(t("City"), t("Reason"), t("Inquiries")), figures=(2,), rows=told(full, ("down", "across", "n")),
        opens=lambda mark: _received(span, city=stored(str(mark["y"])), reason=str(mark["x"])),
    )  # fmt: skip


def by_outcome(counts: Counts, names: Names, said: Told, span: Span, *, draw: Draw) -> Panel:
    """Out of scope by reason, with its share of everything received for that reason."""
    frame = counts.of("by_outcome", "outcome", "code")
    every = frame.groupby("code")["n"].sum()
    out = frame[frame["outcome"] == Outcome.OUT_OF_SCOPE].groupby("code")["n"].sum()
    rows = pd.DataFrame({"code": every.index, "n": out.reindex(every.index, fill_value=0).to_numpy()})
    rows = rows.sort_values("n", ascending=False, kind="stable").reset_index(drop=True)
    part = {code: percent(int(out.get(code, 0)) / int(every[code])) for code in every.index}
    rows = rows.assign(name=[f"{names.reason(code)} · {part[code]}" for code in rows["code"]])[["code", "name", "n"]]
    total = percent(int(out.sum()) / int(every.sum()) if every.sum() else None)
    out_of_scope = str(Outcome.OUT_OF_SCOPE)
    return _bars("by_outcome", t("Out of scope, by reason"), rows, t("Reason and its share"),
                 said.days(span, *_whole(span, city=True), t("{share} of all", share=total)), draw=draw,
                 opens=lambda mark: _received(span, reason=str(mark["code"]), outcome=out_of_scope))  # fmt: skip


def _bars(name: str, title: str, frame: pd.DataFrame, column: str, note: str, *, draw: Draw, opens: Opens) -> Panel:
    return Panel(
        name=name, title=title, note=note, alt=t("Bars, the longest first: {most}.", most=most_of(frame)),
        spec=spec(draw, frame), columns=(column, t("Inquiries")),
        rows=told(frame, ("name", "n")) if frame["n"].sum() else (), opens=opens,
    )  # fmt: skip


def _received(span: Span, **filters: str) -> dict[str, str]:
    days = {"queue": "received", "from": span.first.isoformat(), "to": span.last.isoformat()}
    return days | {name: value for name, value in filters.items() if value}


def _whole(span: Span, *, reason: bool = False, city: bool = False) -> list[str]:
    """What a cube cannot filter, said: nobody should take the whole for a part."""
    said = [t("all reasons") if reason and span.reason else "", t("all cities") if city and span.city else ""]
    return [one for one in said if one]


def _hours(frame: pd.DataFrame) -> range:
    """The opening hours at least; earlier and later ones when somebody wrote then."""
    seen = [int(hour) for hour in frame["x"]]
    return range(min([8, *seen]), max([19, *seen]) + 1)


def total(counts: Counts, span: Span) -> str:
    """How many came, against the equal stretch before: "1,204 consultas, +6 % que en los 30 días anteriores"."""
    now, before = counts.total("by_day"), counts.total("before")
    change = change_percent(now / before - 1) if before else UNKNOWN
    return t("{total}; {change} than in the {n} days before ({before})", total=counted(now), change=change,
             n=number(span.days), before=number(before))  # fmt: skip

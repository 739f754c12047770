"""The charts of the supervisor's day: the month by reason, what falls due, the cities today."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd

from db.queries.reports import Counts, Span
from db.queries.reports_cells import ByDay
from rules.business_days import add_business_days
from rules.closing_days import Calendar
from views.chart_names import Names, Told, in_order, stored
from views.chart_panel import Panel, counted, most_of, told
from views.chart_specs import spec
from words import t, tn
from words.dates import day, near_day
from words.numbers import number

AHEAD = 5
WEEKS = 4
Draw = Callable[..., Any]


def month_by_reason(counts: Counts, names: Names, said: Told, *, calendar: Calendar, draw: Draw) -> Panel:
    """Inquiries per day of the last 30, stacked by reason, with the average of the business days before today."""
    span = Span(first=said.today - timedelta(days=29), last=said.today)
    return by_day(counts, names, said, span, calendar=calendar, draw=draw)


def by_day(counts: Counts, names: Names, said: Told, span: Span, *, calendar: Calendar, draw: Draw) -> Panel:
    """The days of a span, each with its reasons."""
    frame = in_order(counts.of("by_day", "on", "reason"), "reason", list(names.known.reasons))
    frame = frame.assign(name=frame["reason"].map(names.reason)).sort_values("on", kind="stable").reset_index(drop=True)
    usual = usual_day(frame, span, counts, today=said.today, calendar=calendar)
    average = t("{n} on an average business day", n=number(usual, digits=1)) if usual is not None else ""
    total = counted(int(frame["n"].sum()))
    return Panel(
        name="by_day", title=t("Inquiries by day and reason"), note=said.days(span, average),
        alt=t("Bars by day, stacked by reason: {total}. Most: {most}.", total=total, most=most_of(frame)),
        spec=spec(draw, frame, average=usual), columns=(t("Day"), t("Reason"), t("Inquiries")), figures=(2,),
        rows=[(day(date.fromisoformat(on), today=said.today), name, number(n)) for on, name, n in
              zip(frame["on"], frame["name"], frame["n"].tolist(), strict=True)],
        opens=lambda mark: {"queue": "received", "from": str(mark["day"]), "to": str(mark["day"]),
                            "reason": str(mark["reason"])} | ({"city": span.city} if span.city else {}),
    )  # fmt: skip


def usual_day(frame: pd.DataFrame, span: Span, counts: Counts, *, today: date, calendar: Calendar) -> float | None:
    """The average of the business days of a span that are over and since the desk counts; None without any."""
    since = first_counted(counts)
    if since is None:
        return None
    first, last = max(span.first, since), min(span.last, today - timedelta(days=1))
    days = [first + timedelta(days=n) for n in range(max(0, (last - first).days + 1))]
    open_days = {one.isoformat() for one in days if calendar.is_business_day(one)}
    return float(frame.loc[frame["on"].isin(open_days), "n"].sum()) / len(open_days) if open_days else None


def due_ahead(due: ByDay, overdue: int, said: Told, *, calendar: Calendar, draw: Draw) -> Panel:
    """Promises that wait for their answer, by the day they are due: today and the next five business days."""
    ahead = [add_business_days(said.today, n, calendar) for n in range(1, AHEAD + 1)]
    n_of = dict(due)
    days = [said.today, *ahead]
    rows = [("overdue", t("Overdue"), "overdue", overdue)]
    rows += [
        (one.isoformat(), near_day(one, today=said.today), "today" if one == said.today else "",
         n_of.get(one.isoformat(), 0))
        for one in days
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["code", "name", "tone", "n"])
    lists = {"overdue": "overdue", said.today.isoformat(): "today", ahead[0].isoformat(): "next"}
    total = int(frame["n"].iloc[1:].sum())
    return Panel(
        name="due_ahead", title=t("What falls due: next 5 business days"), note=said.moment(t("answers still owed")),
        alt=tn("{n} answer owed in the next 5 business days; {overdue} overdue.",
               "{n} answers owed in the next 5 business days; {overdue} overdue.", total, overdue=number(overdue)),
        spec=spec(draw, frame), columns=(t("Day"), t("Answers owed")), rows=told(frame, ("name", "n")),
        opens=lambda mark: {"queue": lists.get(str(mark["code"]), "open")},
    )  # fmt: skip


def cities_today(counts: Counts, names: Names, said: Told, *, draw: Draw) -> Panel:
    """Today so far by city, with a tick at what the last four of this weekday came to in the end."""
    frame = counts.of("by_city", "code", "on")
    since, today = first_counted(counts), said.today.isoformat()
    weeks = [said.today - timedelta(weeks=n) for n in range(1, WEEKS + 1)]
    weeks = [one.isoformat() for one in weeks if since is not None and one >= since]
    frame = frame.assign(n=frame["n"].where(frame["on"] == today, 0), past=frame["n"].where(frame["on"].isin(weeks), 0))
    sums = frame.groupby("code", as_index=False)[["n", "past"]].sum()
    sums = sums.assign(usual=sums["past"] / len(weeks) if weeks else float("nan"))
    sums = sums.sort_values(["n", "usual"], ascending=False, kind="stable").head(12)
    sums = sums.assign(name=[names.city(code) for code in sums["code"]]).reset_index(drop=True)
    shown = sums[["code", "name", "n", "usual"]]
    many = tn("{n} week", "{n} weeks", len(weeks))
    return Panel(
        name="cities_today", title=t("Cities today, so far"),
        note=t("{until}, local time of each line · tick: whole day, average of the same weekday of {weeks}",
               until=said.until(), weeks=many) if weeks else said.until(),
        alt=t("Bars by city with a tick at the usual whole day. Most today: {most}.", most=most_of(shown)),
        spec=spec(draw, shown), columns=(t("City"), t("Today"), t("Usual whole day")), figures=(1, 2),
        rows=[(name, number(n), number(usual, digits=1)) for name, n, usual in
              zip(shown["name"], shown["n"].tolist(), shown["usual"].tolist(), strict=True)],
        opens=lambda mark: {"queue": "received", "from": today, "to": today, "city": stored(str(mark["code"]))},
    )  # fmt: skip


def first_counted(counts: Counts) -> date | None:
    """The first day anything was counted; before it, nothing is known and no average may say so."""
    first = counts.of("first", "on")["on"].tolist()
    return date.fromisoformat(first[0]) if first and first[0] else None

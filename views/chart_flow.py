"""The charts of what stays: open at the end of the day, how old it is, promises kept, tracking numbers missing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd

from db.queries.reports import Counts, Span
from db.queries.reports_cells import ByDay
from db.queries.reports_flow import open_by_day
from rules.business_days import business_days_between
from rules.closing_days import Calendar
from views.chart_names import Told
from views.chart_panel import Mark, Panel, told
from views.chart_specs import spec
from words import t, tn
from words.dates import day
from words.numbers import UNKNOWN, number, percent

AGES = ((0, 1), (2, 3), (4, 5), (6, None))
Draw = Callable[..., Any]


def flow(counts: Counts, said: Told, span: Span, *, open_now: int, draw: Draw) -> Panel:
    """Received, closed, and still open at the end of each day."""
    wide = open_by_day(counts, span, open_now=open_now, today=said.today)
    names = {"open": t("Open at the end of the day"), "came": t("Received"), "closed": t("Closed")}
    frame = wide.melt(id_vars="on", value_vars=list(names), var_name="kind", value_name="n")
    frame = frame.assign(name=frame["kind"].map(names))
    ends = tuple(number(int(n)) for n in (wide["open"].iloc[0], wide["open"].iloc[-1])) if len(wide) else (UNKNOWN,) * 2

    def opens(mark: Mark) -> dict[str, str]:
        lists = {"came": "received", "closed": "closed"}
        on = str(mark["day"])
        kind = str(mark["kind"])
        return {"queue": lists[kind], "from": on, "to": on} if kind in lists else {"queue": "open"}

    return Panel(
        name="flow", title=t("Received, closed and still open"),
        note=said.days(span, t("closed less opened again"), _everything(span)),
        alt=t("Lines by day. Open at the end of the first day {first}, of the last {last}.", first=ends[0],
              last=ends[1]),
        spec=spec(draw, frame), columns=(t("Day"), t("Received"), t("Closed"), t("Open")), figures=(1, 2, 3),
        rows=[(day(date.fromisoformat(on), today=said.today), number(came), number(closed), number(still))
              for on, came, closed, still in wide.itertuples(index=False)] if wide[["came", "closed", "open"]].any(
                  axis=None) else (), opens=opens,
    )  # fmt: skip


def ageing(still: ByDay, said: Told, *, calendar: Calendar, draw: Draw) -> Panel:
    """What is open now, by the business days since it was received."""
    frame = _by_age(still, said.today, calendar=calendar, ages=AGES)
    total = int(frame["n"].sum())
    return Panel(
        name="ageing", title=t("How long the open ones have waited"),
        note=said.moment(t("business days since receipt")),
        alt=tn("{n} open inquiry by age.", "{n} open inquiries by age.", total), spec=spec(draw, frame),
        columns=(t("Business days"), t("Open")), rows=told(frame, ("name", "n")) if total else (),
        nothing=t("Nothing is open."), opens=lambda _mark: {"queue": "open"},
    )  # fmt: skip


def missing_by_age(gone: ByDay, said: Told, *, calendar: Calendar, draw: Draw) -> Panel:
    """What has no tracking number after the term, by the business days since the visa was issued."""
    frame = _by_age(gone, said.today, calendar=calendar, ages=((6, 7), (8, 10), (11, 15), (16, None)))
    total = int(frame["n"].sum())
    return Panel(
        name="missing_by_age", title=t("Tracking numbers missing, by age"),
        note=said.moment(t("business days since the visa was issued")),
        alt=tn("{n} tracking number missing, by age.", "{n} tracking numbers missing, by age.", total),
        spec=spec(draw, frame), columns=(t("Business days"), t("Missing")),
        rows=told(frame, ("name", "n")) if total else (), nothing=t("No tracking number is missing."),
        opens=lambda _mark: {"queue": "missing"},
    )  # fmt: skip


def promises(counts: Counts, said: Told, span: Span, *, draw: Draw) -> Panel:
    """Kept promises of those due, week by week; days that are not over yet are left out."""
    frame = counts.of("promises", "on", "cell")
    frame = frame[frame["on"] < said.today.isoformat()]
    weeks = pd.to_datetime(frame["on"]).dt.to_period("W-SUN").dt.start_time.dt.strftime("%Y-%m-%d")
    wide = frame.assign(code=weeks).pivot_table(index="code", columns="cell", values="n", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=["total", "kept"], fill_value=0).fillna(0).astype(int)
    wide = wide[wide["total"] > 0].reset_index()
    shown = pd.DataFrame({
        "code": wide["code"], "name": [day(date.fromisoformat(on), today=said.today) for on in wide["code"]],
        "share": wide["kept"] / wide["total"],
        "said": [f"{number(kept)}/{number(due)}" for kept, due in zip(wide["kept"], wide["total"], strict=True)],
    })  # fmt: skip
    kept, due = int(wide["kept"].sum()), int(wide["total"].sum())
    share = percent(kept / due if due else None)
    whole = t("{share}: {kept} of {due}", share=share, kept=number(kept), due=number(due))

    def opens(mark: Mark) -> dict[str, str]:
        monday = date.fromisoformat(str(mark["code"]))
        last = min(monday + timedelta(days=6), span.last)
        return {"queue": "breaches", "from": max(monday, span.first).isoformat(), "to": last.isoformat()}

    return Panel(
        name="promises", title=t("Promises kept, by the week they were due"),
        note=said.days(span, whole, t("due up to yesterday"), _everything(span)),
        alt=t("Bars by week. In the whole period {share}.", share=whole),
        spec=spec(draw, shown), columns=(t("Week of"), t("Due"), t("Kept"), t("Share")), figures=(1, 2, 3),
        rows=[(name, number(due), number(kept), percent(part)) for name, due, kept, part in
              zip(shown["name"], wide["total"], wide["kept"], shown["share"], strict=True)],
        nothing=t("No promise was due in this period."), opens=opens,
    )  # fmt: skip


def _by_age(
    days: ByDay, today: date, *, calendar: Calendar, ages: tuple[tuple[int, int | None], ...]
) -> pd.DataFrame:
    """Columns code, name, tone, n: one row for every age, the empty ones too. The last one is open at its end."""
    counted = [(business_days_between(date.fromisoformat(on), today, calendar), n) for on, n in days]
    rows = []
    for n, (least, most) in enumerate(ages):
        # Whatever is younger than the first age (another zone's tomorrow) belongs to the first.
        inside = [k for a, k in counted if (a >= least or n == 0) and (most is None or a <= most)]
        name = f">{least - 1}" if most is None else f"{least}-{most}"
        rows.append((name, name, "", sum(inside)))
    return pd.DataFrame(rows, columns=["code", "name", "tone", "n"])


def _everything(span: Span) -> str:
    return t("all reasons and cities") if span.reason or span.city else ""

"""What needs somebody now: a short list, the most pressing first, each one click from its inquiry."""

from collections.abc import Sequence
from datetime import date, datetime
from html import escape

import streamlit as st

from db.queries.reports_now import Pressing
from rules.business_days import business_days_between
from rules.closing_days import Calendar
from rules.urgency import overdue_for
from rules.zones import local_date
from views.chart_names import Names
from views.look import empty
from views.plain import plain
from views.visit import Visit
from words import t, tn
from words.dates import moment, near_day
from words.elapsed import late

ICON = {"overdue": ":material/error:", "emergency": ":material/emergency_home:", "missing": ":material/package_2:"}
QUEUE = {"overdue": "overdue", "emergency": "emergencies", "missing": "missing"}


def attention(
    rows: Sequence[Pressing], names: Names, visit: Visit, *, calendar: Calendar, next_due: date | None
) -> None:
    """The list, or what it says when nobody waits too long."""
    with st.container(key="attention"):
        st.html(f'<div class="panel-head"><h3>{escape(t("Needs your attention"))}</h3></div>')
        if not rows:
            st.html(empty(_calm(next_due, visit)))
        for n, row in enumerate(rows):
            with st.container(key=f"pressing_{n}"):
                st.page_link(
                    visit.pages["inquiry"], label=plain(_line(row, names, calendar=calendar, now=visit.now)),
                    icon=ICON.get(row.why, ""), query_params={"folio": row.folio, "queue": QUEUE.get(row.why, "open")},
                )  # fmt: skip


def _line(row: Pressing, names: Names, *, calendar: Calendar, now: datetime) -> str:
    case, city = names.subcase(row.subcase_code), names.city(row.city_code) if row.city_code else ""
    parts = [row.folio, _since(row, calendar=calendar, now=now), row.organisation, case, city]
    return " · ".join(filter(None, parts))


def _since(row: Pressing, *, calendar: Calendar, now: datetime) -> str:
    if row.why == "overdue":
        lateness = overdue_for(row.since, now=now, zone=row.zone, calendar=calendar)
        return t("overdue: {late}", late=late(lateness.business_days, lateness.hours))
    if row.why == "emergency":
        return t("H2 emergency: due {moment}", moment=moment(row.since, row.zone, today=local_date(now, row.zone)))
    days = business_days_between(local_date(row.since, row.zone), local_date(now, row.zone), calendar) + 1
    return tn("no tracking number for {n} business day", "no tracking number for {n} business days", days)


def _calm(next_due: date | None, visit: Visit) -> str:
    if next_due is None:
        return t("Nothing is overdue and no answer is owed.")
    today = local_date(visit.now, visit.zone)
    return t("Nothing is overdue. The next answer is due: {day}.", day=near_day(next_due, today=today))

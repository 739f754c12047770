"""What an organisation is owed, who writes for it, and all its inquiries."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from html import escape

import streamlit as st

from db.queries.organisations import OrganisationPage, Promised, Representative
from db.queries.queue_rows import QueueRow
from db.queries.reference import Reference
from rules.business_days import business_days_between
from rules.closing_days import Calendar
from rules.codes import Status
from rules.urgency import Urgency, overdue_for, urgency
from rules.zones import local_date
from views.inquiry_story import link
from views.look import Html, chip, empty, number, quiet, table
from views.why import why
from words import either, t
from words.dates import day, moment
from words.elapsed import late, left
from words.labels import label


def owed(open_now: Sequence[Promised], known: Reference, calendar: Calendar, names: Mapping[int, str], *,
         now: datetime) -> None:  # fmt: skip
    """Its open promises, the next one due first, each with why it is due that day."""
    st.subheader(t("Open promises"))
    if not open_now:
        st.html(empty(t("No answer is owed to it.")))
        return
    st.html(Html("".join(_owed(one, known, calendar, names, now=now) for one in open_now)))


def representatives(people: Sequence[Representative]) -> None:
    """Who writes for it."""
    st.subheader(t("Representatives"))
    if not people:
        st.html(empty(t("Nobody has been named yet.")))
        return
    rows = [(one.name or t("No name"), number(one.phone) if one.phone else "–", one.email or "–") for one in people]
    st.html(table((t("Name"), t("Phone"), t("E-mail")), rows, caption=t("The latest known first")))


def all_inquiries(page: OrganisationPage, known: Reference, *, now: datetime, turn: Callable[[str], None],
                  back: Callable[[], None] | None) -> None:  # fmt: skip
    """A page of them, the newest first."""
    st.subheader(t("All inquiries"))
    rows = [_row(row, known, now=now) for row in page.rows]
    columns = (t("Folio"), t("Received", context="queue"), t("Case"), t("City"), t("State"), t("Assigned to"))
    st.html(table(columns, rows, caption=t("The newest first")))
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        if back is not None:
            st.button(t("Previous page"), key="org_previous", on_click=back)
        if page.next_cursor:
            st.button(t("Next page"), key="org_next", on_click=turn, args=(page.next_cursor,))


def _owed(one: Promised, known: Reference, calendar: Calendar, names: Mapping[int, str], *, now: datetime) -> Html:
    today, due_on = local_date(now, one.zone), local_date(one.due_at, one.zone)
    band = urgency(one.due_at, met_at=None, zone=one.zone, calendar=calendar, now=now)
    if band is Urgency.OVERDUE:
        gone = overdue_for(one.due_at, now=now, zone=one.zone, calendar=calendar)
        words = t("Overdue {ago}", ago=late(gone.business_days, gone.hours))
    else:
        words = left(due_on, today=today, business_days=business_days_between(today, due_on, calendar))
    city = known.cities.get(one.city_code)
    until = t("until {when}", when=moment(one.due_at, one.zone, city.name if city else "", today=today))
    about = " · ".join((_case(known, one.subcase_code), names.get(one.assignee_id or 0, "") or t("Unassigned")))
    strip = why(one.promise_code, started_at=one.started_at, due_at=one.due_at, zone=one.zone, known=known, now=now,
                promised_due_at=one.promised_due_at, calendar=calendar)  # fmt: skip
    return Html(
        f'<div class="org-owed"><div class="said"><p>{chip(band, words[:1].upper() + words[1:])} {link(one.folio)} '
        f"{escape(until)}</p><p>{quiet(about)}</p></div>{strip}</div>"
    )


def _row(row: QueueRow, known: Reference, *, now: datetime) -> tuple[str, ...]:
    received = day(local_date(row.received_at, row.zone), today=local_date(now, row.zone))
    city = known.cities.get(row.city_code)
    return (link(row.folio), received, _case(known, row.subcase_code), city.name if city else "–",
            chip(row.status, label(Status(row.status))), row.assignee or "–")  # fmt: skip


def _case(known: Reference, code: str) -> str:
    case = known.subcases.get(code)
    return either(case.label_es, case.label_en) if case else code

"""Below the calendar: its days as a list, a list that is brought, files to take away, and what was changed by whom."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from db.queries.calendar_history import CalendarChange
from rules.closing_days import PUBLISHED, STATUTORY, Calendar, ClosingDay
from rules.ics_review import Reviewed
from views.calendar_grid import LETTERS, UNCONFIRMED, name_of
from views.calendar_words import changed_said, did_said, standing_said
from views.look import Html, chip, empty, table
from views.visit import Visit
from words import t
from words.dates import day, moment
from words.labels import label

HARMLESS = "'"
"""Before what a spreadsheet would take for a formula."""


def year_list(days: Sequence[ClosingDay], *, today: date) -> Html:
    """The closing days of the year, for whoever does not see the grid, with source and confirmation."""
    if not days:
        return empty(t("No layer closes a day of this year."))
    rows = [(
        day(one.on, today=today), f"{LETTERS[one.layer]} · {label('layer', one.layer)}", name_of(one), one.source,
        _sure(one.status),
    ) for one in days]  # fmt: skip
    return table((t("Day"), t("Layer"), t("What it is called"), t("Source"), t("How sure")), rows,
                 caption=t("Closing days of the year"))  # fmt: skip


def _sure(status: str) -> str:
    """Whether a list that was published, the law, or this desk says so."""
    if status in UNCONFIRMED:
        return chip("unconfirmed", t("not confirmed"))
    return {PUBLISHED: t("by a published list"), STATUTORY: t("by law")}.get(status) or t("decided here")


def bring(*, taken: Callable[[], None]) -> None:
    """Where a file is dropped."""
    st.file_uploader(t("A calendar file (.ics) with days to close"), type=["ics"], key="calendar_file",
                     on_change=taken)  # fmt: skip


def review_table(found: Sequence[Reviewed], *, today: date, key: str) -> list[int]:
    """The days of the list with what the calendar says of them; the numbers of those that are chosen."""
    frame = pd.DataFrame({
        "add": [one.offered for one in found],
        "day": [day(one.day.on, today=today) for one in found],
        "name": [one.day.name_es for one in found],
        "standing": [standing_said(one) for one in found],
    })  # fmt: skip
    shown = st.data_editor(
        frame, key=key, hide_index=True, width="stretch", disabled=["day", "name", "standing"],
        height=min(38 + 35 * len(found), 320),
        column_config={
            "add": st.column_config.CheckboxColumn(t("Close"), width="small"), "day": t("Day"),
            "name": t("What it is called"), "standing": t("By the calendar now"),
        },
    )  # fmt: skip
    return [n for n, chosen in enumerate(shown["add"]) if chosen]


def as_csv(days: Sequence[ClosingDay]) -> bytes:
    """The days as a table for a spreadsheet; nothing in it is a formula."""
    file = io.StringIO()
    written = csv.writer(file)
    written.writerow(["date", "layer", "name_es", "name_en", "source", "status"])
    for one in days:
        cells = (one.on.isoformat(), str(one.layer), one.name_es, one.name_en, one.source, one.status)
        written.writerow([HARMLESS + cell if cell[:1] in "=+-@\t\r" and cell else cell for cell in cells])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def take_away(calendar: Calendar, year: int, *, ics: Callable[[], bytes]) -> None:
    """The year as files."""
    days = calendar.between(date(year, 1, 1), date(year, 12, 31))
    with st.container(horizontal=True):
        st.download_button(t("As .ics"), ics, file_name=f"closing-days-{year}.ics", mime="text/calendar",
                           icon=":material/download:", key="calendar_ics", on_click="ignore")  # fmt: skip
        st.download_button(t("As CSV"), as_csv(days), file_name=f"closing-days-{year}.csv", mime="text/csv",
                           icon=":material/download:", key="calendar_csv", on_click="ignore")  # fmt: skip


def history(found: Sequence[CalendarChange], visit: Visit, *, today: date) -> Html:
    """The last changes, who made them, what they did."""
    if not found:
        return empty(t("Nobody has changed the calendar yet."))
    rows = [(moment(one.at, visit.zone, today=today), one.by, changed_said(one.details, today=today),
             did_said(one.details)) for one in found]  # fmt: skip
    return table((t("When"), t("Who"), t("Change"), t("What it did")), rows,
                 caption=t("Changes of the calendar, the latest first"))  # fmt: skip



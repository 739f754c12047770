"""The promises: were they kept, month by month; and how long they are, decided from a day on."""

import streamlit as st

import db
from pages.promise_settings import settings_part
from pages.promising import see_months, see_sheet
from views.figures import figures, head
from views.look import quiet
from views.promise_chooser import choose_month, choose_part, part
from views.promise_sheet import body, top
from views.promise_words import name_of_month, standing
from views.visit import Visit
from words import t
from words.dates import clock


def page(visit: Visit) -> None:
    if part() == "settings":
        head(t("Promises", context="page"), t("upd. {clock}", clock=clock(visit.now, visit.zone, seconds=True)))
        with st.container(key="promise_bar", horizontal=True):
            choose_part()
        settings_part(visit)
    else:
        sheet_part(visit)


def sheet_part(visit: Visit) -> None:
    with db.reading() as look:
        offered = see_months(look, visit)
        sheet = see_sheet(look, visit, offered)
    title = t("Promises, {month}", month=name_of_month(sheet.month))
    head(title, t("upd. {clock}", clock=clock(visit.now, visit.zone, seconds=True)))
    with st.container(key="promise_bar", horizontal=True, vertical_alignment="center"):
        choose_part()
        choose_month(sheet, offered)
        st.html(quiet(standing(sheet.month)), width="content")
    figures(top(sheet), visit)
    st.html(body(sheet))

"""Where the caller is: the city of the line, the time on its clocks, open or closed now."""

from datetime import datetime, time
from html import escape

import streamlit as st

from db.queries.reference import City, Line
from rules.closing_days import Calendar
from rules.hours import OpeningHours, closes_at, next_opening, read_days
from rules.zones import local_date
from views.look import Html, chip, quiet
from words import language, t
from words.dates import clock, near_day


def place(line: Line | None, city: City | None, *, calendar: Calendar, now: datetime) -> None:
    """The caller's city, the time on its clocks, open or closed now."""
    zone = line.zone if line else city.zone if city else None
    if zone is None:
        st.html(Html(f'<p class="place">{quiet(t("Choose a line: its city and time show here."))}</p>'))
        return
    name = city.name if city else line.label if line else ""
    told = f'<b>{escape(name)}</b> <time>{escape(clock(now, zone))}</time>'
    if line is not None and line.opens:
        told += f" {_open(line, now)}"
    closing = calendar.closing(local_date(now, zone))
    if closing is not None:
        told += f" {chip('unconfirmed', closing.name_en if language() == 'en' else closing.name_es)}"
    st.html(Html(f'<p class="place">{told}</p>'))


def _open(line: Line, now: datetime) -> Html:
    hours = OpeningHours(read_days(line.open_days), time.fromisoformat(line.opens), time.fromisoformat(line.closes))
    closes = closes_at(hours, zone=line.zone, calendar=None, now=now)
    if closes:
        return chip("answers", t("open until {hour}", hour=clock(closes, line.zone)))
    opens = next_opening(hours, zone=line.zone, calendar=None, now=now)
    if opens is None:
        return chip("shut", t("closed"))
    on = near_day(local_date(opens, line.zone), today=local_date(now, line.zone))
    return chip("shut", t("closed, opens {day} at {hour}", day=on, hour=clock(opens, line.zone)))

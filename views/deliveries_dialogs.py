"""Two things done to a row without leaving the board: the day it can be collected, and why it is settled."""

from collections.abc import Callable
from datetime import date, datetime

import streamlit as st

from db.queries.deliveries_rows import DeliveryRow
from rules.courier import collect_by
from rules.zones import local_date
from views import deliveries_state as state
from views.keys import keys, submit
from views.plain import plain
from words import t
from words.dates import day, typed_format
from words.labels import codes, label

Save = Callable[[str, int], None]


def ready(row: DeliveryRow, *, now: datetime, save: Save) -> None:
    """Since when the courier has it; until when, is told."""
    today, key = local_date(now, row.zone), _key("on", row)
    st.text(f"{row.folio} · {row.who}")
    told = st.empty()
    on = st.date_input(t("Ready for collection since"), value=row.collectable_on or today, key=key, max_value=today,
                       min_value=row.visa_issued_on, format=typed_format())  # fmt: skip
    if isinstance(on, date):
        told.text(t("The courier keeps the documents one month: until {day}.", day=day(collect_by(on), today=today)))
    _save(row, t("Save · Ctrl+Enter"), save, focus="deliveries_save")  # the field would open its calendar


def settle(row: DeliveryRow, *, save: Save) -> None:
    """Why nobody has to watch it any more."""
    key = _key("why", row)
    st.text(f"{row.folio} · {row.who}")
    st.radio(t("Why it is settled"), codes("settled_why"), key=key,
             format_func=lambda code: plain(label("settled_why", code)))  # fmt: skip
    _save(row, t("Settle the delivery · Ctrl+Enter"), save, focus=key)


def typed_day(row: DeliveryRow) -> date | None:
    """The day in the open dialog."""
    on = st.session_state.get(_key("on", row))
    return on if isinstance(on, date) else None


def chosen_why(row: DeliveryRow) -> str:
    """The reason in the open dialog."""
    return str(st.session_state.get(_key("why", row)) or "")


def _save(row: DeliveryRow, said: str, save: Save, *, focus: str) -> None:
    if refused := state.refused().get(row.folio):
        st.error(plain(refused))
    st.button(plain(said), type="primary", key="deliveries_save", on_click=save, args=(row.folio, row.version))
    keys([submit("deliveries_save")], focus=focus, token=f"{focus} {row.version}")


def _key(name: str, row: DeliveryRow) -> str:
    return f"deliveries_{name}_{row.folio}"

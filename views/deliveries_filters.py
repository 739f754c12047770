"""What narrows the board: the search box, city and courier; the courier of what is typed; the way to the list."""

from dataclasses import replace

import streamlit as st

from db.queries.deliveries_view import BoardView
from db.queries.queue_view import NONE
from db.queries.reference import Reference
from rules.deliveries import DeliveryState
from views import deliveries_state as state
from views.plain import plain
from words import t


def filters(view: BoardView, known: Reference, *, acts: bool = True) -> None:
    """Draw them; a choice is written into the address. Who only reads types no number and brings no list."""
    with st.container(key="deliveries_filters"):
        places = st.columns([5, 3, 3, 3, 3], vertical_alignment="bottom")
    with places[0]:
        st.text_input(t("Search · Ctrl+K"), key=state.SEARCH, autocomplete="off", persist_state="session",
                      on_change=_new_search, placeholder=t("Folio, name, DS-160, tracking number"))  # fmt: skip
    offered = _offered(known)
    for place, name, title in ((places[1], "city", t("City")), (places[2], "courier", t("Courier"))):
        options, key = offered[name], f"deliveries_by_{name}"
        chosen = getattr(view, name)
        st.session_state[key] = chosen if chosen in options else None
        with place:
            st.selectbox(plain(title), list(options), index=None, key=key, on_change=_narrow, args=(name,),
                         placeholder=t("Any", context="filter"), disabled=_idle(name, view),
                         format_func=lambda code, said=options: said.get(code, ""))  # fmt: skip
    if not acts:
        return
    with places[3]:
        couriers = {code: row.name for code, row in known.carriers.items() if row.active}
        st.session_state.setdefault(state.COURIER, next(iter(couriers), None))
        st.selectbox(t("Courier of what is typed"), list(couriers), key=state.COURIER, persist_state="session",
                     format_func=lambda code: couriers.get(code, ""))  # fmt: skip
    with places[4]:
        st.button(t("Courier's list…"), key="deliveries_list", width="stretch", icon=":material/upload_file:",
                  on_click=state.open_list)  # fmt: skip


def within(view: BoardView, known: Reference) -> BoardView:
    """The view without filters that mean nothing here."""
    offered = _offered(known)
    wrong = {name: "" for name, options in offered.items() if getattr(view, name) not in options}
    return replace(view, **wrong) if view.filtered and wrong else view


def _offered(known: Reference) -> dict[str, dict[str, str]]:
    couriers = {code: row.name for code, row in known.carriers.items()}
    return {"city": {code: row.name for code, row in known.cities.items()} | {NONE: t("Not known")},
            "courier": couriers | {NONE: t("Not known")}}  # fmt: skip


def _idle(name: str, view: BoardView) -> bool:
    """A box that would narrow nothing: in a search, or the courier of what has no number yet."""
    unsent = view.state in (DeliveryState.MISSING, DeliveryState.WITHIN)
    return bool(state.searched()) or (name == "courier" and unsent and not view.courier)


def _narrow(name: str) -> None:
    state.show(replace(state.view(), **{name: st.session_state.get(f"deliveries_by_{name}") or ""}))


def _new_search() -> None:
    for name in (state.TRAIL, state.WHY):
        st.session_state.pop(name, None)

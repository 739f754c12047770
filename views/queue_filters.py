"""What narrows the list: the search box, and the filters that stand in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from db.queries.colleagues import Colleague
from db.queries.queues import NONE, QueueView
from db.queries.reference import Reference
from rules.codes import Lang
from views import queue_state as state
from views.promise_names import promise_name
from words import either, t
from words.dates import weekday
from words.labels import label

NARROWS = ("reason", "subcase", "city", "channel", "language", "assignee")


def filters(view: QueueView, known: Reference, people: Sequence[Colleague]) -> None:
    """Draw them; a choice is written into the address."""
    offered = _offered(view, known, people)
    titles = {"reason": t("Reason"), "subcase": t("Case"), "city": t("City"), "channel": t("Channel"),
              "language": t("Speaks"), "assignee": t("Assigned to")}  # fmt: skip
    with st.container(key="queue_filters"):
        places = st.columns([5, 3, 4, 3, 3, 3, 3], vertical_alignment="top")
    with places[0]:
        st.text_input(t("Search · Ctrl+K"), key=state.SEARCH, autocomplete="off", persist_state="session",
                      on_change=_new_search,
                      placeholder=t("Folio, name, phone, e-mail, DS-160, tracking, words"))  # fmt: skip
    for place, name in zip(places[1:], NARROWS, strict=True):
        key, options = f"queue_by_{name}", offered[name]
        chosen = getattr(view, name)
        st.session_state[key] = chosen if chosen in options else None
        with place:
            st.selectbox(titles[name], list(options), index=None, key=key, on_change=_narrow,
                         placeholder=t("Any", context="filter"), args=(name,),
                         format_func=lambda code, said=options: said.get(code, ""),
                         disabled=bool(state.searched()) or not options)  # fmt: skip


def within(view: QueueView, known: Reference, people: Sequence[Colleague]) -> QueueView:
    """The view without filters that mean nothing here."""
    unboxed = {"line": dict.fromkeys(known.lines, ""), "promise": dict.fromkeys(known.promises, "")}
    offered = _offered(view, known, people) | unboxed
    wrong = {name: "" for name, options in offered.items() if getattr(view, name) not in {*options, NONE}}
    return replace(view, **wrong) if any(getattr(view, name) for name in wrong) else view


def told(view: QueueView, known: Reference) -> str:
    """The filters that no box shows, in words."""
    parts = []
    line = known.lines.get(view.line)
    if line is not None:
        parts.append(t("line {number}", number=line.display))
    if view.hour:
        parts.append(t("received from {hour}:00 to {hour}:59", hour=view.hour.lstrip("0") or "0"))
    if view.weekday and view.weekday != "0":
        parts.append(weekday(int(view.weekday), wide=True))
    if view.promise:
        parts.append(promise_name(known, view.promise))
    if view.outcome:
        parts.append(label("outcome", view.outcome))
    if NONE in (view.city, view.line):
        parts.append(t("city not known"))
    return " · ".join(parts)


def _offered(view: QueueView, known: Reference, people: Sequence[Colleague]) -> dict[str, Mapping[str, str]]:
    return {
        "reason": {code: either(row.label_es, row.label_en) for code, row in known.reasons.items()},
        "subcase": {
            code: either(row.label_es, row.label_en)
            for code, row in known.subcases.items()
            if view.reason in ("", row.reason_code) and (view.reason or code == view.subcase)
        },
        "city": {code: row.name for code, row in known.cities.items()},
        "channel": {code: label("channel", code) for code in known.channels},
        "language": {str(code): label("lang", code) for code in Lang},
        "assignee": {NONE: t("Nobody")} | {str(one.id): one.name for one in people},
    }


def _narrow(name: str) -> None:
    changed = {name: st.session_state.get(f"queue_by_{name}") or ""}
    if name == "reason":
        changed["subcase"] = ""
    state.show(replace(state.view(), **changed))


def _new_search() -> None:
    st.session_state.pop(state.TRAIL, None)

"""What is decided beside the promises: who is on duty, internal targets, and from when a deadline warns."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import streamlit as st

from db.queries.colleagues import Colleague
from db.queries.promise_settings import OnDuty
from db.queries.reference import Reference, Subcase
from rules.clocks import RESPONSE_CLOCK
from rules.targets import Target
from rules.urgency import Bands
from views.look import Html, chip, empty, facts, quiet
from views.plain import plain
from views.promise_names import promise_name
from views.promise_terms import MOST_DAYS, clocks
from words import language, t
from words.dates import day, typed_format
from words.elapsed import business_days
from words.labels import label


def duty_list(found: Sequence[OnDuty], known: Reference, *, today: date, end: Callable[[int], None] | None) -> None:
    """Who is on duty now and who will be."""
    if not found:
        st.html(empty(t("Nobody is on duty for a promise.")))
    for one in found:
        last = t("to {day}", day=day(one.last, today=today)) if one.last else t("until further notice")
        said = t("{promise}: {name}, from {day} {last}", promise=promise_name(known, one.promise_code), name=one.name,
                 day=day(one.first, today=today), last=last)  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center", key=f"duty_{one.id}"):
            st.html(Html(escape(said) if one.is_on(today) else quiet(said)), width="content")
            if end is not None:
                st.button(t("End"), key=f"duty_end_{one.id}", type="tertiary", on_click=end, args=(one.id,))


def duty_form(known: Reference, people: Sequence[Colleague], *, today: date, put: Callable[[], None]) -> None:
    """Promise, person, days."""
    names = {one.id: one.name for one in people if one.active}
    with st.form("promise_duty", border=False):
        st.selectbox(t("Promise"), clocks(known), key="duty_promise",
                     format_func=lambda code: promise_name(known, code))  # fmt: skip
        places = st.columns([3, 2, 2], vertical_alignment="bottom")
        with places[0]:
            st.selectbox(t("Who", context="duty"), list(names), key="duty_who", index=None, placeholder=t("Choose"),
                         format_func=lambda id: names.get(id, ""))  # fmt: skip
        with places[1]:
            st.date_input(t("From", context="day"), value=today, key="duty_from", format=typed_format())
        with places[2]:
            st.date_input(t("To", context="day"), value=None, key="duty_to", format=typed_format())
        st.form_submit_button(t("Put on duty"), on_click=put)


def target_list(known: Reference, *, today: date, end: Callable[[int], None] | None) -> None:
    """Every internal target; none is a promise, and none is in a figure."""
    if not known.targets:
        st.html(empty(t("There is no internal target. Payment, courier and technical mail have no promised time.")))
    for one in known.targets:
        said = t("{case}: {days}, from {day}", case=_case(known, one), days=business_days(one.business_days),
                 day=day(one.holds_from, today=today))  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center", key=f"target_{one.id}"):
            st.html(Html(f"{chip('internal', t('Internal target'))} {escape(said)}"), width="content")
            if end is not None:
                st.button(t("End"), key=f"target_end_{one.id}", type="tertiary", on_click=end, args=(one.id,))


def target_form(known: Reference, *, today: date, put: Callable[[], None]) -> None:
    """A case or a whole reason, and in how many business days."""
    options = [f"{code}|" for code in known.reasons] + [
        f"{case.reason_code}|{case.code}" for case in known.subcases.values()
        if case.active and not _promised(known, case)
    ]  # fmt: skip
    options.sort(key=lambda key: (list(known.reasons).index(key.partition("|")[0]), key.partition("|")[2] != ""))
    with st.form("promise_target", border=False):
        st.selectbox(t("Reason or case"), options, key="target_case", index=None, placeholder=t("Choose"),
                     format_func=lambda key: _named(known, *key.split("|")))  # fmt: skip
        places = st.columns(2, vertical_alignment="bottom")
        with places[0]:
            st.number_input(t("Business days"), 1, MOST_DAYS, 2, key="target_days")
        with places[1]:
            st.date_input(t("Received on or after"), value=today, key="target_from", format=typed_format())
        st.form_submit_button(t("Set the internal target"), on_click=put)


def bands_form(bands: Bands, *, put: Callable[[], None]) -> None:
    """How far ahead the two counters of the queue reach."""
    with st.form("promise_bands", border=False):
        places = st.columns(2, vertical_alignment="bottom")
        with places[0]:
            st.number_input(plain(t("“{name}” reaches (0 is today)", name=label("urgency", "due_today"))), 0,
                            Bands.MOST - 1, bands.today, key="bands_today")  # fmt: skip
        with places[1]:
            st.number_input(plain(t("“{name}” reaches", name=label("urgency", "due_next"))), 1, Bands.MOST, bands.next,
                            key="bands_next")  # fmt: skip
        st.form_submit_button(t("Set the bands"), on_click=put)


def bands_shown(bands: Bands) -> None:
    """The same, for whoever only reads."""
    st.html(facts([(label("urgency", "due_today"), str(bands.today)), (label("urgency", "due_next"), str(bands.next))]))


def _promised(known: Reference, case: Subcase) -> bool:
    promise = known.promises.get(case.promise_code or "")
    return promise is not None and promise.kind == RESPONSE_CLOCK


def _case(known: Reference, target: Target) -> str:
    return _named(known, target.reason_code, target.subcase_code)


def _named(known: Reference, reason_code: str, subcase_code: str) -> str:
    reason, case = known.reasons.get(reason_code), known.subcases.get(subcase_code)
    english = language() == "en"
    named = (reason.short_en if english else reason.short_es) if reason else reason_code
    if case is None:
        return t("{reason}: all cases without a promise", reason=named)
    return f"{named}: {case.label_en if english else case.label_es}"

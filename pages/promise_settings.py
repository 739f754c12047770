"""The settings of the promises, drawn: read in one go; a term's effect is seen before it is decided."""

from datetime import date
from functools import partial

import streamlit as st

import db
from db.queries.agreed import agreed_now
from db.queries.colleagues import colleagues
from db.queries.effect import effect
from db.queries.promise_settings import decided, on_duty
from db.queries.queues import bands_of
from db.queries.reference import load, reference
from pages import promise_acts as acts
from pages.promising import told
from rules.steps import Agreed
from rules.terms import version_of, with_term, without_term
from rules.zones import local_date
from views.promise_beside import bands_form, bands_shown, duty_form, duty_list, target_form, target_list
from views.promise_draft import SET, draft, drop
from views.promise_terms import effect_panel, take_back_choice, term_form, terms_table
from views.visit import Visit
from words import t


def settings_part(visit: Visit) -> None:
    """Terms on the left with what a change would do; duty, targets and bands on the right. Who only reads has
    no form."""
    today = local_date(visit.now, visit.zone)
    with db.reading() as look:
        known, found = reference(look), decided(look)
        duty, people = on_duty(look, today=today), colleagues(look)
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(key="promise_terms"):
        st.subheader(t("Terms of the promises"))
        terms_table(found, known, visit=visit, today=today)
        told("term")
        if visit.acts and not _looked_at(visit, today=today):
            term_form(known, today=today, look=acts.see_term)
            take_back_choice(found, known, today=today, look=acts.see_back)
        st.subheader(t("When a deadline warns"))
        told("bands")
        if visit.acts:
            bands_form(bands_of(known), put=lambda: acts.put_bands(visit))
        else:
            bands_shown(bands_of(known))
    with right, st.container(key="promise_beside"):
        st.subheader(t("On duty"))
        duty_list(duty, known, today=today, end=partial(acts.stop_duty, visit) if visit.acts else None)
        told("duty")
        if visit.acts:
            duty_form(known, people, today=today, put=lambda: acts.put_duty(visit))
        st.subheader(t("Internal targets"))
        target_list(known, today=today, end=partial(acts.stop_target, visit) if visit.acts else None)
        told("target")
        if visit.acts:
            target_form(known, today=today, put=lambda: acts.put_target(visit))


def _looked_at(visit: Visit, *, today: date) -> bool:
    """Whether the effect of a term stands here, instead of the form. It is that of this very moment."""
    one = draft()
    if one is None:
        return False
    with db.reading() as look:
        known = load(look)
        now = agreed_now(look, known)
        if version_of(now.terms, one.term.promise_code) != one.seen:
            drop()
            acts.refuse("term", "promise_changed")
            told("term")
            return False
        then = with_term(now.terms, one.term) if one.what == SET else without_term(now.terms, one.term)
        what = effect(look, now, Agreed(now.calendar, then), now=visit.now)
        look.expunge_all()
    if effect_panel(one, what, known, today=today, leave=drop):
        acts.decide(visit)
        st.rerun()
    return True

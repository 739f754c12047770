"""The call screen, an agent's home: who is calling about what, and what do I say?"""

from functools import partial

import streamlit as st

import db
from pages.calling import agreed, judged, listen
from pages.saving import complete, out_of_scope, save, saved_folio
from rules.zones import local, local_date
from views import call_form, call_frame, call_history, call_keys, call_panel
from views import call_state as form
from views.call_fields import fields, shown_fields
from views.call_place import place
from views.visit import Visit


def page(visit: Visit) -> None:
    if folio := saved_folio():
        call_frame.turn(folio)
    call_frame.restore(visit.account_id, now=visit.now)
    with db.reading() as look:
        calling = listen(look)
    problems, odd, talk = judged(calling, now=visit.now)
    beside = call_frame.beside(problems, odd)
    left, right = st.columns([8, 5], gap="medium")
    with left, st.container(key="call_form"):
        if call_frame.top():
            visit.go("queue", find="1")
        call_form.head(calling.known, now_there=local(visit.now, calling.zone), beside=beside)
        case = call_form.subject_matter(calling.known, beside=beside)
        shown = shown_fields(case, reason=form.typed("reason"), channel=form.typed("channel"))
        fields(calling.known, shown=shown, today=local_date(visit.now, calling.zone), beside=beside)
        call_history.paid(calling.paid, reason=form.typed("reason"))
        call_form.person(beside=beside)
        with st.container(key="call_known"):  # always there, so that what stands below keeps its place in the page
            call_history.known(calling.people, use=partial(complete, visit))
            call_history.past(calling.past, calling.known, reason=form.typed("reason"), today=visit.now.date())
        call_form.ending(calling.colleagues, me=visit.account_id, beside=beside)
        call_frame.bottom(problems, save=save, args=(visit, form.token()))
    with right:
        where(visit)
        call_panel.to_say(talk)
        call_panel.to_refer(talk)
        call_panel.redirect(talk)
        call_history.halves(calling.halves, by_mail=form.typed("channel") == "email", today=visit.now.date())
        call_panel.scope(talk, calling.known, choose=out_of_scope)
    call_keys.keyboard(problems)


@st.fragment(run_every=30)
def where(visit: Visit) -> None:
    """The caller's clock goes on while the form waits."""
    visit = visit.again()
    with db.reading() as look:
        calling = agreed(look)
    line = calling.known.lines.get(form.typed("line")) if form.typed("channel") != "email" else None
    city = calling.known.cities.get(line.city_code if line else form.typed("city"))
    place(line, city, calendar=calling.calendar, now=visit.now)

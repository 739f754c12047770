"""One inquiry: what happened and what is owed?"""

from functools import partial

import streamlit as st

import db
from db.queries.calendar import calendar
from db.queries.colleagues import colleagues
from db.queries.inquiry import WholeInquiry
from db.queries.reference import reference
from pages.acting import act, ask, settled, show
from rules.actions import Action
from views import inquiry_memory as memory
from views.inquiry_actions import actions
from views.inquiry_delivery import delivery, emergency
from views.inquiry_find import find, wanted
from views.inquiry_header import header
from views.inquiry_owed import owed
from views.inquiry_person import others, person
from views.inquiry_scene import Scene
from views.inquiry_story import contacts, history
from views.inquiry_watch import watch
from views.visit import Visit
from words import t


def page(visit: Visit) -> None:
    asked = st.query_params.get("folio", "")
    folio = wanted(asked)
    whole = settled(folio, me=visit.account_id) if folio else None
    if whole is None:
        find(asked, opened=lambda typed: visit.go("inquiry", folio=wanted(typed) or typed))
        return
    scene = _scene(visit, whole)
    token, shown = memory.token(folio), memory.shown(folio)
    header(scene, take=partial(act, visit, scene, token, Action.TAKE))
    watch(visit, scene, ask=ask)
    left, right = st.columns([7, 5], gap="large")
    with left:
        owed(scene)
        delivery(scene)
        emergency(scene, shown=shown)
        actions(scene, act=partial(act, visit, scene, token))
    with right:
        person(scene, shown=shown, show=partial(show, visit, folio))
        touched, done, more = st.tabs([t("Contacts"), t("History"), t("Other inquiries")])
        with touched:
            contacts(scene)
        with done:
            history(scene)
        with more:
            others(scene)


def _scene(visit: Visit, whole: WholeInquiry) -> Scene:
    with db.reading() as look:
        people = colleagues(look)
        names, active = {one.id: one.name for one in people}, tuple(one.id for one in people if one.active)
        return Scene(whole, reference(look), calendar(look), names, active, visit.account_id, visit.now)

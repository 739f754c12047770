"""The audit: who signed in, looked, took away and changed, from where; and whether it is as it was written."""

from functools import partial

import streamlit as st

import db
from db.queries.audit import AuditPage, audit
from db.queries.colleagues import colleagues
from db.queries.reference import reference
from pages.audit_acts import taken_away, verify_chain
from pages.audit_chain import chain_line
from rules.zones import local_date
from views import audit_state as state
from views.audit_decisions import Among
from views.audit_files import files
from views.audit_filters import filters
from views.audit_list import listing, turning
from views.figures import head
from views.visit import Visit
from words import t
from words.dates import clock


def page(visit: Visit) -> None:
    view = state.view()
    with db.reading() as look:
        found, people, known = audit(look, view), colleagues(look), reference(look)
    head(t("Audit", context="page"), t("upd. {clock}", clock=clock(visit.now, visit.zone, seconds=True)))
    filters(view, people)
    with st.container(key="audit_bar", horizontal=True, vertical_alignment="center"):
        chain_line(visit, verify=partial(verify_chain, visit))
        files(partial(taken_away, visit, str(st.user.get("session") or ""), view))
    listing(found.rows, Among({one.id: one.name for one in people}, known, local_date(visit.now, visit.zone)), visit)
    if found.newer or found.older:
        turn(found)


def turn(found: AuditPage) -> None:
    """To the page before and after; both begin where this one ends."""
    first, last = (found.rows[0].cursor, found.rows[-1].cursor) if found.rows else ("", "")
    here = state.view()
    turning(newer=partial(state.show, here.newer_than(first)) if found.newer else None,
            older=partial(state.show, here.older_than(last)) if found.older else None)  # fmt: skip

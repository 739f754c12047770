"""My account: the password, the second step, where my mail goes, where I am signed in."""

from datetime import timedelta

import streamlit as st

import db
from config import settings
from db.queries.accounts import open_sign_ins, people
from desk.accounts import account_named
from desk.addresses import set_email
from desk.sign_ins import end_sign_in_of
from pages.account_acts import save, told
from views.account_own import done_before, has_digest, own_email, own_head, part, ways_in
from views.account_panel import sessions
from views.figures import head
from views.visit import Visit
from words import t


def page(visit: Visit) -> None:
    idle = timedelta(minutes=settings().idle_minutes)
    with db.reading() as look:
        me = next(one for one in people(look, now=visit.now, idle=idle) if one.id == visit.account_id)
        mine = open_sign_ins(look, me.id, now=visit.now, idle=idle)
    here = str(st.user.get("session") or "")

    def address() -> None:
        given = str(st.session_state.get("own_email") or "")
        save(visit, lambda work, by, now: set_email(work, account_named(work, me.name), email=given, now=now, by=by),
             t("Saved."))  # fmt: skip

    def end(mark: str) -> None:
        save(visit, lambda work, by, now: end_sign_in_of(work, account_named(work, me.name), sign_in=mark, now=now,
                                                         by=by), t("That session has ended."))  # fmt: skip

    with st.container(key="own_page"):
        head(t("My account", context="page"), "")
        done_before(st.query_params.get("done", ""))
        told()
        st.html(own_head(me))
        st.html(part(t("What opens it")))
        st.html(ways_in(me))
        if has_digest(visit):
            own_email(me, save=address)
        sessions(mine, visit, may_end=True, end=end, mine=here)

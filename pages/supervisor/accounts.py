"""The accounts: who works here, what they may do, where they are signed in."""

from datetime import timedelta

import streamlit as st

import db
from config import settings
from db.queries.accounts import open_sign_ins, people
from pages import account_acts as acts
from rules.roles import may
from views.account_list import CHOSEN, NEW, chosen, everybody, is_new
from views.account_panel import account_panel, new_account
from views.account_words import counted
from views.figures import head
from views.visit import Visit
from words import t


def page(visit: Visit) -> None:
    idle = timedelta(minutes=settings().idle_minutes)
    with db.reading() as look:
        found = people(look, now=visit.now, idle=idle)
        one = chosen(found)
        sign_ins = open_sign_ins(look, one.id, now=visit.now, idle=idle) if one else ()
    head(t("Accounts", context="page"), counted(found))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        everybody(found, visit, choose=choose)
        if may(visit.role, "create_account"):
            st.button(t("New account"), icon=":material/person_add:", on_click=choose, args=(NEW,), key="account_add")
    with right:
        acts.told()
        if is_new() and may(visit.role, "create_account"):
            new_account(visit, make=lambda: acts.make(visit), leave=lambda: choose(""))
        elif one:
            acts.link_here(visit, one)
            account_panel(one, sign_ins, visit, acts=acts.acts_for(visit, one), mine=str(st.user.get("session") or ""))
        else:
            st.text(t("Choose somebody to see what may be done."))


def choose(who: str) -> None:
    """Open somebody's account beside the table, the form of a new one, or nothing."""
    st.session_state[CHOSEN] = who
    st.session_state.pop(acts.LINK, None)

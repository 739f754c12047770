"""The frame of every page: who is here, in which language, and which pages their role has. Run at every run."""

from typing import Any

import streamlit as st

import auth
import words
from config import settings
from pages.menu import PAGES, ROLES, grouped
from pages.minding import mind
from views.bar import bar, session_ended
from views.look import look
from views.visit import Visit


def arrive(pages: dict[str, Any]) -> Visit:
    """Who is here now; ends the run with a notice when their session has ended. Asked again by every fragment."""
    now, session = settings().now(), str(st.user.get("session") or "")
    visitor = auth.visitor(session, now=now)
    if visitor is None:
        words.speak(st.session_state.get("spoken", settings().language))
        session_ended()
    auth.arrive(session)
    st.session_state["spoken"] = visitor.language
    words.speak(visitor.language)
    return Visit(visitor.account_id, visitor.display_name, visitor.role, visitor.language, now, settings().zone, pages,
                 renew=lambda: arrive(pages))  # fmt: skip


def listed(name: str) -> Any:
    entry = PAGES[name]
    return st.Page(lambda: entry.page(visit), url_path=name, title=entry.title(), icon=entry.icon, default=not pages,
                   visibility="hidden" if entry.hidden else "visible")  # fmt: skip


st.set_page_config(page_title="Ventanilla", layout="wide")
look()
pages: dict[str, Any] = {}
visit = arrive(pages)
for name in ROLES[visit.role]:
    pages[name] = listed(name)
bar(visit.display_name)
menus = {said: [pages[name] for name in inside] for said, inside in grouped(ROLES[visit.role]).items()}
chosen = st.navigation(menus, position="top")
with visit.drawing():
    mind(visit)
    chosen.run()

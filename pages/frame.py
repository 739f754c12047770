"""The frame of every page: who is here, in which language, and which pages their role has. Run at every run."""

from collections.abc import Callable
from typing import Any

import streamlit as st

import auth
import words
from config import settings
from pages.agent import inquiry, log, queue
from pages.later import health, today, volumes
from pages.minding import mind
from views.bar import bar, session_ended
from views.look import look
from views.visit import Visit
from words import t

PAGES: dict[str, tuple[Callable[[Visit], None], str, Callable[[], str]]] = {
    "log": (log.page, ":material/add_call:", lambda: t("Log", context="page")),
    "queue": (queue.page, ":material/list_alt:", lambda: t("Queue", context="page")),
    "inquiry": (inquiry.page, ":material/description:", lambda: t("Inquiry", context="page")),
    "today": (today, ":material/today:", lambda: t("Today", context="page")),
    "volumes": (volumes, ":material/bar_chart:", lambda: t("Volumes", context="page")),
    "health": (health, ":material/monitor_heart:", lambda: t("Health", context="page")),
}
# The first one opens. Absence is the access control: a page that is not listed cannot be run.
ROLES = {"agent": ("log", "queue", "inquiry"), "supervisor": ("today", "queue", "volumes", "log", "inquiry", "health")}


def arrive(pages: dict[str, Any]) -> Visit:
    """Who is here now; ends the run with a notice when their session has ended. Asked again by every fragment."""
    now = settings().now()
    visitor = auth.visitor(st.user.get("session"), now=now)
    if visitor is None:
        words.speak(st.session_state.get("spoken", settings().language))
        session_ended()
    st.session_state["spoken"] = visitor.language
    words.speak(visitor.language)
    return Visit(visitor.account_id, visitor.display_name, visitor.role, visitor.language, now, settings().zone, pages,
                 renew=lambda: arrive(pages))  # fmt: skip


def listed(name: str) -> Any:
    page, icon, title = PAGES[name]
    return st.Page(lambda: page(visit), url_path=name, title=title(), icon=icon, default=not pages,
                   visibility="hidden" if name == "inquiry" else "visible")  # fmt: skip


st.set_page_config(page_title="Ventanilla", layout="wide")
look()
pages: dict[str, Any] = {}
visit = arrive(pages)
for name in ROLES[visit.role]:
    pages[name] = listed(name)
bar(visit.display_name)
chosen = st.navigation(list(pages.values()), position="top")
with visit.drawing():
    mind(visit)
    chosen.run()

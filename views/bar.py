"""Who is signed in, the other language, the way out: a small bar in the header, of plain forms."""

from html import escape
from typing import NoReturn
from urllib.parse import quote, urlsplit

import streamlit as st

from words import language, t
from words.problems import refusal

STYLE = """<style>
.desk-bar { position: fixed; top: 0; right: 16px; height: var(--header, 44px); z-index: 999991; font-size: .875rem;
  display: flex; align-items: center; gap: 4px; color: var(--ink, inherit); }
.desk-bar form { margin: 0; display: flex; }
.desk-bar .who { max-width: 22ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; margin-right: 8px;
  color: var(--quiet, inherit); text-decoration: none; line-height: 32px; }
.desk-bar .who:hover { color: var(--accent, inherit); text-decoration: underline; text-underline-offset: 3px; }
.desk-bar button { height: 32px; padding: 0 10px; font: inherit; color: var(--accent, inherit); background: none;
  border: 0; border-radius: 6px; cursor: pointer; white-space: nowrap; }
.desk-bar button:hover { background: var(--shade, transparent); }
.stElementContainer:has(> .stHtml .desk-bar) { position: absolute; height: 0; }
.stAppHeader [data-testid="stToolbar"], .stAppHeader .stAppToolbar { padding-right: var(--desk-bar, 280px); }
.desk-ended { max-width: 30rem; margin: 12svh auto 0; padding: 16px 20px;
  border-left: 4px solid var(--accent, currentColor); }
.desk-ended p { margin: 0 0 8px; }
.desk-ended a { color: var(--accent, inherit); }
@media (max-width: 640px) { .desk-bar { right: 4px; } .desk-bar .who { max-width: 9ch; margin: 0; }
  .stAppHeader [data-testid="stToolbar"], .stAppHeader .stAppToolbar { padding-right: 216px; } }
@media print { .desk-bar { display: none; } }
</style>"""
LANGUAGES = {"es": ("en", "English"), "en": ("es", "Español")}


def bar(name: str) -> None:
    """Draw the bar for the person of that name; below it the number of a press that failed, once."""
    code, other = LANGUAGES[language()]
    st.html(
        f'{STYLE}<div class="desk-bar" role="group" aria-label="{escape(t("Your account"))}">'
        f'<a class="who" title="{escape(name)}" href="/own" target="_self">{escape(name)}</a>'
        f'<form method="post" action="/language"><button name="language" value="{code}" lang="{code}">{other}</button>'
        f'</form><form method="post" action="/sign-out"><button>{escape(t("Sign out"))}</button></form></div>'
    )
    if number := st.session_state.pop("failed", ""):
        st.error(refusal("failed", number=number))


def session_ended() -> NoReturn:
    """The notice in place of a page when the session has ended meanwhile; the link comes back to this page. The run
    ends here."""
    here = urlsplit(str(st.context.url or "/")).path
    st.html(
        f'{STYLE}<div class="desk-ended" role="alert"><p><b>{escape(t("Your session has ended"))}</b></p>'
        f"<p>{escape(t('It ends after a while without work, and when you sign out elsewhere.'))}</p>"
        f'<p><a href="/sign-in?next={quote(here)}" target="_self">{escape(t("Sign in again"))}</a></p></div>'
    )
    st.stop()

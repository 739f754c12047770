"""The right side of the call screen: what to say, where to refer, what we may and may not do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from db.queries.reference import Mailbox, Reference
from rules.scope import ScopeItem
from views.call_talk import Owed, Term
from views.look import Html, chip, copy_button, say
from views.plain import plain
from views.strip import strip
from words import language, t, tn
from words.dates import clock
from words.elapsed import business_days

PAGE_LINES = re.compile(r"\s*\(L[\d, L-]+\)")  # where the reference says on which line of the page it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What there is to say about the call as it stands; texts in the caller's language."""

    lang: str
    sentence: str
    scripts: tuple[str, ...]
    promised: Owed | None
    term: Term | None
    lacks_issue_date: bool
    mailbox: Mailbox | None
    can: tuple[ScopeItem, ...]
    """Those of the reason."""
    cannot: tuple[ScopeItem, ...]
    refused: ScopeItem | None


def to_say(talk: Talk) -> None:
    """The sentence with its days, then the script; each is copied with one key."""
    parts = [f'<h2 class="part">{escape(t("To say"))}</h2>']
    if talk.sentence:
        button = copy_button(t("Copy"), "#say", combination="Alt+P")
        parts.append(f'<div class="spoken">{say(talk.sentence)}{button}</div>')
    if talk.promised:
        counted = talk.promised.explanation
        parts.append(strip(counted.days, today=counted.due_local.date(), clock=clock(counted.due_at, counted.zone)))
        if not talk.promised.runs:
            parts.append(f'<p class="hint">{escape(t("Its clock starts with the e-mail, not with this call."))}</p>')
    if talk.term:
        parts.append(_term(talk.term))
    if not talk.scripts and talk.lacks_issue_date:
        parts.append(f'<p class="hint">{escape(t("Ask when the visa was issued: what to say depends on it."))}</p>')
    for n, text in enumerate(talk.scripts):
        button = copy_button(t("Copy"), f"#script{n}", combination="" if n or talk.sentence else "Alt+P")
        script = f'<p class="script" id="script{n}" lang="{escape(talk.lang)}">{escape(text)}</p>'
        parts.append(f'<div class="spoken">{script}{button}</div>')
    st.html(Html("".join(parts)))


def to_refer(talk: Talk) -> None:
    """The mailbox of the case, or the page that answers it."""
    if talk.mailbox is None:
        return
    needed = talk.mailbox.required_en if language() == "en" else talk.mailbox.required_es
    asked = f'<p class="hint">{escape(PAGE_LINES.sub("", needed))}</p>' if needed else ""
    st.html(
        Html(
            f'<h2 class="part">{escape(t("Send to"))}</h2><div class="spoken"><p class="script number" id="refer">'
            f'{escape(talk.mailbox.address)}</p>{copy_button(t("Copy"), "#refer", combination="Alt+B")}</div>{asked}'
        )
    )


def scope(talk: Talk, known: Reference, *, choose: Callable[[str], None]) -> None:
    """What this desk may and may not do; one press on what it may not makes the contact out of scope."""
    texts = {row.code: row.text_en if talk.lang == "en" else row.text_es for row in known.scope}
    can = "".join(f"<li>{escape(texts[one.code])}</li>" for one in talk.can[:4])
    if can:
        st.html(Html(f'<h2 class="part">{escape(t("We can"))}</h2><ul class="scope">{can}</ul>'))
    if not talk.cannot:
        return
    st.html(Html(f'<h2 class="part">{escape(t("We cannot: press to log it as out of scope"))}</h2>'))
    with st.container(key="call_cannot", gap=None):
        for n, one in enumerate(talk.cannot):
            hint = " · Alt+0" if n == 0 else ""
            st.button(plain(texts[one.code] + hint), key=f"cannot_{one.code}", type="tertiary", on_click=choose,
                      args=(one.code,), icon=":material/block:")  # fmt: skip


def redirect(talk: Talk) -> None:
    """Where a refused contact is sent, with the link to copy."""
    if talk.refused is None or not talk.refused.redirect_to:
        return
    st.html(
        Html(
            f'<div class="spoken"><p class="script" id="redirect">{escape(talk.refused.redirect_to)}</p>'
            f'{copy_button(t("Copy"), "#redirect", combination="Alt+B")}</div>'
        )
    )


def _term(term: Term) -> str:
    state = term.state
    if state.has_tracking:
        return f'<p class="hint">{escape(t("There is a tracking number: nothing is missing."))}</p>'
    if state.missing:
        since = business_days(state.business_days_since)
        told = chip("missing", t("Missing: {since} since the visa was issued", since=since))
    else:
        n = state.business_days_left
        told = chip("later", tn("Within the term: {n} business day left", "Within the term: {n} business days left", n))
    return f'<p class="told">{told}</p>{strip(term.days)}'

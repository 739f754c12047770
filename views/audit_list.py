"""The audit as a list: when, who, what, from where; everything that is stored of an event opens on demand."""

import json
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from db.queries.audit import Audited
from rules.masking import breakable, mask_number
from views.audit_decisions import Among
from views.audit_words import told
from views.inquiry_story import link
from views.look import Html, chip, empty, facts, number, quiet, table
from views.visit import Visit
from words import t
from words.dates import moment

TRACKING = ("tracking_set", "tracking_cleared")
ALARMING = ("sign_in_refused",)
Turn = Callable[[], None]


def listing(rows: Sequence[Audited], among: Among, visit: Visit) -> None:
    """A page of events, the newest first."""
    if not rows:
        st.html(empty(t("Nothing of this was done in these days.")))
        return
    cells = [(_when(one, among, visit), _who(one, among), _what(one, among), _where(one)) for one in rows]
    columns = (t("When"), t("Who"), t("What was done"), t("From where"))
    st.html(f'<div class="audit">{table(columns, cells, caption=t("What was done, the newest first"))}</div>')


def turning(*, newer: Turn | None, older: Turn | None) -> None:
    """The way to newer and to older ones."""
    with st.container(key="audit_pages", horizontal=True):
        st.button(t("Newer"), key="audit_newer", icon=":material/chevron_left:", disabled=newer is None, on_click=newer)
        st.button(t("Older"), key="audit_older", icon=":material/chevron_right:", disabled=older is None,
                  on_click=older)  # fmt: skip


def masked(one: Audited) -> dict[str, object]:
    """What is stored of an event, numbers of the courier by their last signs."""
    given = dict(one.details)
    if one.kind in TRACKING:
        given |= {name: mask_number(str(given[name])) for name in ("before", "after") if given.get(name)}
    return given


def _when(one: Audited, among: Among, visit: Visit) -> str:
    return moment(one.at, visit.zone, today=among.today)


def _who(one: Audited, among: Among) -> Html:
    return Html(escape(among.who(one.by)) if one.by else quiet(t("The desk")))


def _what(one: Audited, among: Among) -> Html:
    said = escape(breakable(told(one, among)))
    if one.folio:
        said = said.replace(escape(one.folio), link(one.folio))
    if one.kind in ALARMING:
        said = f"{chip('fact_warn', t('refused'))} {said}"
    return Html(f'<span class="audit-what">{said}</span>{_details(one)}')


def _where(one: Audited) -> Html:
    if not one.address and not one.sign_in:
        return quiet(t("at the server"))
    session = quiet(t("session {mark}", mark=one.sign_in)) if one.sign_in else ""
    return Html(f"{number(one.address)} {session}")


def _details(one: Audited) -> Html:
    """As it is stored, for whoever compares."""
    stored = json.dumps(masked(one), ensure_ascii=False, sort_keys=True, indent=1)
    pairs = [
        (t("Event"), number(f"{one.id} · {one.kind}")), (t("UTC"), number(one.at.isoformat(" ", "seconds"))),
        (t("Account"), number(str(one.by or "–"))), (t("Seal"), number(one.seal)),
        (t("Details"), Html(f"<pre>{escape(breakable(stored))}</pre>")),
    ]  # fmt: skip
    return Html(f"<details><summary>{escape(t('stored', context='audit'))}</summary>{facts(pairs)}</details>")

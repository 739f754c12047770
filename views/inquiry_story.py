"""What happened: each contact in order with its words as they are, and what people did, in words."""

from html import escape
from urllib.parse import quote

import streamlit as st

from db.queries.inquiry import Dealing, Done
from rules.clocks import recorded_later
from rules.codes import Channel, ContactKind, Direction
from rules.masking import breakable
from views.inquiry_changes import told
from views.inquiry_scene import Scene
from views.look import Html, empty, icon
from words import t, tn
from words.labels import label

LONG = 1_200
MARK = {ContactKind.NOTE: "sticky_note_2", ContactKind.CALL: "call", ContactKind.VOICEMAIL: "voicemail"}


def contacts(scene: Scene) -> None:
    """Every touch, the newest first: what was said last is what one looks for."""
    found = tuple(reversed(scene.whole.contacts))
    st.html(_contacts(scene, found) if found else empty(t("Nothing yet.")))


def history(scene: Scene) -> None:
    """Who did what, when, from what to what; the newest first."""
    st.html(changes(scene, tuple(reversed(scene.whole.events))))


def changes(scene: Scene, done: tuple[Done, ...]) -> Html:
    """Things done, as a list."""
    items = "".join(
        f'<li><span class="inq-when">{escape(scene.when(one.at))}</span> <b>{escape(word)}</b> '
        f'{escape(more)} <span class="quiet">{escape(scene.who(one.by))}</span></li>'
        for one in done
        for word, more in [told(scene, one)]
    )
    return Html(f'<ol class="inq-history" aria-label="{escape(t("What was done"))}">{items}</ol>')


def _contacts(scene: Scene, found: tuple[Dealing, ...]) -> Html:
    return Html("".join(_contact(scene, one) for one in found))


def _contact(scene: Scene, one: Dealing) -> Html:
    ours = one.direction == Direction.OUT
    side = "note" if one.kind == ContactKind.NOTE else "out" if ours else "in"
    mark = MARK.get(ContactKind(one.kind)) or ("reply" if ours else "mail")
    what = label("contact_kind", one.kind)
    if one.kind == ContactKind.REPLY:
        what = t("{kind} by {channel}", kind=what, channel=label("channel", one.channel).lower())
    by = scene.who(one.by) if ours else t("logged by {name}", name=scene.who(one.by))
    by = t("automatic") if one.automatic else by
    side += " withdrawn" if one.withdrawn_at else ""
    subject = f'<p class="inq-subject">{escape(breakable(one.subject))}</p>' if one.subject else ""
    return Html(
        f'<article class="inq-contact {side}"><p class="inq-line">{icon(mark)} <b>{escape(what)}</b> '
        f'<span class="inq-when">{escape(scene.when(one.at))}</span> <span class="quiet">{escape(by)}</span></p>'
        f"{_afterwards(scene, one)}{subject}{_text(one)}</article>"
    )


def _afterwards(scene: Scene, one: Dealing) -> Html:
    """What whoever reads it must know: an answer written down long after its time, or taken back."""
    told = []
    if one.direction == Direction.OUT and recorded_later(one.at, one.logged_at):
        told.append(t("Recorded later: {when}", when=scene.when(one.logged_at)))
    if one.withdrawn_at is not None:
        told.append(t("Withdrawn by {name}, {when}: “{why}”", name=scene.who(one.withdrawn_by), why=one.withdrawn_why,
                      when=scene.when(one.withdrawn_at)))  # fmt: skip
    return Html("".join(f'<p class="inq-note">{escape(breakable(note))}</p>' for note in told))


def _text(one: Dealing) -> Html:
    """The words as they were written: never Markdown, never a link. What is long opens on demand."""
    text = breakable(one.text.strip())
    if not text:
        quiet = "" if one.kind == ContactKind.CALL or one.channel == Channel.PHONE else t("Without text.")
        return Html(f'<p class="inq-text quiet">{escape(quiet)}</p>') if quiet else Html("")
    if len(text) <= LONG:
        return Html(f'<p class="inq-text">{escape(text)}</p>')
    rest = tn("{n} more character", "{n} more characters", len(text) - LONG)
    return Html(
        f'<p class="inq-text">{escape(text[:LONG])}…</p><details><summary>{escape(rest)}</summary>'
        f'<p class="inq-text">{escape(text[LONG:])}</p></details>'
    )


def link(folio: str) -> Html:
    """A folio that opens its page."""
    return Html(f'<a class="folio" href="/inquiry?folio={quote(folio)}" target="_self">{escape(folio)}</a>')

"""The left side of the call screen: what came, about what, from whom, how it ended."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from html import escape
from unicodedata import normalize

import streamlit as st

from db.queries.colleagues import Colleague
from db.queries.reference import Line, Reference, Subcase
from rules.codes import Channel, Lang, Outcome
from rules.routing import is_emergency_subject
from views.call_state import STAYS, chosen_by_hand, key, put, suggest, suggested, token, typed
from views.call_talk import is_pair
from views.look import Html
from views.plain import plain
from words import either, t
from words.dates import typed_format
from words.labels import label, short

Beside = Callable[[str], None]
CHANNELS = (Channel.PHONE, Channel.EMAIL, Channel.VOICEMAIL)
VOICEMAIL_LINE = "h2_emergency_voicemail"  # lines.csv, kind


def head(known: Reference, *, now_there: datetime, beside: Beside) -> None:
    """Channel, line or mailbox, the caller's language."""
    put("channel", typed("channel") or str(Channel.PHONE))
    put("language", typed("language") or str(Lang.ES))
    channel = typed("channel")
    places = st.columns([4, 5, 3], vertical_alignment="top")
    with places[0]:
        st.segmented_control(t("Channel · Alt+T C V"), [str(one) for one in CHANNELS], key=key("channel"),
                             required=True, persist_state=STAYS, format_func=lambda code: plain(short("channel", code)),
                             on_change=_changed, args=(token(),))  # fmt: skip
    with places[1]:
        if channel == Channel.EMAIL:
            boxes = {code: box.address for code, box in known.mailboxes.items() if box.active}
            serves = {code: box.reason_codes.split(";") for code, box in known.mailboxes.items()}
            st.selectbox(t("Mailbox · Alt+L"), list(boxes), index=None, key=key("mailbox"), filter_mode="contains",
                         persist_state=STAYS, placeholder=t("Which mailbox?"), on_change=_new_mailbox,
                         format_func=lambda code: boxes[code], args=(token(), serves))  # fmt: skip
            beside("mailbox")
        else:
            lines = _lines(known, channel)
            if channel == Channel.VOICEMAIL and len(lines) == 1:
                put("line", next(iter(lines)))  # there is nothing to choose
            st.selectbox(t("Line · Alt+L"), list(lines), index=None, key=key("line"), persist_state=STAYS,
                         placeholder=t("Which number was called?"), format_func=lambda code: lines[code])  # fmt: skip
            beside("line")
    with places[2]:
        st.segmented_control(t("Speaks · Alt+S E"), [str(one) for one in Lang], key=key("language"), required=True,
                             persist_state=STAYS, format_func=lambda code: plain(label("lang", code)))  # fmt: skip
    if channel != Channel.PHONE:
        _received(known, now_there, beside)


def subject_matter(known: Reference, *, beside: Beside) -> Subcase | None:
    """Reason and case; the chosen case, None while there is none."""
    reasons = {code: row for code, row in known.reasons.items() if row.active}
    numbers = {code: n for n, code in enumerate(reasons, 1)}
    st.segmented_control(
        t("Reason · Alt+1 to 6"), list(reasons), key=key("reason"), persist_state=STAYS,
        format_func=lambda code: plain(f"{numbers[code]} {short('reason', code)}"), wrap=True,
        on_change=_new_reason, args=(token(), {code: [s.code for s in known.subcases_of(code)] for code in reasons}),
    )  # fmt: skip
    beside("reason")
    reason = reasons.get(typed("reason"))
    if reason is None:
        return None
    cases = {case.code: either(case.label_es, case.label_en) for case in known.subcases_of(reason.code)}
    if typed("subcase") not in cases:
        put("subcase", None)
    with st.container(key="call_cases"):
        st.radio(plain(either(reason.label_es, reason.label_en)), list(cases), index=None, key=key("subcase"),
                 persist_state=STAYS, format_func=lambda code: plain(cases[code]))  # fmt: skip
    beside("subcase")
    case = known.subcases.get(typed("subcase"))
    if case and typed("channel") == Channel.EMAIL and is_pair(case) and is_emergency_subject(typed("subject")):
        told = t("The subject says “emergencia”: it is logged as an emergency.")
        st.html(Html(f'<p class="hint">{escape(told)}</p>'))
    return case


def person(*, beside: Beside) -> None:
    """Who is asking. Each field looks for the same person as soon as it is left."""
    fields = (("phone", t("Phone · Alt+W")), ("name", t("Name")), ("email", t("E-mail")), ("ds160", t("DS-160")))
    for place, (name, said) in zip(st.columns([3, 4, 4, 3], vertical_alignment="top"), fields, strict=True):
        with place:
            st.text_input(said, key=key(name), autocomplete="off", persist_state=STAYS)
            beside(name)


def ending(colleagues: Sequence[Colleague], *, me: int, beside: Beside) -> None:
    """Notes, outcome, who follows up."""
    st.text_area(t("Notes · Alt+M"), key=key("notes"), height=72,
                 persist_state=STAYS, placeholder=t("What was asked, what was said. Never card numbers."))  # fmt: skip
    beside("notes")
    names: Mapping[str, str] = {str(one.id): one.name for one in colleagues if one.active}
    ways = [str(me), *(id for id in names if id != str(me))]
    left, right = st.columns([9, 3], vertical_alignment="top")
    with left:
        st.segmented_control(t("Outcome · Alt+O"), [str(one) for one in Outcome], key=key("outcome"), required=True,
                             persist_state=STAYS, format_func=lambda code: plain(label("outcome", code)),
                             on_change=chosen_by_hand, args=("outcome",))  # fmt: skip
        suggested("outcome")
        beside("outcome")
    with right:
        st.selectbox(t("Follows up"), ways, index=None, key=key("follow_up"), placeholder=t("Nobody"),
                     persist_state=STAYS, format_func=lambda id: t("Me") if id == str(me) else names.get(id, ""),
                     on_change="ignore")  # fmt: skip


def _received(known: Reference, now_there: datetime, beside: Beside) -> None:
    """When a mail or a voice mail arrived, and from which city it comes if that is known."""
    left, right = st.columns([5, 7], vertical_alignment="top")
    with left:
        # Now, on the clock of the city that is chosen by now.
        suggest("received", now_there.replace(tzinfo=None, second=0, microsecond=0))
        st.datetime_input(t("Received, local time"), key=key("received"), format=typed_format(), step=60,
                          persist_state=STAYS, on_change=chosen_by_hand, args=("received",))  # fmt: skip
        suggested("received")
        beside("received_at")
    if typed("channel") == Channel.EMAIL:
        with right:
            cities = {code: normalize("NFD", city.name) for code, city in known.cities.items() if city.active}
            st.selectbox(t("City, if known"), list(cities), index=None, key=key("city"), placeholder=t("Not known"),
                         persist_state=STAYS, format_func=lambda code: cities[code])  # fmt: skip


# A form that was left behind can still send what it held: it says nothing about the one on the screen.


def _changed(of: str) -> None:
    """The lines of another channel are others."""
    if of == token():
        put("line", None)


def _new_reason(of: str, cases: Mapping[str, Sequence[str]]) -> None:
    """A reason with one case needs no second question."""
    if of != token():
        return
    mine = cases.get(typed("reason"), ())
    put("subcase", mine[0] if len(mine) == 1 else None)


def _new_mailbox(of: str, reasons: Mapping[str, Sequence[str]]) -> None:
    """A mailbox that serves one reason tells it."""
    if of != token():
        return
    mine = reasons.get(typed("mailbox"), ())
    if len(mine) == 1 and not typed("reason"):
        put("reason", mine[0])


def _lines(known: Reference, channel: str) -> dict[str, str]:
    voice = channel == Channel.VOICEMAIL
    return {line.code: _line(line) for line in known.lines_in_use() if (line.kind == VOICEMAIL_LINE) == voice}


def _line(line: Line) -> str:
    # Taken apart, "é" is found by whoever types "e": the list looks for letters in a row and passes over the accents.
    return normalize("NFD", f"{line.label} · {line.display}")

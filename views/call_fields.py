"""The fields a case needs, and nothing else: groups, payments, deliveries, appointments, technical problems."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

import streamlit as st

from db.queries.reference import Reference, Subcase
from rules.codes import Channel, PaymentMethod, Reason
from rules.problems import required_of
from views.call_state import STAYS, key
from views.call_talk import is_pair
from views.plain import plain
from words import t
from words.dates import typed_format
from words.labels import label

Beside = Callable[[str], None]
Draw = Callable[[Reference, date], None]
WHO = ("phone", "name", "email", "ds160", "notes")
BY_REASON: Mapping[str, tuple[str, ...]] = {
    Reason.GROUP: ("organisation", "group_size"),
    Reason.PAYMENT: ("payment_method", "payment_on", "receipt", "warned_no_repay"),
    Reason.DELIVERY: ("interviewed_on", "visa_issued_on", "carrier", "tracking_number"),
}
BY_NEED = {"mrv_receipt": "receipt", "passport_last4": "passport_last4", "tracking_number": "tracking_number",
           "screenshots": "screenshots_asked"}  # fmt: skip


def shown_fields(subcase: Subcase | None, *, reason: str, channel: str) -> frozenset[str]:
    """The fields on the screen for this reason, case and channel."""
    shown = {*WHO, *BY_REASON.get(reason, ())}
    shown |= {"line"} if channel != Channel.EMAIL else {"mailbox", "city", "subject"}
    if subcase is not None:
        shown |= {field for need, field in BY_NEED.items() if need in required_of(subcase.required_fields)}
        shown |= {"emergency_reason", "callback_phone"} if is_pair(subcase) else set()
    return frozenset(shown)


def fields(known: Reference, *, shown: Collection[str], today: date, beside: Beside) -> None:
    """Draw what is shown between the case and the person, with each problem beside its field."""
    drawn = [name for name in FIELDS if name in shown]
    for row in ([name for name in drawn if name in part] for part in ROWS):
        if not row:
            continue
        places = st.columns([FIELDS[name][0] for name in row], vertical_alignment="top")
        for place, name in zip(places, row, strict=True):
            with place:
                FIELDS[name][1](known, today)
                beside(name)
    for name in (name for name in drawn if not any(name in part for part in ROWS)):
        FIELDS[name][1](known, today)
        beside(name)


def _text(name: str, said: Callable[[], str]) -> Draw:
    def draw(_known: Reference, _today: date) -> None:
        st.text_input(said(), key=key(name), persist_state=STAYS, autocomplete="off")

    return draw


def _day(name: str, said: Callable[[], str]) -> Draw:
    def draw(_known: Reference, today: date) -> None:
        st.date_input(said(), value=None, key=key(name), format=typed_format(), persist_state=STAYS,
                      min_value=date(today.year - 3, 1, 1), max_value=date(today.year + 1, 12, 31))  # fmt: skip

    return draw


def _size(_known: Reference, _today: date) -> None:
    st.number_input(t("People"), min_value=1, max_value=9999, value=None, step=1, key=key("group_size"),
                    persist_state=STAYS)  # fmt: skip


def _method(_known: Reference, _today: date) -> None:
    st.segmented_control(t("Paid by"), [str(one) for one in PaymentMethod], key=key("payment_method"),
                         persist_state=STAYS,
                         format_func=lambda code: plain(label("payment_method", code)))  # fmt: skip


def _carrier(known: Reference, _today: date) -> None:
    carriers = {code: row.name for code, row in known.carriers.items() if row.active}
    st.selectbox(t("Courier"), list(carriers), index=None, key=key("carrier"), format_func=lambda code: carriers[code],
                 placeholder=t("Not known"), persist_state=STAYS)  # fmt: skip


def _warned(_known: Reference, _today: date) -> None:
    st.checkbox(t("I told the caller not to pay again"), key=key("warned_no_repay"), persist_state=STAYS)


def _screenshots(_known: Reference, _today: date) -> None:
    st.checkbox(t("I asked for screenshots"), key=key("screenshots_asked"), persist_state=STAYS)


FIELDS: Mapping[str, tuple[int, Draw]] = {
    "subject": (3, _text("subject", lambda: t("Subject of the e-mail"))),
    "organisation": (4, _text("organisation", lambda: t("Organisation"))),
    "group_size": (2, _size),
    "emergency_reason": (4, _text("emergency_reason", lambda: t("Reason of the emergency"))),
    "callback_phone": (2, _text("callback_phone", lambda: t("Call-back number"))),
    "payment_method": (5, _method),
    "payment_on": (2, _day("payment_on", lambda: t("Paid on"))),
    "receipt": (3, _text("receipt", lambda: t("Receipt"))),
    "interviewed_on": (3, _day("interviewed_on", lambda: t("Interview date"))),
    "visa_issued_on": (3, _day("visa_issued_on", lambda: t("Visa issued on"))),
    "carrier": (3, _carrier),
    "tracking_number": (3, _text("tracking_number", lambda: t("Tracking number"))),
    "passport_last4": (2, _text("passport_last4", lambda: t("Passport (last 4)"))),
    "warned_no_repay": (1, _warned),
    "screenshots_asked": (1, _screenshots),
}
ROWS: tuple[tuple[str, ...], ...] = (
    ("subject",), ("organisation", "group_size"), ("emergency_reason", "callback_phone"),
    ("payment_method", "payment_on", "receipt", "passport_last4"),
    ("interviewed_on", "visa_issued_on", "carrier", "tracking_number"),
)  # fmt: skip


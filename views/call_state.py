"""The call form's memory: one token per call in every widget's key, what was typed, what was refused.

A double Enter, a reconnect or a retry carries the token of the form it was typed in, and the desk logs a token once.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Literal
from uuid import uuid4
from zoneinfo import ZoneInfo

import streamlit as st

from rules.codes import Channel
from rules.problems import LONGEST, InquiryDraft
from rules.zones import as_utc

STAYS: Literal["session"] = "session"
"""For every widget of the form: a look at the queue in the middle of a call loses nothing."""
TYPED = ("phone", "name", "email", "ds160", "passport_last4", "organisation", "subject", "receipt", "tracking_number",
         "emergency_reason", "callback_phone", "notes")  # fmt: skip
CHOSEN = ("channel", "line", "mailbox", "city", "language", "reason", "subcase", "outcome", "payment_method", "carrier",
          "warned_no_repay", "screenshots_asked")  # fmt: skip
DATES = ("visa_issued_on", "interviewed_on", "payment_on")


def token() -> str:
    """The token of the form on the screen."""
    return str(st.session_state.setdefault("call_token", uuid4().hex))


def key(name: str) -> str:
    """The widget key of a field in this call's form."""
    return f"call_{name}_{token()}"


def value(name: str, default: object = "") -> object:
    """What a field of this call holds now."""
    held = st.session_state.get(key(name))
    return default if held is None else held


def typed(name: str) -> str:
    return str(value(name))


def put(name: str, given: object) -> None:
    """Fill a field before its widget is drawn. What it holds already is not put again: the browser would take that for
    an order and drop what was pressed there in the meantime."""
    if key(name) not in st.session_state or st.session_state[key(name)] != given:
        st.session_state[key(name)] = given


def touched(name: str) -> bool:
    """Whether the agent chose this themselves, so that nothing suggested may replace it."""
    return bool(st.session_state.get(f"call_touched_{name}_{token()}"))


def touch(name: str) -> None:
    st.session_state[f"call_touched_{name}_{token()}"] = st.session_state[f"call_confirm_{name}_{token()}"] = "1"


def suggest(name: str, given: object) -> None:
    """Fill a field as long as the agent has not chosen otherwise: what was neither shown to them nor put here is their
    choice, also when the callback that would have said so was cut off by another run."""
    put_before, held = f"call_put_{name}_{token()}", value(name, None)
    known = (st.session_state.get(f"call_shown_{name}_{token()}"), st.session_state.get(put_before))
    if held is not None and str(held) not in known:
        touch(name)
    if not touched(name):
        st.session_state[put_before] = str(given)
        put(name, given)
    elif st.session_state.pop(f"call_confirm_{name}_{token()}", None):
        st.session_state[key(name)] = value(name, None)  # a suggestion on its way may have taken it off the screen


def suggested(name: str) -> None:
    """Remember what the browser is shown of a suggested field: the last thing of a run that reached it."""
    st.session_state[f"call_shown_{name}_{token()}"] = str(value(name))


def chosen_by_hand(name: str) -> None:
    """A change is a choice only if it differs from what was last shown: a run that was cut off put a suggestion here
    that the browser never saw, and the browser then sends back the one before."""
    if value(name, None) is not None and str(value(name)) != st.session_state.get(f"call_shown_{name}_{token()}"):
        touch(name)


def begun() -> bool:
    """Whether there is anything in the form beyond what every call begins with."""
    return any(value(name) for name in (*TYPED, "line", "mailbox", "reason"))


def opened_at(now: datetime) -> datetime:
    """When this call began to be logged: the first run in which something was in the form."""
    opened = st.session_state.get("call_opened")
    if opened is None and begun():
        st.session_state["call_opened"] = opened = now.isoformat()
    return min(datetime.fromisoformat(str(opened)), now) if opened else now  # clocks are set back


def turn_page(*, saved: bool) -> None:
    """An empty form with new keys. What was cleared unsaved can be brought back; emptying an empty form keeps it so."""
    if saved:
        st.session_state["call_cleared"] = {}
    elif begun():
        st.session_state["call_cleared"] = {name: value(name) for name in (*TYPED, *CHOSEN) if value(name)} | {
            name: day for name, day in chosen().items() if name in DATES and day
        }
    channel, last = typed("channel"), token()
    st.session_state["call_last"], st.session_state["call_token"] = last, uuid4().hex
    if channel:
        put("channel", channel)  # whoever logs a mail has more of them
    for old in [name for name in st.session_state if str(name).endswith(last)]:
        del st.session_state[old]
    st.session_state.pop("call_opened", None)
    st.session_state.pop("call_tried", None)
    st.session_state.pop("call_refused", None)
    st.session_state.pop("call_attempt", None)


def farewell() -> str:
    """The folio that was just given, to be read out before the next call begins."""
    return str(st.session_state.get("call_saved") or "")


def bring_back() -> None:
    """The form that was cleared by mistake."""
    fill(st.session_state.pop("call_cleared", {}))


def fill(kept: Mapping[str, object]) -> None:
    """Put what was kept of an earlier form into this one; only what still fits its field."""
    for name, given in kept.items():
        if name in DATES and isinstance(given, str):
            put(name, _day(given))
        elif name in TYPED or (name in CHOSEN and given):
            put(name, given)
    if kept.get("outcome"):
        touch("outcome")


def chosen() -> dict[str, str | bool | None]:
    """What is chosen rather than typed, for the keeper: dates as text."""
    held: dict[str, str | bool | None] = {name: st.session_state.get(key(name)) for name in CHOSEN}
    days = {name: st.session_state.get(key(name)) for name in DATES}
    return held | {name: day.isoformat() if isinstance(day, date) else None for name, day in days.items()}


def draft(*, zone: str, shown: Collection[str], group_kind: str, promised_text: str, now: datetime) -> InquiryDraft:
    """The form as the desk's verb takes it. A call is received when it began; mail and voice mail when they say.

    Only fields that are `shown` count: what was typed for another reason stays in the form and out of the inquiry.
    """
    received = value("received", None)
    channel, opened = typed("channel"), opened_at(now)
    local = received.replace(tzinfo=ZoneInfo(zone)) if isinstance(received, datetime) else opened
    size, follow_up = value("group_size", None), value("follow_up", None)
    days = {name: _as_day(name) for name in DATES if name in shown}
    yes = {name: bool(value(name, None)) for name in ("warned_no_repay", "screenshots_asked") if name in shown}
    return InquiryDraft(
        client_key=token(), channel=channel, language=typed("language"), reason_code=typed("reason"),
        subcase_code=typed("subcase"), outcome=typed("outcome"), line_code=_of("line", shown),
        mailbox_code=_of("mailbox", shown), city_code=_of("city", shown), group_kind=group_kind,
        received_at=as_utc(opened if channel == Channel.PHONE else local), carrier_code=_of("carrier", shown),
        group_size=int(str(size)) if size and "group_size" in shown else None,
        payment_method=_of("payment_method", shown), follow_up_by=int(str(follow_up)) if follow_up else None,
        opened_form_at=opened, promised_text=promised_text, **days, **yes,
        **{name: _of(name, shown) for name in LONGEST},
    )  # fmt: skip


def _of(name: str, shown: Collection[str]) -> str:
    return typed(name) if name in shown else ""


def _as_day(name: str) -> date | None:
    day = value(name, None)
    return day if isinstance(day, date) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

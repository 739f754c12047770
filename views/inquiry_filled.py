"""What the form of one action holds, as its verb takes it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from rules.zones import Zone, as_utc
from views.inquiry_memory import key, token


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What the form of one action holds. `at` is aware, None when it was left empty: now."""

    at: datetime | None = None
    text: str = ""
    subject: str = ""
    channel: str = ""
    then: str = ""
    to: int | None = None
    why: str = ""
    carrier: str = ""
    tracking_number: str = ""
    issued_on: date | None = None
    interviewed_on: date | None = None
    settled_why: str = ""
    mailbox: str = ""
    subcase: str = ""
    outcome: str = ""
    reason_text: str = ""
    company: str = ""
    callback_phone: str = ""
    contact: int | None = None
    contacts: tuple[int, ...] = ()
    into: str = ""
    token: str = ""
    """Of the form: what is pressed twice is done once."""


def filled(folio: str, action: str, *, zone: Zone) -> Filled:
    """The form of an action as its verb takes it; times are read on the clock of `zone`."""
    held = {name: st.session_state.get(key(folio, action, name)) for name in Filled.__dataclass_fields__
            if name != "token"}  # fmt: skip
    given = {name: value for name, value in held.items() if value is not None}
    at, to, contact = given.pop("at", None), given.pop("to", None), given.pop("contact", None)
    several = given.pop("contacts", ())
    moment = at.replace(tzinfo=ZoneInfo(str(zone)), fold=0) if isinstance(at, datetime) else None
    days = {name: given.pop(name) for name in ("issued_on", "interviewed_on") if isinstance(given.get(name), date)}
    texts = {name: str(value) for name, value in given.items()}
    return Filled(
        at=as_utc(moment) if moment else None, to=int(str(to)) if to else None, token=token(folio),
        contact=int(str(contact)) if contact else None,
        contacts=tuple(int(one) for one in several) if isinstance(several, list) else (), **days, **texts,
    )  # fmt: skip

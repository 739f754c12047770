"""The same person's last inquiries, shown while they are still on the line, and what looks like a duplicate."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from urllib.parse import quote

import streamlit as st

from db.queries.callers import KnownPerson, PastInquiry
from db.queries.reference import Reference
from rules.codes import Reason
from rules.masking import mask_email, mask_phone
from views.call_state import put, typed
from views.look import Html, chip, number, quiet
from views.plain import plain
from words import language, t, tn
from words.dates import day, moment
from words.labels import label, short


def known(people: Sequence[KnownPerson], *, use: Callable[[KnownPerson], None]) -> None:
    """The people who fit what was typed; one press completes the form with what is known of them, by `use`."""
    wanting = [one for one in people[:3] if lacking(one)]
    if not wanting:
        return
    with st.container(horizontal=True, gap="small", key="call_people"):
        for one in wanting:
            shown = " · ".join(filter(None, (one.name, mask_phone(one.phone), mask_email(one.email))))
            st.button(plain(t("Use: {who}", who=shown)), key=f"use_{one.id}", on_click=use, args=(one,),
                      icon=":material/person_check:", type="tertiary")  # fmt: skip


def past(found: Sequence[PastInquiry], reference: Reference, *, reason: str, today: date) -> None:
    """One line an inquiry; the open one about the same reason is the duplicate to look at first."""
    if not found:
        return
    again = next((one for one in found if one.is_open and one.reason_code == reason), None)
    warned = ""
    if again is not None:
        text = t("Already open about the same: {folio}. Add to it instead of logging it twice.", folio=again.folio)
        warned = f'<p class="warned" role="status">{chip("due_today", t("Duplicate?"))} {escape(text)}</p>'
    heading = tn("{n} earlier contact", "Last {n} earlier contacts", len(found))
    rows = "".join(f"<li>{_line(one, reference, today)}</li>" for one in found)
    st.html(Html(f'{warned}<div class="past"><h2 class="part">{escape(heading)}</h2><ul>{rows}</ul></div>'))


def paid(found: Sequence[PastInquiry], *, reason: str) -> None:
    """The warning that this receipt was already reported."""
    if reason == Reason.PAYMENT and found:
        folios = ", ".join(one.folio for one in found)
        text = t("This receipt is already in {folios}.", folios=folios)
        st.html(Html(f'<p class="warned" role="status">{chip("due_today", t("Duplicate?"))} {escape(text)}</p>'))


def halves(found: Sequence[PastInquiry], *, by_mail: bool, today: date) -> None:
    """Emergencies whose other half this may be: joined there, they stay one inquiry."""
    if not found:
        return
    text = t("Emergencies without their voice mail") if not by_mail else t("Emergencies without their e-mail")
    rows = "".join(
        f"<li>{_link(one.folio)} {escape(one.who)} {quiet(day(one.received_on, today=today))}</li>" for one in found
    )
    hint = quiet(t("Is this its other half? Open it and join it there."))
    st.html(Html(f'<div class="past"><h2 class="part">{escape(text)}</h2><ul>{rows}</ul>{hint}</div>'))


COMPLETED = ("name", "phone", "email", "ds160")


def lacking(person: KnownPerson) -> list[str]:
    """What is known of them and not typed yet: what was just dictated stays."""
    return [name for name in COMPLETED if getattr(person, name) and not typed(name)]


def complete(person: KnownPerson) -> None:
    """Fill what is still empty."""
    for name in lacking(person):
        put(name, getattr(person, name))


def _line(one: PastInquiry, reference: Reference, today: date) -> str:
    case = reference.subcases.get(one.subcase_code)
    said = (case.label_en if language() == "en" else case.label_es) if case else one.subcase_code
    city = reference.cities.get(one.city_code)
    told = [short("reason", one.reason_code), said, city.name if city else "", one.who]
    status = chip(one.status, label("status", one.status)) if one.is_open else quiet(label("status", one.status))
    due = quiet(moment(one.due_at, one.zone)) if one.due_at else ""
    on = quiet(day(one.received_on, today=today))
    return f"{_link(one.folio)} {on} {status} {due} {escape(' · '.join(filter(None, told)))}"


def _link(folio: str) -> str:
    """In a tab of its own: the call goes on here."""
    return f'<a href="/inquiry?folio={quote(folio)}" target="_blank" rel="noopener">{number(folio)}</a>'

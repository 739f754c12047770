"""The open emergencies, one below the other: what remains of the day there, which half is missing, what may join."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

import streamlit as st

from db.queries.emergencies import OpenEmergency
from db.queries.reference import Reference
from rules.closing_days import Calendar
from rules.emergencies import EmergencyHalves, Half
from rules.matching import Match
from rules.urgency import Urgency
from rules.zones import local_date
from views.emergencies_words import apart, due, remains
from views.inquiry_story import link
from views.look import Html, chip, icon, quiet
from views.organisation_link import organisation_link
from views.why import why
from words import t
from words.dates import clock, moment
from words.labels import label

Act = Callable[..., None]
NEXT_TAKE, NEXT_REPLY = "emg_next_take", "emg_next_reply"
"""Around the buttons of the next one: where its keys reach, whichever emergency it is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page shows, read in one go."""

    open: Sequence[OpenEmergency]
    matches: Sequence[Match]
    known: Reference
    calendar: Calendar
    me: int
    now: datetime
    acts: bool = True


def board(seen: Seen, *, act: Act) -> None:
    """Every one of them; `act(what, folio, …)` is what a button does. A suggestion stands below the first it names."""
    by_folio = {one.row.folio: one for one in seen.open}
    told: set[Match] = set()
    for n, one in enumerate(seen.open):
        with st.container(key=f"emergency_{one.row.id}", gap="small"):
            _row(seen, one, act=act, first=n == 0)
            mine = [match for match in seen.matches if one.row.folio in (match.mail, match.voicemail)]
            for match in mine:
                if match not in told:
                    _suggestion(match, one.row.folio, by_folio, act=act if seen.acts else None)
            told.update(mine)


def _row(seen: Seen, one: OpenEmergency, *, act: Act, first: bool) -> None:
    when, who, halves, last = st.columns([4, 5, 5, 4], vertical_alignment="top")
    with when:
        st.html(_due(seen, one))
    with who:
        st.html(_who(seen, one))
    with halves:
        st.html(_halves(seen, one))
    with last, st.container(horizontal=True, gap="small", horizontal_alignment="right"):
        _buttons(seen, one, act=act, first=first)


def _due(seen: Seen, one: OpenEmergency) -> Html:
    row, city = one.row, seen.known.cities.get(one.row.city_code)
    place = city.name if city else t("Mexico City")
    there = t("{time} in {place}", time=clock(seen.now, row.zone), place=place)
    kind, said = due(one, calendar=seen.calendar, now=seen.now)
    if one.clock is None:
        return Html(f'<p class="emg-due">{chip(row.status, said)}</p><p class="emg-more">{quiet(there)}</p>')
    until = moment(one.clock.due_at, one.clock.zone, today=local_date(seen.now, row.zone))
    left = remains(one.clock.due_at, zone=row.zone, now=seen.now) if kind is Urgency.DUE_TODAY else ""
    strip = why(
        one.clock.promise_code, started_at=one.clock.started_at, due_at=one.clock.due_at, zone=one.clock.zone,
        promised_due_at=one.clock.promised_due_at, known=seen.known, calendar=seen.calendar, now=seen.now,
    )  # fmt: skip
    return Html(
        f'<p class="emg-due">{chip(kind, left or said)}</p>'
        f'<p class="emg-more">{escape(t("until {when}", when=until))} {quiet("· " + there)}</p>{strip}'
    )


def _who(seen: Seen, one: OpenEmergency) -> Html:
    row, halves = one.row, one.row.emergency or EmergencyHalves()
    who = escape(row.who or halves.company or t("Nobody named"))
    company = organisation_link(row.organisation_id, row.who) if row.organisation_id and row.who else who
    name = " · ".join(filter(None, (company, escape(row.person))))
    about = halves.reason or one.subject or t("No reason given yet")
    lacking = ", ".join(label("detail", detail) for detail in halves.missing_details).lower()
    lacks = f'<p class="emg-more inq-missing">{escape(t("lacks: {what}", what=lacking))}</p>' if lacking else ""
    return Html(
        f'<p class="emg-who">{link(row.folio)} <b>{name}</b></p><p class="emg-more">{escape(about)}</p>{lacks}'
    )


def _halves(seen: Seen, one: OpenEmergency) -> Html:
    halves, zone = one.row.emergency or EmergencyHalves(), one.row.zone
    today = local_date(seen.now, zone)
    missing: Mapping[Half, str] = {
        Half.MAIL: t("No e-mail yet: the term counts from it"), Half.VOICEMAIL: t("No voice mail yet; it is optional"),
    }  # fmt: skip
    marks = {Half.MAIL: "mail", Half.VOICEMAIL: "voicemail"}
    lines = []
    for half, at in ((Half.MAIL, halves.mail_at), (Half.VOICEMAIL, halves.voicemail_at)):
        said = f"{label('contact_kind', half)}, {moment(at, zone, today=today)}" if at else missing[half]
        kind = "" if at else " inq-missing" if half is Half.MAIL else " quiet"
        lines.append(f'<p class="emg-half{kind}">{icon(marks[half])} {escape(said)}</p>')
    return Html("".join(lines))


def _buttons(seen: Seen, one: OpenEmergency, *, act: Act, first: bool) -> None:
    """The next one's answer is the thing to do."""
    row = one.row
    if row.assignee_id == seen.me:
        st.html(quiet(t("Yours")), width="content")
    elif row.assignee:
        st.html(quiet(row.assignee), width="content")
    if not seen.acts:
        return
    if row.assignee_id is None:
        with st.container(key=NEXT_TAKE if first else f"emg_takes_{row.id}", width="content"):
            st.button(t("Take · Alt+T") if first else t("Take"), key=f"emg_take_{row.id}", on_click=act,
                      args=("take", row.folio, row.version))  # fmt: skip
    kind = "primary" if first and one.clock is not None else "secondary"
    with st.container(key=NEXT_REPLY if first else f"emg_replies_{row.id}", width="content"):
        st.button(t("Answered… · Alt+R") if first else t("Answered…"), key=f"emg_reply_{row.id}", on_click=act,
                  args=("reply", row.folio), type=kind)  # fmt: skip


def _suggestion(match: Match, folio: str, by_folio: Mapping[str, OpenEmergency], *, act: Act | None) -> None:
    """Never joined by itself: the reasons, the way to look, and one press."""
    other = by_folio[match.voicemail if folio == match.mail else match.mail].row
    voice, mail = by_folio[match.voicemail].row, by_folio[match.mail].row
    what = t("Its voice mail may be") if folio == match.mail else t("Its e-mail may be")
    signs = [label("match_sign", sign) for sign in match.signs if sign != "near"]
    reasons = ", ".join([*signs, apart(match.apart if folio == match.mail else -match.apart)])
    with st.container(key=f"emg_match_{voice.id}_{mail.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(Html(f'<p class="emg-match">{icon("join")} {escape(what)} {link(other.folio)}: {escape(reasons)}</p>'),
                width="content")  # fmt: skip
        if act is not None:
            st.button(t("Join them"), key=f"emg_join_{voice.id}_{mail.id}", on_click=act,
                      args=("join", voice.folio, voice.version, mail.folio, mail.version))  # fmt: skip


"""The return of a passport, and the two halves of an emergency: what is known, what is missing."""

from datetime import date, datetime
from html import escape

import streamlit as st

from db.queries.inquiry import Returned
from rules.courier import CarrierFormat, check_tracking, explain_term, term_state
from rules.deliveries import Passport, delivery_state
from rules.emergencies import Detail, EmergencyHalves, Half
from rules.masking import mask_phone
from views.deliveries_words import KIND as DELIVERY_KIND
from views.inquiry_scene import Scene
from views.look import Html, chip, facts, number, quiet
from views.strip import strip
from words import t, tn
from words.dates import day
from words.labels import label
from words.problems import problem


def delivery(scene: Scene) -> None:
    """Where the passport is: the issue date, the term, the courier and the number."""
    if scene.whole.delivery is not None:
        st.html(_delivery(scene, scene.whole.delivery))


def emergency(scene: Scene, *, shown: tuple[str, ...]) -> None:
    """The mail and the voice mail, side by side, and what the caller left in words."""
    if scene.halves is not None:
        st.html(_emergency(scene, scene.halves, shown=shown))


def _delivery(scene: Scene, passport: Returned) -> Html:
    pairs = [(t("Visa issued"), _issued(scene, passport))]
    if passport.tracking_number:
        row = scene.known.carriers.get(passport.carrier_code)
        named = Html(f"{number(passport.tracking_number)} {quiet(row.name if row else '')}")
        pairs.append((t("Tracking number"), named))
    if passport.collect_by is not None:
        pairs.append((t("Kept by the courier"), _kept(scene, passport.collect_by)))
    shown = strip(explain_term(passport.visa_issued_on, passport.zone, scene.calendar).days, today=scene.today)
    odd = "".join(f'<p class="inq-note">{escape(one)}</p>' for one in _odd(scene, passport))
    days = shown if passport.watched else Html("")
    head = f'<p class="inq-due">{_state(scene, passport)}</p>'
    return Html(f'<section class="inq-owed">{head}{facts(pairs)}{odd}{days}</section>')


def _kept(scene: Scene, last: date) -> str:
    return t("until {day}", day=day(last, today=scene.today))


def _issued(scene: Scene, passport: Returned) -> str:
    issued = day(passport.visa_issued_on, today=scene.today)
    if passport.interviewed_on is None:
        return issued
    interviewed = day(passport.interviewed_on, today=scene.today)
    return t("{issued}, interview {interviewed}", issued=issued, interviewed=interviewed)


def _state(scene: Scene, passport: Returned) -> Html:
    if passport.settled_at is not None:
        why = chip("closed", label("settled_why", passport.settled_why))
        return Html(f"{why} {quiet(scene.when(passport.settled_at))}")
    if passport.tracking_number:
        state = delivery_state(
            Passport(missing_from=passport.missing_from, zone=passport.zone, tracking_number=passport.tracking_number,
                     collect_by=passport.collect_by), now=scene.now,
        )  # fmt: skip
        return chip(DELIVERY_KIND[state], label(state) if passport.collect_by else t("With the courier"))
    term = term_state(
        passport.visa_issued_on, tracking_number="", zone=passport.zone, calendar=scene.calendar, now=scene.now
    )
    if scene.now >= passport.missing_from:
        since = tn("{n} business day since the visa was issued", "{n} business days since the visa was issued",
                   term.business_days_since)  # fmt: skip
        return Html(f"{chip('missing', t('No tracking number'))} <b>{escape(since)}</b>")
    if term.business_days_left == 0:
        return Html(f"{chip('later', t('Still within the term'))} <b>{escape(t('this is its last day'))}</b>")
    remaining = tn("{n} business day left", "{n} business days left", term.business_days_left)
    return Html(f"{chip('later', t('Still within the term'))} <b>{escape(remaining)}</b>")


def _odd(scene: Scene, passport: Returned) -> list[str]:
    """What to read back or to know; it blocks nothing."""
    told = []
    formats = [CarrierFormat(row.code, row.pattern, row.check_digit) for row in scene.known.carriers.values()]
    warning = check_tracking(passport.tracking_number, passport.carrier_code or None, formats=formats).warning
    if warning is not None:
        told.append(problem("tracking_number", str(warning)))
    anew = explain_term(passport.visa_issued_on, passport.zone, scene.calendar).missing_from
    if passport.watched and anew != passport.missing_from:
        told.append(t("The calendar changed since: by the days below it is missing from {when}. What counts is {kept}.",
                      when=scene.when(anew), kept=scene.when(passport.missing_from)))  # fmt: skip
    return told


def _emergency(scene: Scene, halves: EmergencyHalves, *, shown: tuple[str, ...]) -> Html:
    callback = halves.callback if "callback_phone" in shown else mask_phone(halves.callback)
    came = [
        (t("E-mail"), _half(scene, halves.mail_at, _missing(t("missing: the term counts from it")))),
        (t("Voice mail"), _half(scene, halves.voicemail_at, quiet(t("none yet; it is optional")))),
    ]
    left = [
        (label(Detail.REASON), halves.reason or _missing(t("missing"))),
        (label(Detail.COMPANY), halves.company or _missing(t("missing"))),
        (t("Call back"), number(callback) if halves.callback.strip() else _missing(t("missing"))),
    ]
    lacking = len(halves.missing_details) + (Half.MAIL in halves.missing_halves)
    word = tn("{n} thing is missing", "{n} things are missing", lacking) if lacking else t("Complete")
    state = chip("other", word)
    head = f'<p class="inq-due"><b>{escape(t("H2 emergency"))}</b> {state}</p>'
    return Html(f'<section class="inq-owed">{head}<div class="inq-pair">{facts(came)}{facts(left)}</div></section>')


def _half(scene: Scene, at: datetime | None, otherwise: Html) -> Html:
    return Html(escape(scene.when(at))) if at else otherwise


def _missing(word: str) -> Html:
    return Html(f'<span class="inq-missing">{escape(word)}</span>')

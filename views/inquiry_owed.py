"""What is owed: each promise in words, until when, how long that is, and why it is due that day."""

from html import escape

import streamlit as st

from db.queries.inquiry import Owed
from rules.codes import Status
from rules.deadlines import Explanation, business_days_between, explain, overdue_for
from rules.urgency import Urgency
from rules.zones import local_date
from views.inquiry_header import band
from views.inquiry_readings import readings
from views.inquiry_scene import Scene
from views.look import Html, chip
from views.promise_target import target_shown
from views.strip import strip
from words import either, t
from words.dates import clock, moment
from words.elapsed import late, left
from words.labels import label


def owed(scene: Scene) -> None:
    """The deadlines, the running ones first; those that are answered or ended take one line each."""
    running = scene.whole.running
    if running:
        st.html(_running(scene, running))
    elif not scene.whole.delivery and not scene.whole.emergency and scene.whole.case.merged_into_id is None:
        st.html(_nothing(scene))
    past = [one for one in scene.whole.deadlines if one not in running]
    if past:
        st.html(_past(scene, past))
    if scene.whole.case.status != Status.CLOSED:
        _asked_inside(scene)


def _asked_inside(scene: Scene) -> None:
    """The internal target, where one is set and nothing is promised."""
    case = scene.whole.case
    target = scene.known.target(case.reason_code, case.subcase_code, received_at=case.received_at, zone=case.zone)
    if target is not None:
        st.html(target_shown(target, received_at=case.received_at, zone=case.zone, calendar=scene.calendar,
                             now=scene.now))  # fmt: skip


def counted_anew(scene: Scene, one: Owed) -> Explanation:
    """The same promise counted now, by the calendar and the term in force."""
    term = scene.known.term(one.promise_code, started_at=one.started_at, zone=one.zone)
    if term is None:
        return explain(one.started_at, one.zone, one.business_days, scene.calendar)
    return term.explain(one.started_at, one.zone, scene.calendar)


def _running(scene: Scene, running: tuple[Owed, ...]) -> Html:
    return Html("".join(_one(scene, one) for one in running))


def _one(scene: Scene, one: Owed) -> Html:
    promise = scene.known.promises.get(one.promise_code)
    text = either(promise.text_es, promise.text_en) if promise else one.promise_code
    place = scene.place if one.zone == scene.whole.case.zone else one.zone
    kind, when = band(scene, one), moment(one.due_at, one.zone, place, today=scene.today)
    until = t("It was due {when}", when=when) if kind is Urgency.OVERDUE else t("Due {when}", when=when)
    return Html(
        f'<section class="inq-owed"><p class="inq-due">{chip(kind, _how_long(scene, one, kind))}'
        f" <b>{escape(until)}</b></p>"
        f'<p class="inq-promise">“{escape(text)}”</p>{_counts(scene, one)}</section>'
    )


def _how_long(scene: Scene, one: Owed, kind: Urgency) -> str:
    if kind is Urgency.OVERDUE:
        gone = overdue_for(one.due_at, now=scene.now, zone=one.zone, calendar=scene.calendar)
        return t("Overdue {ago}", ago=late(gone.business_days, gone.hours))
    today, due_on = local_date(scene.now, one.zone), local_date(one.due_at, one.zone)
    words = left(due_on, today=today, business_days=business_days_between(today, due_on, scene.calendar))
    return words[:1].upper() + words[1:]


def _counts(scene: Scene, one: Owed) -> Html:
    """The days of the count; when the calendar changed since, what was promised and judged stands above them."""
    anew = counted_anew(scene, one)
    days = strip(anew.days, today=scene.today, clock=clock(anew.due_at, one.zone))
    notes = []
    if one.met_at is None:
        if anew.due_at != one.due_at:
            when, kept = scene.when(anew.due_at, zone=one.zone), scene.when(one.due_at, zone=one.zone)
            notes.append(t("The calendar changed since: by the days below it would be due {when}. What counts is "
                           "{kept}.", when=when, kept=kept))  # fmt: skip
        if one.promised_due_at != one.due_at:
            notes.append(t("First promised: {when}.", when=scene.when(one.promised_due_at, zone=one.zone)))
    told = "".join(f'<p class="inq-note">{escape(note)}</p>' for note in notes)
    return Html(f"{told}{readings(scene, one, anew)}{days}")


def _past(scene: Scene, past: list[Owed]) -> Html:
    return Html("".join(_line(scene, one) for one in past))


def _line(scene: Scene, one: Owed) -> Html:
    due = t("it was due {when}", when=scene.when(one.due_at, zone=one.zone))
    if one.ended_at is not None:
        ended = t("on {when}", when=scene.when(one.ended_at, zone=one.zone))
        summary = f"{chip('closed', label('ended_why', one.ended_why))} {escape(ended)}, {escape(due)}"
    else:
        assert one.met_at is not None
        kind, later = band(scene, one), scene.recorded_later(one.met_at)
        answered = t("on {when}", when=scene.when(one.met_at, zone=one.zone))
        note = t("Recorded later: {when}", when=scene.when(later, zone=one.zone)) if later else ""
        told = f' <span class="inq-note">{escape(note)}</span>' if note else ""
        summary = f"{chip(kind, label(kind))} {escape(answered)}, {escape(due)}{told}"
    return Html(f'<details class="inq-past"><summary>{summary}</summary>{_counts(scene, one)}</details>')


def _nothing(scene: Scene) -> Html:
    promised = any(one.met_at for one in scene.whole.deadlines)
    sentence = t("Nothing is owed any more.") if promised else t("No term was promised for this.")
    said_then = scene.whole.case.promised_text
    kept = t("What was read out: “{sentence}”", sentence=said_then) if said_then else ""
    return Html(f'<p class="inq-none">{escape(sentence)}</p><p class="inq-promise">{escape(kept)}</p>')

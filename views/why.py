"""Why an answer is due when it is: the promise, the days that were counted, and what was first promised."""

from datetime import datetime
from html import escape

from db.queries.reference import Reference
from rules.closing_days import Calendar
from rules.zones import local_date
from views.look import Html
from views.strip import strip
from words import language, t
from words.dates import clock, moment


def why(
    promise_code: str,
    *,
    started_at: datetime,
    due_at: datetime,
    promised_due_at: datetime,
    zone: str,
    known: Reference,
    calendar: Calendar,
    now: datetime,
) -> Html:
    """One line that opens: the days of the count, by the term and the calendar in force."""
    today, promise = local_date(now, zone), known.promises.get(promise_code)
    term = known.term(promise_code, started_at=started_at, zone=zone)
    if term is None:
        return Html("")
    counted = term.explain(started_at, zone, calendar)
    said = (promise.text_en if language() == "en" else promise.text_es) if promise else ""
    notes = []
    if counted.due_at != due_at:
        anew, kept = moment(counted.due_at, zone, today=today), moment(due_at, zone, today=today)
        notes.append(t("By these days it would be due {when}. What counts is {kept}.", when=anew, kept=kept))
    if promised_due_at != due_at:
        notes.append(t("First promised: {when}.", when=moment(promised_due_at, zone, today=today)))
    told = "".join(f'<p class="inq-note">{escape(note)}</p>' for note in notes)
    days = strip(counted.days, today=today, clock=clock(counted.due_at, zone))
    return Html(
        f'<details class="why"><summary>{escape(t("Why that day"))}</summary>'
        f'<p class="inq-promise">“{escape(said)}”</p>{told}{days}</details>'
    )

"""A line of the list in words: how pressing it is, who, about what, and what can be done with it at once."""

from collections.abc import Mapping
from datetime import datetime

from db.queries.queues import Queue, QueueRow, bands_of
from db.queries.reference import Reference
from rules.business_days import business_days_between
from rules.closing_days import Calendar
from rules.codes import Status
from rules.courier import TERM
from rules.urgency import USUAL, Bands, Urgency, overdue_for, urgency
from rules.zones import local_date
from views.look import ICONS
from views.promise_target import target_said
from words import either, t, tn
from words.dates import clock, day, moment
from words.elapsed import ago, late, left
from words.labels import label, short

Cells = Mapping[str, object]


def cells(
    row: QueueRow, *, queue: Queue | None, known: Reference, calendar: Calendar, now: datetime, me: int,
    acts: bool = True,
) -> Cells:  # fmt: skip
    """What the table shows of a row; every text is shown as it is. Who only reads (not `acts`) is offered nothing."""
    city = known.cities.get(row.city_code)
    reason, case = known.reasons.get(row.reason_code), known.subcases.get(row.subcase_code)
    kind, when, exact = pressing(row, queue=queue, calendar=calendar, now=now,
                                 place=city.name if city else "", bands=bands_of(known),
                                 asked_by=_asked_by(row, known, calendar))  # fmt: skip
    said = short("reason", row.reason_code)
    if said == row.reason_code and reason is not None:
        said = either(reason.short_es, reason.short_en)  # a reason the desk was given later
    return {
        "folio": row.folio, "version": row.version, "kind": kind, "icon": ICONS.get(kind, ""), "when": when,
        "exact": exact, "who": row.who or t("Not known", context="who"), "person": row.person,
        "organisation": row.organisation_id or 0, "reason": said,
        "case": either(case.label_es, case.label_en) if case else row.subcase_code, "missing": _lacking(row),
        "city": city.name if city else "–", "channel": short("channel", row.channel),
        "assignee": t("Me") if row.assignee_id == me else row.assignee or "–",
        "age": ago((now - row.received_at).total_seconds()),
        "received": moment(row.received_at, row.zone, city.name if city else "", today=local_date(now, row.zone)),
        "take": acts and row.is_open and row.assignee_id != me, "reply": acts and row.is_open,
        "track": acts and row.delivery is not None and not row.delivery.tracking_number and not row.delivery.settled,
    }  # fmt: skip


def pressing(
    row: QueueRow, *, queue: Queue | None, calendar: Calendar, now: datetime, place: str, bands: Bands = USUAL,
    asked_by: datetime | None = None,
) -> tuple[str, str, str]:
    """The kind of chip, its word, and the exact moment behind it."""
    today = local_date(now, row.zone)
    if row.delivery is not None and row.delivery.is_missing(now) and (queue == Queue.MISSING or row.due_at is None):
        since = business_days_between(row.delivery.visa_issued_on, today, calendar)
        issued = day(row.delivery.visa_issued_on, today=today)
        return "missing", tn("visa {day}, {n} business day", "visa {day}, {n} business days", since, day=issued), ""
    if row.due_at is not None and row.is_open:
        band = urgency(row.due_at, met_at=None, zone=row.zone, calendar=calendar, now=now, bands=bands)
        exact = moment(row.due_at, row.zone, place, today=today)
        if band == Urgency.OVERDUE:
            lateness = overdue_for(row.due_at, now=now, zone=row.zone, calendar=calendar)
            return str(band), late(lateness.business_days, lateness.hours), exact
        due_on = local_date(row.due_at, row.zone)
        remains = left(due_on, today=today, business_days=business_days_between(today, due_on, calendar))
        return str(band), f"{remains}, {clock(row.due_at, row.zone)}" if due_on <= today else remains, exact
    if queue == Queue.BREACHES:
        return "met_late", label("urgency", "met_late"), ""
    if row.delivery is not None and row.is_open and not row.delivery.tracking_number and not row.delivery.settled:
        remains_n = max(0, TERM - business_days_between(row.delivery.visa_issued_on, today, calendar))
        return "later", tn("within the term, {n} business day left", "within the term, {n} business days left",
                           remains_n), ""  # fmt: skip
    if asked_by is not None:
        return "internal", target_said(asked_by, row.zone, calendar=calendar, now=now), moment(
            asked_by, row.zone, place, today=today)  # fmt: skip
    return row.status, label(Status(row.status)), ""


def _asked_by(row: QueueRow, known: Reference, calendar: Calendar) -> datetime | None:
    """Until when a supervisor asks for an answer that nobody was promised; for what is open and waits for us."""
    if row.due_at is not None or row.status != Status.OPEN:
        return None
    target = known.target(row.reason_code, row.subcase_code, received_at=row.received_at, zone=row.zone)
    return target.due(row.received_at, row.zone, calendar) if target else None


def _lacking(row: QueueRow) -> str:
    """Which half of an emergency and which of its details nobody has given yet."""
    if row.emergency is None:
        return ""
    halves = [label("contact_kind", half) for half in row.emergency.missing_halves]
    details = [label("detail", detail) for detail in row.emergency.missing_details]
    return t("lacks: {what}", what=", ".join([*halves, *details]).lower()) if halves or details else ""

"""A line of the board in words: where the passport stands, since when, and what can be done with it at once."""

from collections.abc import Mapping
from datetime import datetime

from db.queries.deliveries_rows import DeliveryRow
from db.queries.reference import Reference
from rules.business_days import business_days_between
from rules.closing_days import Calendar
from rules.courier import TERM, CarrierFormat, check_tracking, explain_term
from rules.deliveries import VERY_OLD, DeliveryState, days_to_collect
from rules.masking import mask_number
from rules.zones import local_date
from views.look import ICONS
from views.strip import steps_of
from words import t, tn
from words.dates import day, moment
from words.labels import label
from words.numbers import number
from words.problems import problem

Cells = Mapping[str, object]
KIND = {
    DeliveryState.MISSING: "missing", DeliveryState.SOON: "due_today", DeliveryState.PASSED: "overdue",
    DeliveryState.SETTLED: "closed", DeliveryState.READY: "met", DeliveryState.ON_WAY: "on_way",
    DeliveryState.WITHIN: "later",
}  # fmt: skip


def cells(
    row: DeliveryRow, *, known: Reference, calendar: Calendar, now: datetime, refused: str = "", why: bool = False,
    acts: bool = True,
) -> Cells:  # fmt: skip
    """What the board shows of a row; every text is shown as it is. `why` opens the days that were counted. Who only
    reads (not `acts`) is offered nothing."""
    state, today = row.state(now), local_date(now, row.zone)
    city, carrier = known.cities.get(row.city_code), known.carriers.get(row.carrier_code)
    since = business_days_between(row.visa_issued_on, today, calendar)
    ends = state in (DeliveryState.MISSING, DeliveryState.WITHIN)
    return {
        "folio": row.folio, "version": row.version, "kind": KIND[state], "icon": ICONS[KIND[state]],
        "when": _standing(row, state, since=since, now=now), "exact": _exactly(row, state, now=now),
        "old": state is DeliveryState.MISSING and since >= VERY_OLD, "who": row.who or t("Not known", context="who"),
        "company": row.company, "issued": day(row.visa_issued_on, today=today),
        "city": city.name if city else "–", "courier": carrier.name.partition(" (")[0] if carrier else "–",
        "number": mask_number(row.tracking_number), "odd": odd(row.tracking_number, row.carrier_code, known),
        "refused": refused, "track": acts and ends,
        "ready": acts and bool(row.tracking_number) and state != DeliveryState.SETTLED,
        "settle": acts and state != DeliveryState.SETTLED,
        "days": _days(row, calendar, now=now) if why else [],
    }  # fmt: skip


def odd(tracking_number: str, carrier_code: str, known: Reference) -> str:
    """What to read back of a number; it blocks nothing."""
    if not tracking_number:
        return ""
    warning = check_tracking(tracking_number, carrier_code or None, formats=formats_of(known)).warning
    return problem("tracking_number", str(warning)) if warning else ""


def formats_of(known: Reference) -> list[CarrierFormat]:
    """How each courier in use writes its numbers."""
    rows = (row for row in known.carriers.values() if row.active)
    return [CarrierFormat(row.code, row.pattern, row.check_digit) for row in rows]


def _standing(row: DeliveryRow, state: DeliveryState, *, since: int, now: datetime) -> str:
    today = local_date(now, row.zone)
    match state:
        case DeliveryState.MISSING:
            return tn("missing, {n} business day", "missing, {n} business days", since)
        case DeliveryState.WITHIN:
            return t("within the term, {n} of {term} business days", n=number(since), term=number(TERM))
        case DeliveryState.SETTLED:
            return label("settled_why", row.settled_why)
        case DeliveryState.ON_WAY if row.tracked_at is not None:
            return t("on its way since {day}", day=day(local_date(row.tracked_at, row.zone), today=today))
    if row.collect_by is None:
        return label(state)
    last = day(row.collect_by, today=today)
    match state:
        case DeliveryState.READY:
            return t("collect by {day}", day=last)
        case DeliveryState.PASSED:
            return t("kept until {day}", day=last)
    left = days_to_collect(row.collect_by, zone=row.zone, now=now)
    return tn("{n} day: until {day}", "{n} days: until {day}", left, day=last) if left else t(
        "last day to collect")  # fmt: skip


def _exactly(row: DeliveryRow, state: DeliveryState, *, now: datetime) -> str:
    today = local_date(now, row.zone)
    if state in (DeliveryState.MISSING, DeliveryState.WITHIN):
        return t("missing from {when}", when=moment(row.missing_from, row.zone, today=today))
    if row.collectable_on is not None:
        return t("ready since {day}", day=day(row.collectable_on, today=today))
    return ""


def _days(row: DeliveryRow, calendar: Calendar, *, now: datetime) -> list[dict[str, str]]:
    """The days of the courier term, as the strip draws them."""
    told = explain_term(row.visa_issued_on, row.zone, calendar).days
    steps = steps_of(told, today=local_date(now, row.zone))
    return [{"day": one.day, "note": one.note, "kind": one.kind} for one in steps]

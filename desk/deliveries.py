"""The return of a passport: its issue date, its tracking number, and what else settles it."""

from datetime import date, datetime

from sqlmodel import Session

from db.models import Carrier, Delivery, Inquiry
from db.queries.in_force import in_force
from desk.errors import DeskError
from desk.events import remember
from desk.loading import fetch, local_day
from desk.rights import verb
from desk.searching import index
from rules.courier import collect_by, missing_from, tidy_tracking
from rules.masking import clean_free_text

SETTLED = ("collected", "handed_over", "not_issued", "duplicate", "returned")
"""Why a passport is no longer watched: it arrived, it was handed over without a number, there was no visa, it is
watched on another inquiry, or the courier sent it back."""


@verb
def set_tracking(
    work: Session, folio: str, *, carrier_code: str, tracking_number: str, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Enter the tracking number, which clears the flag; clearing it raises the flag again. DeskError `no_delivery`."""
    inquiry, delivery = _delivery(work, folio, version)
    if carrier_code and work.get(Carrier, carrier_code) is None:
        raise DeskError("unknown_carrier", field="carrier")
    if clean_free_text(tracking_number) != tracking_number:
        raise DeskError("format", field="tracking_number")  # a card number is no tracking number, and never stored
    before = delivery.tracking_number
    number = tidy_tracking(tracking_number)
    if number != before:  # what waited to be collected was sent under the other number
        delivery.collectable_on = delivery.collect_by = None
    delivery.carrier_code, delivery.tracking_number = carrier_code, number
    delivery.tracked_at = now if number else None
    if not number:  # watched again, by the calendar of today: a recount passes by what is on its way
        delivery.settled_at, delivery.settled_why = None, ""
        calendar = in_force(work).calendar
        delivery.missing_from = missing_from(delivery.visa_issued_on, delivery.zone, calendar)
        delivery.calendar_version = calendar.version
    index(work, inquiry)
    remember(
        work, "tracking_set" if number else "tracking_cleared", inquiry=inquiry, by=by, at=now,
        on_date=local_day(inquiry, now), before=before, after=number, carrier=carrier_code,
    )  # fmt: skip
    return inquiry


@verb
def set_issue_date(
    work: Session,
    folio: str,
    *,
    issued_on: date,
    by: int,
    now: datetime,
    version: int | None,
    interviewed_on: date | None = None,
) -> Inquiry:
    """Record or correct when the visa was issued; the courier term is counted anew. DeskError `future` or
    `issued_before_interview`."""
    inquiry = fetch(work, folio, version=version)
    assert inquiry.id is not None
    if issued_on > local_day(inquiry, now):
        raise DeskError("future", field="visa_issued_on")
    if interviewed_on and interviewed_on > local_day(inquiry, now):
        raise DeskError("future", field="interviewed_on")
    calendar = in_force(work).calendar
    delivery = work.get(Delivery, inquiry.id)
    interview = interviewed_on or (delivery.interviewed_on if delivery else None)
    if interview and issued_on < interview:
        raise DeskError("issued_before_interview", field="visa_issued_on")
    before = delivery.visa_issued_on.isoformat() if delivery else None
    counted = missing_from(issued_on, inquiry.zone, calendar)
    if delivery is None:
        work.add(
            Delivery(
                inquiry_id=inquiry.id, visa_issued_on=issued_on, interviewed_on=interviewed_on, zone=inquiry.zone,
                calendar_version=calendar.version, missing_from=counted,
            )
        )  # fmt: skip
    else:
        delivery.visa_issued_on, delivery.missing_from = issued_on, counted
        delivery.interviewed_on = interviewed_on or delivery.interviewed_on
        delivery.calendar_version = calendar.version
    remember(
        work, "issue_date_set", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), before=before,
        after=issued_on.isoformat(),
    )  # fmt: skip
    return inquiry


@verb
def set_collectable(
    work: Session, folio: str, *, on: date | None, by: int, now: datetime, version: int | None
) -> Inquiry:
    """Record since when the courier has the documents ready for collection, which says until when; None takes it back.

    DeskError `no_tracking` while there is no number, `future`, or `before_issue`.
    """
    inquiry, delivery = _delivery(work, folio, version)
    if on is not None:
        if not delivery.tracking_number:
            raise DeskError("no_tracking", folio=folio)
        if on > local_day(inquiry, now):
            raise DeskError("future", field="collectable_on")
        if on < delivery.visa_issued_on:
            raise DeskError("before_issue", field="collectable_on")
    before = delivery.collectable_on
    delivery.collectable_on, delivery.collect_by = on, collect_by(on) if on else None
    remember(
        work, "collectable_set" if on else "collectable_cleared", inquiry=inquiry, by=by, at=now,
        on_date=local_day(inquiry, now), before=before.isoformat() if before else None,
        after=on.isoformat() if on else None, until=delivery.collect_by.isoformat() if delivery.collect_by else None,
    )  # fmt: skip
    return inquiry


@verb
def settle_delivery(work: Session, folio: str, *, why: str, by: int, now: datetime, version: int | None) -> Inquiry:
    """Stop watching a passport; `why` is one of SETTLED. DeskError `unknown_reason`."""
    inquiry, delivery = _delivery(work, folio, version)
    if why not in SETTLED:
        raise DeskError("unknown_reason", field="settled_why")
    delivery.settled_at, delivery.settled_why = now, why
    remember(work, "delivery_settled", inquiry=inquiry, by=by, at=now, on_date=local_day(inquiry, now), why=why)
    return inquiry


def _delivery(work: Session, folio: str, version: int | None) -> tuple[Inquiry, Delivery]:
    inquiry = fetch(work, folio, version=version)
    delivery = work.get(Delivery, inquiry.id)
    if delivery is None:
        raise DeskError("no_delivery", folio=folio)
    return inquiry, delivery

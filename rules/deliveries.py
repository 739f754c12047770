"""Where the return of a passport stands: the states of the board, derived from the row and never stored."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.zones import Zone, as_utc, local_date

SOON = timedelta(days=7)
"""How long before the courier sends documents back the board warns."""
OLD, VERY_OLD = 8, 11
"""Business days since the visa was issued: from the eighth on a missing number is old, from the eleventh very old."""


class DeliveryState(StrEnum):
    """The states of the board, in the order an agent works through them."""

    MISSING = "missing"
    WITHIN = "within"
    ON_WAY = "on_way"
    READY = "ready"
    SOON = "soon"
    PASSED = "passed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """What decides where one stands; `collect_by` is None until the courier has it ready for collection."""

    missing_from: datetime
    zone: str
    tracking_number: str = ""
    collect_by: date | None = None
    settled: bool = False


def delivery_state(passport: Passport, *, now: datetime) -> DeliveryState:
    """The state now, by the local date where the inquiry is. On the last day itself documents can still be collected.

    Raises ValueError for a naive now.
    """
    if passport.settled:
        return DeliveryState.SETTLED
    if not passport.tracking_number:
        return DeliveryState.MISSING if as_utc(now) >= passport.missing_from else DeliveryState.WITHIN
    if passport.collect_by is None:
        return DeliveryState.ON_WAY
    left = days_to_collect(passport.collect_by, zone=passport.zone, now=now)
    if left < 0:
        return DeliveryState.PASSED
    return DeliveryState.SOON if left <= SOON.days else DeliveryState.READY


def days_to_collect(collect_by: date, *, zone: Zone, now: datetime) -> int:
    """How many calendar days are left to collect; 0 on the last one, negative when it has passed."""
    return (collect_by - local_date(now, zone)).days

"""Entering a courier's list of tracking numbers: one transaction, one event an inquiry and one for the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from db.models import Delivery, Inquiry, Setting
from desk.deliveries import set_tracking
from desk.errors import DeskError
from desk.events import remember
from desk.rights import verb
from rules.carriers import tidy_tracking

MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A number for an inquiry, with the version somebody saw when the list was looked through."""

    folio: str
    version: int
    tracking_number: str
    carrier_code: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of each, by folio: entered now; there already; left alone because somebody changed it meanwhile."""

    entered: tuple[str, ...]
    already: tuple[str, ...]
    changed: tuple[str, ...]


@verb
def enter_tracking_list(
    work: Session, listed: Sequence[Tracked], *, lines: int, digest: str, by: int, now: datetime
) -> Entered:
    """Enter the numbers of a list of `lines` lines, known again by its `digest`. A second time everything is there
    already, and nothing is remembered.

    DeskError `too_many`, and the refusals of set_tracking: a list is entered whole or not at all, but for inquiries
    that changed since they were seen, which are left alone and told.
    """
    once = {one.folio: one for one in listed}
    if len(once) > MOST:
        raise DeskError("too_many", most=MOST)
    there = _numbers(work, list(once))
    already = [one.folio for one in once.values() if there.get(one.folio) == tidy_tracking(one.tracking_number)]
    entered: list[str] = []
    changed: list[str] = []
    for one in once.values():
        if one.folio in already:
            continue
        try:
            with work.begin_nested():
                set_tracking(work, one.folio, carrier_code=one.carrier_code, tracking_number=one.tracking_number, by=by,
                             now=now, version=one.version)  # fmt: skip
            entered.append(one.folio)
        except DeskError as error:
            if error.code not in ("stale", "merged"):
                raise
            changed.append(one.folio)
    if entered:
        zone = work.get(Setting, "zone")
        day = now.astimezone(ZoneInfo(zone.value if zone else "America/Mexico_City")).date()
        remember(work, "tracking_list_entered", by=by, at=now, on_date=day, lines=lines, entered=len(entered),
                 already=len(already), changed=len(changed), digest=digest)  # fmt: skip
    return Entered(tuple(entered), tuple(already), tuple(changed))


def _numbers(work: Session, folios: Sequence[str]) -> dict[str, str]:
    """The tracking numbers these inquiries have now."""
    asked = select(Inquiry.folio, Delivery.tracking_number).join(Delivery, col(Delivery.inquiry_id) == col(Inquiry.id))
    rows = work.exec(asked.where(col(Inquiry.folio).in_(folios))).all()
    return {folio: number for folio, number in rows if folio}

"""What goes along when a duplicate is merged: the person, the passport, the two halves of an emergency."""

from datetime import datetime

from sqlmodel import Session

from db.models import Delivery, Emergency, Inquiry
from desk.errors import DeskError

PERSON = ("customer_id", "organisation_id", "group_size", "assignee_id")
COURIER = ("carrier_code", "tracking_number", "tracked_at", "collectable_on", "collect_by")
HALVES = ("mail_at", "voicemail_at")
DETAILS = ("reason", "company", "callback_phone", "callback_digits")


def carry_person(double: Inquiry, other: Inquiry) -> None:
    """What the duplicate knew and the other lacks."""
    for name in PERSON:
        if getattr(other, name) is None:
            setattr(other, name, getattr(double, name))


def carry_delivery(work: Session, double: Inquiry, other: Inquiry, *, now: datetime) -> None:
    """A passport is watched once. DeskError `two_passports` when the two cannot be the same one."""
    theirs, ours = work.get(Delivery, double.id), work.get(Delivery, other.id)
    if theirs is None:
        return
    if ours is None:
        assert other.id is not None
        theirs.inquiry_id = other.id
        work.flush()
        return
    numbers = {one.tracking_number for one in (theirs, ours) if one.tracking_number}
    if len(numbers) > 1 or theirs.visa_issued_on != ours.visa_issued_on:
        raise DeskError("two_passports", folio=double.folio, into=other.folio)
    if not ours.tracking_number and theirs.tracking_number:
        for name in COURIER:
            setattr(ours, name, getattr(theirs, name))
    theirs.tracking_number, theirs.tracked_at = "", None
    theirs.settled_at, theirs.settled_why = now, "duplicate"


def carry_pair(work: Session, double: Inquiry, other: Inquiry) -> None:
    """The halves and the words of two emergencies: the first of each half, and whatever one of them lacks."""
    theirs, ours = work.get(Emergency, double.id), work.get(Emergency, other.id)
    if theirs is None or ours is None:
        return
    for name in HALVES:
        known = [at for at in (getattr(theirs, name), getattr(ours, name)) if at is not None]
        setattr(ours, name, min(known, default=None))
    for name in DETAILS:
        if not getattr(ours, name):
            setattr(ours, name, getattr(theirs, name))

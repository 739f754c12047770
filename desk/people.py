"""Who asks: finding the same person again, and making a new one only when nobody fits."""

from datetime import datetime

from sqlmodel import Session, select

from db.models import Customer, Organisation
from rules.folding import fold
from rules.phones import read_phone
from rules.problems import InquiryDraft

ENOUGH = 7
"""Fewer digits than this are part of a number, and know nobody."""


def customer_for(work: Session, draft: InquiryDraft, *, organisation_id: int | None, now: datetime) -> Customer | None:
    """The person of a draft: the one the agent picked, else the one whose DS-160, mail or phone and name agree, else
    a new one; None when the caller left nothing to be known by."""
    name, email = " ".join(draft.name.split()), draft.email.strip().casefold()
    ds160 = draft.ds160.strip().upper().replace(" ", "").replace("-", "")
    phone = read_phone(draft.phone) if draft.phone.strip() else None
    if draft.customer_id is None and not (name or email or ds160 or phone):
        return None
    person = work.get(Customer, draft.customer_id) if draft.customer_id is not None else None
    person = person or _known(work, name=name, email=email, ds160=ds160, digits=phone.digits if phone else "")
    if person is None:
        person = Customer(created_at=now)
        work.add(person)
    # What was just said completes what was known; it never erases it.
    if name:
        person.name, person.folded = name, fold(name)
    if email:
        person.email = email
    if ds160:
        person.ds160 = ds160
    if phone:
        person.phone, person.phone_e164, person.phone_digits = draft.phone.strip(), phone.e164 or "", phone.digits
    if draft.passport_last4.strip():
        person.passport_last4 = draft.passport_last4.strip()[-4:].upper()
    if organisation_id is not None:
        person.organisation_id = organisation_id
    person.language = draft.language
    work.flush()
    return person


def organisation_for(work: Session, name: str, *, kind: str, now: datetime) -> Organisation | None:
    """The company or group of that name, accent- and case-blind; made when it is new, None for an empty name."""
    given = " ".join(name.split())
    if not given:
        return None
    known = work.exec(select(Organisation).where(Organisation.folded == fold(given))).one_or_none()
    if known is not None:
        return known
    new = Organisation(name=given, folded=fold(given), kind=kind, created_at=now)
    work.add(new)
    work.flush()
    return new


def _known(work: Session, *, name: str, email: str, ds160: str, digits: str) -> Customer | None:
    if ds160:
        found = work.exec(select(Customer).where(Customer.ds160 == ds160).limit(2)).all()
        if len(found) == 1:
            return found[0]
    if email:
        found = work.exec(select(Customer).where(Customer.email == email).limit(2)).all()
        if len(found) == 1:
            return found[0]
    if len(digits) >= ENOUGH:
        # Families and companies share a telephone: the number alone decides only while no name contradicts it.
        found = work.exec(select(Customer).where(Customer.phone_digits == digits).limit(20)).all()
        same = [p for p in found if not name or not p.folded or p.folded == fold(name)]
        if len(same) == 1:
            return same[0]
    return None

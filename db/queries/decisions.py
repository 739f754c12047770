"""What supervisors decided, as values: the terms of the promises, and the internal targets."""

from datetime import time

from sqlmodel import Session, col, select

from db.models import InternalTarget, PromiseTerm
from rules.targets import Target
from rules.terms import Term


def terms(look: Session) -> tuple[Term, ...]:
    """The active terms of all promises, the earliest first."""
    rows = look.exec(
        select(PromiseTerm).where(col(PromiseTerm.active))
        .order_by(col(PromiseTerm.holds_from), col(PromiseTerm.id))
    )  # fmt: skip
    return tuple(
        Term(r.promise_code, r.holds_from, r.business_days, time.fromisoformat(r.closes), r.lenient) for r in rows
    )


def targets(look: Session) -> tuple[Target, ...]:
    """The active internal targets, by reason."""
    rows = look.exec(
        select(InternalTarget).where(col(InternalTarget.active))
        .order_by(col(InternalTarget.reason_code), col(InternalTarget.id))
    )  # fmt: skip
    return tuple(Target(r.id or 0, r.reason_code, r.subcase_code, r.business_days, r.holds_from) for r in rows)

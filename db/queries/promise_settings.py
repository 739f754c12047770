"""What supervisors decided about the promises, with who and when: terms, and who is on duty."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session, col, or_, select

from db.models import Account, Duty, PromiseTerm
from rules.terms import Term


@dataclass(frozen=True, slots=True)
class Decided:
    """A term in force or to come; nobody decided those of the page."""

    term: Term
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who answers for a promise from one day to another, or until further notice."""

    id: int
    promise_code: str
    name: str
    first: date
    last: date | None

    def is_on(self, today: date) -> bool:
        return self.first <= today and (self.last is None or today <= self.last)


def decided(look: Session) -> tuple[Decided, ...]:
    """Every active term, by promise, the latest first. One query."""
    rows = look.exec(
        select(PromiseTerm, Account.display_name).outerjoin(Account, col(Account.id) == col(PromiseTerm.added_by))
        .where(col(PromiseTerm.active))
        .order_by(col(PromiseTerm.promise_code), col(PromiseTerm.holds_from).desc(), col(PromiseTerm.id).desc())
    )  # fmt: skip
    return tuple(
        Decided(Term(r.promise_code, r.holds_from, r.business_days, time.fromisoformat(r.closes), r.lenient),
                name or "", r.added_at)
        for r, name in rows
    )  # fmt: skip


def on_duty(look: Session, *, today: date, promise_code: str = "") -> tuple[OnDuty, ...]:
    """Who is on duty today or later; of one promise, or of all. One query."""
    mine = (
        select(Duty, Account.display_name).join(Account, col(Account.id) == col(Duty.account_id))
        .where(or_(col(Duty.holds_to).is_(None), col(Duty.holds_to) >= today))
        .order_by(col(Duty.promise_code), col(Duty.holds_from), col(Duty.id))
    )  # fmt: skip
    if promise_code:
        mine = mine.where(Duty.promise_code == promise_code)
    return tuple(OnDuty(r.id or 0, r.promise_code, name, r.holds_from, r.holds_to) for r, name in look.exec(mine))

"""Who works here, for the lists of assignees and the names beside what people did."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.models import Account


@dataclass(frozen=True, slots=True)
class Colleague:
    """One account; the inactive keep their name on the work they did."""

    id: int
    name: str
    active: bool


def colleagues(look: Session) -> tuple[Colleague, ...]:
    """Everybody who has or had an account, by shown name. One query."""
    rows = look.exec(select(Account.id, Account.display_name, Account.active).order_by(col(Account.display_name)))
    return tuple(Colleague(id, name, active) for id, name, active in rows if id is not None)

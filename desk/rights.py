"""What only a supervisor may do to an inquiry."""

from sqlmodel import Session

from db.models import Account
from rules.codes import Role


def supervises(work: Session, account_id: int) -> bool:
    """Whether somebody is a supervisor who works here."""
    account = work.get(Account, account_id)
    return account is not None and account.active and account.role == Role.SUPERVISOR

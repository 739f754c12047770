"""Where the mail of people who work here goes."""

from datetime import datetime

from sqlmodel import Session

from db.models import Account
from desk.accounts import here
from desk.errors import DeskError
from desk.events import remember_account
from desk.rights import verb
from rules.problems import MAIL


@verb
def set_email(work: Session, account: Account, *, email: str, now: datetime, by: int | None = None) -> None:
    """Where this person's mail goes, "" for none. DeskError `address_format`. The event tells that it was set, not to
    what."""
    account = here(work, account)
    email = email.strip()
    if email and not (email.isascii() and MAIL.fullmatch(email)):
        raise DeskError("address_format")
    if email != account.email:
        account.email = email
        remember_account(work, "email_set", account.id, by=by, now=now, given=bool(email))

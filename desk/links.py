"""One-time links: with one of them one person, once and soon, chooses a password or ends signing in.

The token is a secret of 256 bits that only its receiver sees; its hash is all that is stored.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from db.models import Account, OneTimeLink
from desk.errors import DeskError
from desk.events import remember_account
from desk.rights import verb

RESET, SECOND_STEP = "reset", "second_step"
LASTS = {RESET: timedelta(hours=1), SECOND_STEP: timedelta(minutes=5)}
KEPT = timedelta(days=30)


@verb
def make_link(
    work: Session, account: Account, *, token_hash: str, now: datetime, by: int | None = None
) -> OneTimeLink:
    """A link with which this person chooses a new password within the hour; links given before open nothing any more.

    DeskError `inactive` for somebody who left.
    """
    if not _here(work, account).active:
        raise DeskError("inactive", name=account.display_name)
    end_links(work, account, now=now)
    remember_account(work, "link_made", account.id, by=by, now=now)
    return _made(work, account, RESET, token_hash=token_hash, now=now, by=by)


def await_second_step(work: Session, account: Account, *, token_hash: str, now: datetime) -> OneTimeLink:
    """The password was right: within five minutes the code has to come."""
    return _made(work, account, SECOND_STEP, token_hash=token_hash, now=now, by=account.id)


def whose(look: Session, token_hash: str, *, purpose: str, now: datetime) -> Account | None:
    """Whose link this is; None for one that is unknown, used, too old, for something else, or of somebody who left."""
    link = look.get(OneTimeLink, token_hash)
    if link is None or link.purpose != purpose or link.used_at is not None:
        return None
    if not link.created_at - LASTS[RESET] <= now < link.ends_at:  # nor of a clock that was wrong by hours
        return None
    account = look.get(Account, link.account_id)
    return account if account is not None and account.active else None


def use_link(work: Session, token_hash: str, *, purpose: str, now: datetime) -> Account:
    """Use it up: whose it was. DeskError `link_ended`."""
    account = whose(work, token_hash, purpose=purpose, now=now)
    link = work.get(OneTimeLink, token_hash)
    if account is None or link is None:
        raise DeskError("link_ended")
    link.used_at = now
    return account


def end_links(work: Session, account: Account, *, now: datetime) -> None:
    """No link of this person opens anything any more."""
    open_ones = update(OneTimeLink).where(
        col(OneTimeLink.account_id) == account.id, col(OneTimeLink.used_at).is_(None)
    )
    work.connection().execute(open_ones.values(used_at=now))


def _made(
    work: Session, account: Account, purpose: str, *, token_hash: str, now: datetime, by: int | None
) -> OneTimeLink:
    assert account.id is not None
    work.connection().execute(delete(OneTimeLink).where(col(OneTimeLink.ends_at) < now - KEPT))
    link = OneTimeLink(
        token_hash=token_hash, account_id=account.id, purpose=purpose, created_at=now, created_by=by,
        ends_at=now + LASTS[purpose],
    )  # fmt: skip
    work.add(link)
    work.flush()  # what ends links asks the database
    return link


def _here(work: Session, account: Account) -> Account:
    return work.get(Account, account.id) or account

"""Who was told what is overdue on a day: a claim before the mail is sent, so that two processes never send it twice."""

from datetime import date, datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from db.models import DigestSent
from desk.events import remember_account


def claim_digest(work: Session, account_id: int, *, on: date, now: datetime) -> bool:
    """Say that this process sends a person the digest of a day; False when another one does or did."""
    dialect = sqlite if work.get_bind().dialect.name == "sqlite" else postgresql
    mine = dialect.insert(DigestSent).values(account_id=account_id, on_date=on, sent_at=now)
    mine = mine.on_conflict_do_nothing(index_elements=["account_id", "on_date"]).returning(col(DigestSent.account_id))
    return work.connection().execute(mine).first() is not None  # a count of rows is not known on every database


def digest_sent(work: Session, account_id: int, *, on: date, now: datetime) -> None:
    """The mail server took it."""
    remember_account(work, "digest_sent", account_id, by=None, now=now, day=on.isoformat())


def release_digest(work: Session, account_id: int, *, on: date) -> None:
    """The mail server did not take it: whoever asks next may try again."""
    claimed = work.get(DigestSent, (account_id, on))
    if claimed is not None:
        work.delete(claimed)

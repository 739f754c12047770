"""When the reference data last changed: a token that every transaction renews which writes into those tables.

A verb has to count by what is in force at its own moment; reading twelve tables for that at every save would cost as
much as the save. So it reads the token, in its own transaction, and keeps what it read while the token stays.
"""

import secrets
from typing import Any

from sqlalchemy import event, text
from sqlmodel import Session

from db.models import reference
from db.models.base import Table

# Every table of that module: one that is added there is watched at once.
REFERENCE = tuple(
    one for one in vars(reference).values() if isinstance(one, type) and issubclass(one, Table) and one is not Table
)
TOKEN = "reference_token"  # noqa: S105  a name
ASKED = "in force"
"""Where a session keeps what it read; forgotten when it writes into these tables itself."""
ASK = text("SELECT value FROM setting WHERE name = :name")
RENEW = text("INSERT INTO setting (name, value) VALUES (:name, :value) "
             "ON CONFLICT (name) DO UPDATE SET value = excluded.value")  # fmt: skip


@event.listens_for(Session, "before_flush")
def _renew(work: Session, *_: Any) -> None:
    changed = (*work.new, *(one for one in work.dirty if work.is_modified(one)), *work.deleted)
    if any(isinstance(one, REFERENCE) for one in changed):
        renew(work)


def renew(work: Session) -> None:
    """The reference data change in this transaction: for statements that pass the session's own bookkeeping by."""
    work.info.pop(ASKED, None)
    work.connection().execute(RENEW, {"name": TOKEN, "value": secrets.token_hex(8)})


def token(look: Session) -> str | None:
    """The token now; None in a desk whose reference data were never written through a session."""
    found = look.connection().execute(ASK, {"name": TOKEN}).scalar()
    return str(found) if found is not None else None

"""One thing done to many inquiries: each with the version that was on the screen, its own event, its own refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.models import Account, Inquiry
from desk.errors import DeskError
from desk.moves import assign, close
from desk.rights import verb

MOST = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """An inquiry as somebody saw it when they chose it."""

    folio: str
    version: int


@dataclass(frozen=True, slots=True)
class Refused:
    """One that could not be done, and why: the code and details of its DeskError."""

    folio: str
    code: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of each that was chosen."""

    done: tuple[str, ...]
    changed: tuple[str, ...]
    """Left alone: somebody changed them after they were seen."""
    refused: tuple[Refused, ...]


@verb
def assign_many(work: Session, chosen: Sequence[Seen], *, to: int | None, by: int, now: datetime) -> Done:
    """Give inquiries to one person, or to nobody. DeskError `too_many`; `unknown_account` for one who does not work
    here."""
    if to is not None:
        account = work.get(Account, to)
        if account is None or not account.active:
            raise DeskError("unknown_account", field="assignee")
    return _each(work, chosen, lambda one: assign(work, one.folio, to=to, by=by, now=now, version=one.version))


@verb
def close_many(work: Session, chosen: Sequence[Seen], *, outcome: str, by: int, now: datetime) -> Done:
    """Close inquiries with one outcome; those that owe an answer, or are closed, are told. DeskError `too_many`."""
    return _each(work, chosen, lambda one: close(work, one.folio, outcome=outcome, by=by, now=now, version=one.version))


def _each(work: Session, chosen: Sequence[Seen], verb: Callable[[Seen], Inquiry]) -> Done:
    """One transaction, and within it each for itself: what is refused leaves nothing behind, not even a new version."""
    once = {one.folio: one for one in reversed(chosen)}
    if len(once) > MOST:
        raise DeskError("too_many", most=MOST)
    done: list[str] = []
    changed: list[str] = []
    refused: list[Refused] = []
    for one in reversed(once.values()):
        try:
            with work.begin_nested():
                verb(one)
            done.append(one.folio)
        except DeskError as error:
            if error.code == "stale":
                changed.append(one.folio)
            else:
                refused.append(Refused(one.folio, error.code, error.details))
    return Done(tuple(done), tuple(changed), tuple(refused))

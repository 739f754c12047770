"""Keeping the tally in the verbs' own transaction, so that looking never has to count."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from db.models import Deadline, Tally
from db.queries.tallies import KEPT, LATE, TOTAL, Cube, Key


def count(work: Session, changes: Iterable[tuple[Key, int]]) -> None:
    """Add to cells, making those that are new: one statement for all of them."""
    net: Counter[Key] = Counter()
    for key, by in changes:
        net[key] += by
    rows = [{"cube": c, "on_date": on, "a": a, "b": b, "n": n} for (c, on, a, b), n in net.items() if n]
    if not rows:
        return
    work.connection().execute(_adding(work.get_bind().dialect.name), rows)


@lru_cache
def _adding(dialect: str) -> Any:
    """The statement, built once: one for a save of any number of cells."""
    new = (sqlite if dialect == "sqlite" else postgresql).insert(Tally)
    return new.on_conflict_do_update(
        index_elements=["cube", "on_date", "a", "b"],
        set_={"n": Tally.__table__.c.n + new.excluded.n},  # type: ignore[attr-defined]
    )


def moved(before: Iterable[Key], after: Iterable[Key]) -> list[tuple[Key, int]]:
    """Out of the old cells, into the new ones."""
    return [(key, -1) for key in before] + [(key, 1) for key in after]


def keys_of_deadline(deadline: Deadline) -> tuple[Key, ...]:
    """The cells one deadline counts in: none once it has ended without an answer being owed."""
    if deadline.ended_at is not None:
        return ()
    cells = [TOTAL]
    if deadline.met_at is not None:
        cells.append(KEPT if deadline.met_at <= deadline.due_at else LATE)
    return tuple((Cube.PROMISE, deadline.due_on, deadline.promise_code, cell) for cell in cells)


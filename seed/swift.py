"""Living a story the fast way: what the desk's verbs do, on rows in memory. tests/seed/test_parity.py holds both equal.

Each function says the verb it mirrors. `version` counts as the verbs count it: once for every time they write the row.
"""

import gc
import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from db.engine import Store
from db.queries.calendar import load_calendar
from db.queries.reference import load
from seed.ledger import Hand, Ledger, numbers
from seed.lives import Life, in_order
from seed.phases import Phase, Progress
from seed.piped import Piped
from seed.pouring import Pouring
from seed.swift_life import Desk
from seed.swift_log import logged
from seed.swift_one import Living
from seed.swift_steps import STEPS
from seed.tables import plain

__all__ = ["pour"]

WORTH_ANOTHER = 20_000
"""Inquiries from which a second process is worth its start."""


def pour(
    store: Store, lives: Iterable[Life], *, expected: int, beside: bool | None = None
) -> Generator[Progress]:
    """A whole story into a SQLite file that nobody else has open yet: rows, figures, indexes, words; and checked.

    `beside` says whether another process writes; what is written is the same.
    """
    path = Path(store.url.database or "")
    with store.reading() as look:
        known, calendar, last = load(look), load_calendar(look), numbers(look)
        look.expunge_all()
    store.close()
    if beside is None:
        beside = expected >= WORTH_ANOTHER and (os.cpu_count() or 1) > 1
    hand: Hand = Piped(path) if beside else Pouring(path)
    try:
        known = replace(
            known, lines=plain(known.lines), subcases=plain(known.subcases), promises=plain(known.promises)
        )
        desk = Desk(Ledger(hand, last), known, calendar)
        with _collecting_seldom():
            for count in live_swiftly(desk, lives):
                yield Phase.TELLING, count, expected
        yield Phase.FIGURES, 0, 1
        desk.ledger.write_counts()
        yield from hand.finish()
    finally:
        hand.give_up()


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Lives come and go by the million and hold each other in no circle: looking for circles is a tenth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def live_swiftly(desk: Desk, lives: Iterable[Life]) -> Iterator[int]:
    """The same as seed.living.live, into the desk's ledger."""
    living: dict[int, Living] = {}
    for number, life, step in in_order(lives):
        if step is None:
            one = logged(desk, life)
            living[number] = one
            yield number + 1
        else:
            one = living[number]
            STEPS[step.kind](desk, one, step)
            one.write()
        if not life.steps or step is life.steps[-1]:
            del living[number]
            desk.finish(one)
    desk.ledger.write()

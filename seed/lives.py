"""The life of an inquiry as a story tells it: how it was logged, and what people did about it afterwards."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.problems import InquiryDraft

__all__ = ["Life", "Step", "StepKind", "in_order"]


class StepKind(StrEnum):
    """The verbs a story uses after logging; each is one of desk's."""

    REPLY = "reply"
    MESSAGE = "message"
    NOTE = "note"
    ASSIGN = "assign"
    CLOSE = "close"
    REOPEN = "reopen"
    TRACKING = "tracking"
    COLLECTABLE = "collectable"
    SETTLE = "settle"
    VOICEMAIL = "voicemail"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One verb: done at `at` by the account `by`; `moment` is when what it records happened (`at` when None)."""

    kind: StepKind
    at: datetime
    by: int
    moment: datetime | None = None
    channel: str = ""
    text: str = ""
    subject: str = ""
    then: str = ""
    """The status a reply leaves, or the outcome of a closing."""
    to: int | None = None
    carrier: str = ""
    number: str = ""
    company: str = ""
    callback: str = ""
    why: str = ""
    on: date | None = None
    """Since when the courier has it for collection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One inquiry: its draft, logged at `at` by the account `by`, and its steps in the order of time.

    `person` is the invented person's number, the same for the same person: 0 when the caller left nothing.
    """

    draft: InquiryDraft
    at: datetime
    by: int
    person: int = 0
    steps: tuple[Step, ...] = ()


def in_order(lives: Iterable[Life]) -> Iterator[tuple[int, Life, Step | None]]:
    """Everything that was done, in the order of time: (number of the life, the life, its step or None for logging).

    Lives come by the time they were logged; only those still being lived are held.
    """
    coming: list[tuple[datetime, int, int, Life]] = []
    for number, life in enumerate(lives):
        while coming and coming[0][0] < life.at:
            yield _pop(coming)
        yield number, life, None
        if life.steps:
            heapq.heappush(coming, (life.steps[0].at, number, 0, life))
    while coming:
        yield _pop(coming)


def _pop(coming: list[tuple[datetime, int, int, Life]]) -> tuple[int, Life, Step]:
    _, number, place, life = coming[0]
    if place + 1 < len(life.steps):
        heapq.heapreplace(coming, (life.steps[place + 1].at, number, place + 1, life))
    else:
        heapq.heappop(coming)
    return number, life, life.steps[place]

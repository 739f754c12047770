"""Database work of the gate and the doors: never on the event loop, which feeds every open page."""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

import anyio

Result = TypeVar("Result")
Given = TypeVarTuple("Given")

_limiters: dict[str, anyio.CapacityLimiter] = {}


async def in_thread(
    work: Callable[[*Given], Result], *given: *Given, queue: str = "gate", width: int = 8, abandon: bool = False
) -> Result:
    """Run `work` in a thread of its own queue, `width` at a time, so that no kind of work can starve another."""
    limiter = _limiters.setdefault(queue, anyio.CapacityLimiter(width))
    return await anyio.to_thread.run_sync(work, *given, limiter=limiter, abandon_on_cancel=abandon)


def waiting(queue: str) -> int:
    """How many wait for their turn."""
    limiter = _limiters.get(queue)
    return limiter.statistics().tasks_waiting if limiter else 0

"""The chance of a story: every draw is that of `random.Random` with the same seed, and half as dear.

A story draws a dozen times for each inquiry, of which there may be a million.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

__all__ = ["Chance"]

T = TypeVar("T")


class Chance(Random):
    """As Random draws, without what it checks each time: nothing is drawn from nothing here."""

    def choice(self, seq: Sequence[T]) -> T:  # type: ignore[override]
        """One of a sequence."""
        return seq[self._randbelow(len(seq))]  # type: ignore[attr-defined]

    def randint(self, a: int, b: int) -> int:
        """A whole number from a to b, both included."""
        return a + self._randbelow(b - a + 1)  # type: ignore[attr-defined,no-any-return]

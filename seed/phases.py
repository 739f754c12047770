"""What a making is at, for whoever waits for it."""

from enum import StrEnum

__all__ = ["Phase", "Progress"]


class Phase(StrEnum):
    """The steps of a making, in order; the first takes most of the time."""

    TELLING = "telling"
    FIGURES = "figures"
    INDEXES = "indexes"
    WORDS = "words"
    CHECKING = "checking"


Progress = tuple[Phase, int, int]
"""A phase, how much of it is done, of how much."""

"""The desk of the cast, for every test of a verb."""

from tests.cast import floor, own_floor, postgres

__all__ = ["floor", "own_floor", "postgres"]

"""Checking a password so that the time tells nothing: an unknown name costs as much as a wrong password."""

from functools import lru_cache

from desk.passwords import hash_password, password_matches


def is_right(stored: str | None, given: str) -> bool:
    """Whether `given` is the password behind `stored`; with None as much work is done, and the answer is False."""
    right = password_matches(stored if stored is not None else _nobodys(), given)
    return right and stored is not None


@lru_cache
def _nobodys() -> str:
    """The hash that unknown names are compared with."""
    return hash_password("nobody has this password")

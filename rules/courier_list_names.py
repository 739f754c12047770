"""The names of a courier's list beside those of the desk: accent-blind, whole, and in either order."""

from collections.abc import Iterator

from rules.folding import fold, search_terms

MOST_TURNS = 8


def turns_of(name: str) -> Iterator[str]:
    """A folded name as it stands, or with what follows a comma in front; then every turn of it: surnames first."""
    first, comma, last = name.partition(",")
    stands = f"{last} {first}" if comma and last.strip() else name
    words = fold(stands).split()
    if not words:
        return
    yield " ".join(words)
    plain = [word.strip(",.") for word in words]
    if len(words) <= MOST_TURNS:
        for n in range(1, len(plain)):
            yield " ".join([*plain[n:], *plain[:n]])


def akin(one: str, other: str) -> bool:
    """Whether two names share a word; a name nobody knows contradicts none."""
    mine = set(search_terms(one))
    return not mine or bool(mine & set(search_terms(other)))

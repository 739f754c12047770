"""Values into sentences: `{name}` and nothing else, so that no value can break or read anything."""

import re
from collections.abc import Mapping

PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


def places(sentence: str) -> frozenset[str]:
    """The names a sentence has places for."""
    return frozenset(PLACE.findall(sentence))


def fill(sentence: str, values: Mapping[str, object]) -> str:
    """The sentence with its `{name}` places filled, in one pass.

    Unlike str.format there are no attributes, indexes or format specs to evaluate, braces in a value stay what they
    are, and a place without a value stays visible instead of failing in front of a caller. None is nothing.
    """
    return PLACE.sub(lambda place: _text(values[place[1]]) if place[1] in values else place[0], sentence)


def _text(value: object) -> str:
    return "" if value is None else str(value)

"""Labels for the codes that are stored. Labels of reference rows (lines, reasons, sub-cases) come with the rows."""

import re
from enum import Enum
from functools import lru_cache

from words import t
from words.terms import SHORT, TERMS
from words.tongue import known

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def label(kind: str | type[Enum] | Enum, code: str | None = None, *, lang: str | None = None) -> str:
    """What a code is called: `label(Status.OPEN)`, `label(Status, row.status)` or `label("status", row.status)`.

    A code nobody named is said as it is stored, so that new data never breaks a page. Nothing is nothing.
    """
    return _label(*_asked(kind, code), known(lang))


def short(kind: str | type[Enum] | Enum, code: str | None = None, *, lang: str | None = None) -> str:
    """The label for a narrow place; the whole label where there is no shorter one."""
    return _short(*_asked(kind, code), known(lang))


def codes(kind: str | type[Enum]) -> tuple[str, ...]:
    """The codes of a kind in the order they are shown."""
    return tuple(TERMS[_asked(kind, "")[0]])


@lru_cache(maxsize=1024)  # a list says the same few labels in every row
def _label(kind: str, code: str, lang: str) -> str:
    named = TERMS.get(kind, {}).get(code)
    return t(named, context=kind, lang=lang) if named else code


@lru_cache(maxsize=1024)
def _short(kind: str, code: str, lang: str) -> str:
    named = SHORT.get(kind, {}).get(code)
    return t(named, context=f"{kind}, short", lang=lang) if named else _label(kind, code, lang)


def _asked(kind: str | type[Enum] | Enum, code: str | None) -> tuple[str, str]:
    if isinstance(kind, Enum):
        kind, code = type(kind), str(kind.value)
    name = kind if isinstance(kind, str) else CAMEL.sub("_", kind.__name__).lower()
    return name, str(code or "")

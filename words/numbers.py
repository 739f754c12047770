"""Numbers as the reader writes them. What is not known is a dash, never a zero."""

from functools import lru_cache
from math import isfinite

from babel.numbers import format_decimal

from words.tongue import known, locale

UNKNOWN = "–"
MINUS = "-"  # the plain one: st.metric reads the direction of a change from it
BEFORE_PERCENT = {"es": "\u00a0", "en": ""}


def number(value: float | None, *, digits: int = 0, lang: str | None = None) -> str:
    """A count or a measure: "1,234"; with digits=1 "12.0". None and NaN are "–"."""
    return _format(value, digits=digits, plus="", lang=lang)


def percent(share: float | None, *, digits: int = 1, lang: str | None = None) -> str:
    """A share of one: 0.941 is "94.1 %" in Spanish, "94.1%" in English. Nothing to divide by (None) is "–"."""
    return _percent(share, digits=digits, plus="", lang=lang)


def change(value: float | None, *, digits: int = 0, lang: str | None = None) -> str:
    """A difference, always signed: "+2", "−3"; no difference is "0"."""
    return _format(value, digits=digits, plus="+", lang=lang)


def change_percent(share: float | None, *, digits: int = 0, lang: str | None = None) -> str:
    """A relative difference, always signed: 0.06 is "+6 %"; no difference is "0 %"."""
    return _percent(share, digits=digits, plus="+", lang=lang)


def _percent(share: float | None, *, digits: int, plus: str, lang: str | None) -> str:
    figure = _format(None if share is None else share * 100, digits=digits, plus=plus, lang=lang)
    return figure if figure == UNKNOWN else f"{figure}{BEFORE_PERCENT[locale(lang).language]}%"


def _format(value: float | None, *, digits: int, plus: str, lang: str | None) -> str:
    if value is None or not isfinite(value):
        return UNKNOWN
    rounded = round(value, digits) + 0  # + 0: a negative zero is a zero
    decimals = f".{'0' * digits}" if digits else ""
    sign = plus if rounded else ""
    return _written(rounded, f"{sign}#,##0{decimals};{MINUS}#,##0{decimals}", known(lang))


@lru_cache(maxsize=4096)  # a page writes the same few hundred numbers at every run, and a pattern takes its time
def _written(value: float, pattern: str, lang: str) -> str:
    return str(format_decimal(value, pattern, locale(lang)))

"""Which language is being spoken: one variable per run, asked at every sentence, never captured at import."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from babel import Locale

DEFAULT = "es"
LANGUAGES = ("es", "en")
LOCALES = {"es": Locale("es", "MX"), "en": Locale("en", "US")}

_spoken: ContextVar[str] = ContextVar("spoken", default=DEFAULT)


def speak(lang: str) -> None:
    """Set the language of this run: "es", "en", or a tag that starts with one ("es-MX"); anything else is Spanish."""
    _spoken.set(known(lang))


def language() -> str:
    """The language of this run, "es" until somebody spoke."""
    return _spoken.get()


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Another language for a while: a mail to a reader, a picture for the guide, a test."""
    token = _spoken.set(known(lang))
    try:
        yield
    finally:
        _spoken.reset(token)


def known(lang: str | None) -> str:
    """A language we speak, whatever was asked for; None asks for the language of this run."""
    if lang is None:
        return language()
    asked = lang[:2].lower()
    return asked if asked in LANGUAGES else DEFAULT


def locale(lang: str | None = None) -> Locale:
    """The reader's locale: Spanish of Mexico or English of the United States."""
    return LOCALES[known(lang)]

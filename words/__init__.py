"""Every sentence a person reads. The English sentence is the key; Spanish (Mexico) is in `words/es/*.po`."""

from collections.abc import Mapping
from functools import lru_cache

from words.catalogue import catalogue
from words.filling import fill
from words.numbers import number
from words.tongue import LANGUAGES, known, language, locale, speak, speaking

__all__ = ["LANGUAGES", "either", "language", "locale", "say", "speak", "speaking", "t", "tn"]


def t(msgid: str, /, *, lang: str | None = None, context: str | None = None, **values: object) -> str:
    """A sentence in the reader's language, with its places filled: `t("Saved as {folio}", folio="26-104233-7")`.

    `lang` says it in another language (the caller's). `context` tells apart two meanings of one English word, as
    gettext's msgctxt does. A sentence without a Spanish entry is said in English.
    """
    return say(msgid, values, lang=lang, context=context)


def say(msgid: str, values: Mapping[str, object], *, lang: str | None = None, context: str | None = None) -> str:
    """The same as t() for values that come as a mapping (an error's own); their names can be any."""
    if not msgid:
        return ""  # gettext would answer with the catalogue's header
    sentence = _sentence(msgid, context, known(lang))
    return fill(sentence, values) if values else sentence


@lru_cache(maxsize=4096)  # a list says the same few sentences in every row
def _sentence(msgid: str, context: str | None, lang: str) -> str:
    said = catalogue(lang)
    return said.pgettext(context, msgid) if context else said.gettext(msgid)


def tn(one: str, many: str, n: int, /, *, lang: str | None = None, context: str | None = None, **values: object) -> str:
    """A sentence about a number of things: `tn("{n} business day", "{n} business days", 2)`.

    `{n}` is the number with the reader's separators.
    """
    said = catalogue(known(lang))
    sentence = said.npgettext(context, one, many, n) if context else said.ngettext(one, many, n)
    return fill(sentence, {"n": number(n, lang=lang)} | values)


def either(es: str, en: str) -> str:
    """What the desk's own data say in both languages (labels of reasons, names of days), in the reader's."""
    return en if language() == "en" else es

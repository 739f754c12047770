"""Card numbers in free text: found however they were spaced, masked before anything is saved, last four kept."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from stdnum import luhn

SHORTEST, LONGEST = 13, 19  # digits of a card number (ISO/IEC 7812)
GAP = r"[\s._\-\u00ad\u200b-\u200d\u2010-\u2015\u2060\u2212\ufeff\uff0d\uff0e]{0,5}"
# What looks like digits in a row and is no card: our own masks, folios and ISO dates; a telephone number after a plus.
KEPT = (
    r"(?P<kept>•+ \d{4}(?!\d)"
    r"|(?<![\w-])\d{2}-\d{6,}-\d(?![\w-])"
    r"|(?<![\w-])(?:19|20)\d\d-[01]\d-[0-3]\d(?![\w-])"
    rf"|\+(?:{GAP}\d){{7,15}}(?!{GAP}\d))"
)
RUN = re.compile(rf"{KEPT}|(?P<run>\d(?:{GAP}\d)+)")
DIGIT = re.compile(r"\d")
GROUP = re.compile(r"\d+")
# How cards are printed and dictated, when more digits stand beside them; then the first digits must be a card's too.
PRINTED = ((4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 4, 4, 1))
BRAND = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[0-8]\d{11,17}|2[2-7]\d{14}|6\d{12,18}|3[47]\d{13}|3[0689]\d{12}|35\d{14,17}"
)


def mask_cards(text: str) -> tuple[str, int]:
    """A text with every card number masked to "•••• 1111", and how many there were.

    A card number is 13 to 19 digits that pass Luhn, with spaces, dashes, dots or line breaks between, in any script's
    digits. Telephone numbers after a plus, folios and ISO dates stay. Source: DOMAIN, personal data; CARD_PAN.
    """
    if len(DIGIT.findall(text)) < SHORTEST:
        return text, 0  # as nearly every text, at a tenth of the cost
    pieces: list[str] = []
    done = count = 0
    for found in RUN.finditer(text):
        if found["run"] is None:
            continue
        for start, end in _cards(text, start=found.start("run"), end=found.end("run")):
            last = _plain(text[start:end])[-4:]
            pieces += (text[done:start], f"•••• {last}")
            done, count = end, count + 1
    return "".join((*pieces, text[done:])), count


def _cards(text: str, *, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the cards of one run of digits are: the whole run, or groups of it that are written as cards are."""
    if _is_card(_plain(text[start:end])):
        yield start, end
        return
    groups = [(group.start(), group.end()) for group in GROUP.finditer(text, start, end)]
    at = 0
    while at < len(groups):
        size = next((size for size in _sizes(groups[at:]) if _stands_out(text, groups[at : at + size])), 0)
        if size:
            yield groups[at][0], groups[at + size - 1][1]
        at += size or 1


def _sizes(groups: Sequence[tuple[int, int]]) -> Iterator[int]:
    """How many groups from here on make a number written as cards are written."""
    widths = tuple(end - start for start, end in groups[:LONGEST])
    yield from (len(form) for form in PRINTED if widths[: len(form)] == form)
    same = next((n for n, width in enumerate(widths) if width != widths[0]), len(widths))
    most, least = LONGEST // widths[0], -(-SHORTEST // widths[0])
    yield from range(min(same, most), least - 1, -1)


def _stands_out(text: str, groups: Sequence[tuple[int, int]]) -> bool:
    digits = "".join(_plain(text[start:end]) for start, end in groups)
    return BRAND.fullmatch(digits) is not None and _is_card(digits)


def _is_card(digits: str) -> bool:
    return SHORTEST <= len(digits) <= LONGEST and luhn.is_valid(digits)


def _plain(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())

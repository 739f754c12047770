"""The folio: the number read out to the caller, with a check digit that catches a slip of the tongue or the finger."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stdnum import verhoeff

CENTURY = 2000
WIDTH = 6  # digits of the number; a larger number grows
PLAIN = 2 + WIDTH + 1  # digits of an ordinary folio: any grouping is understood
DASHES = re.compile(r"[\s.\-\u2010-\u2015\u2212_/]+")
PREFIX = re.compile(r"^\W*folio\W*(?:number|n[uú]m(?:ero)?|no)?\W*", re.IGNORECASE)


class FolioProblem(StrEnum):
    """Why a text is not a folio of ours: a digit is wrong, or it is something else altogether."""

    MISTYPED = "mistyped"
    NOT_A_FOLIO = "not_a_folio"


@dataclass(frozen=True, slots=True)
class Folio:
    """The year and number behind a folio; its text is how it is stored and read out, "26-104233-7"."""

    year: int
    number: int

    @property
    def text(self) -> str:
        """The folio as it is stored and shown. Raises ValueError as make_folio() does."""
        return make_folio(self.year, self.number)


def make_folio(year: int, number: int) -> str:
    """The folio of a year and a number within it: two digits, at least six, and a check digit by Verhoeff.

    Every single wrong digit and every swap of two neighbours is noticed.
    Raises ValueError for a year outside 2000 to 2099 or a number below 1.
    """
    if not CENTURY <= year < CENTURY + 100:
        raise ValueError(f"a folio's year is 2000 to 2099: got {year}")
    if number < 1:
        raise ValueError(f"a folio's number starts at 1: got {number}")
    body = f"{year % 100:02}{number:0{WIDTH}}"
    return f"{body[:2]}-{body[2:]}-{verhoeff.calc_check_digit(body)}"


def parse_folio(text: str) -> Folio | None:
    """The folio a person typed or read out, whatever its spaces, dashes or the word "folio"; None if it is none.

    A number that grew past six digits needs its dashes or the word, so that a phone number is not taken for one.
    """
    digits = _digits(text)
    if digits is None or not verhoeff.is_valid(digits):
        return None
    folio = Folio(year=CENTURY + int(digits[:2]), number=int(digits[2:-1]))
    same = folio.number > 0 and folio.text.replace("-", "") == digits
    return folio if same else None


def folio_problem(text: str) -> FolioProblem | None:
    """What is wrong with a folio: mistyped when only its check digit fails; None when it is a folio."""
    if parse_folio(text) is not None:
        return None
    return FolioProblem.NOT_A_FOLIO if _digits(text) is None else FolioProblem.MISTYPED


def _digits(text: str) -> str | None:
    plain = unicodedata.normalize("NFKC", text).strip(" \t\r\n#.,;:")
    bare = PREFIX.sub("", plain)
    groups = [group for group in DASHES.split(bare) if group]
    if not groups or not all(group.isascii() and group.isdigit() for group in groups):
        return None
    if [len(group) for group in groups[::2]] == [2, 1] and len(groups) == 3:
        groups[1] = groups[1].zfill(WIDTH)
        return "".join(groups)
    digits = "".join(groups)
    named = bare != plain and len(digits) > PLAIN
    return digits if named or len(digits) == PLAIN else None

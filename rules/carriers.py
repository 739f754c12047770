"""Tracking numbers: which couriers write such a number, and a warning when its check digit is wrong. Nothing blocks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ANY = "OTHER"  # the row that takes any number: named only when no courier's own format fits (carriers.csv)


class TrackingWarning(StrEnum):
    """Why an agent should read the number back: no known format, or a check digit that does not fit."""

    FORMAT = "format"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True)
class CarrierFormat:
    """One row of carriers.csv: how a courier writes its numbers, and its check digit as the row words it ("mod7…")."""

    code: str
    regex: str
    check_digit: str = ""


@dataclass(frozen=True, slots=True)
class TrackingCheck:
    """A tracking number as it is stored, the couriers it may belong to, and at most one warning.

    More than one courier means: ask, do not guess (ten digits are DHL's and Estafeta's).
    """

    normalised: str
    carriers: tuple[str, ...]
    warning: TrackingWarning | None


def tidy_tracking(number: str) -> str:
    """The number as it is stored: upper case, without spaces, dashes, dots or signs that cannot be seen.

    Empty when there is no letter or digit at all: a lone dash is not a number.
    """
    return "".join(letter for letter in unicodedata.normalize("NFKC", number).upper() if letter.isalnum())


def check_tracking(number: str, carrier_code: str | None, *, formats: Sequence[CarrierFormat]) -> TrackingCheck:
    """What a tracking number looks like; it warns and never blocks, because agents type what callers dictate.

    A known carrier is held to its own format; without one, every format that fits is named. Source: carriers.csv.
    """
    tidy = tidy_tracking(number)
    if not tidy:
        return TrackingCheck(normalised="", carriers=(), warning=None)
    fitting = [row for row in formats if re.fullmatch(row.regex, tidy)]
    own = [row for row in fitting if row.code != ANY] or fitting
    chosen = [row for row in formats if row.code == carrier_code]
    judged = [row for row in chosen if row in fitting] if chosen else own
    return TrackingCheck(
        normalised=tidy, carriers=tuple(row.code for row in own), warning=_warning(tidy, judged=judged)
    )


def _warning(tidy: str, *, judged: Sequence[CarrierFormat]) -> TrackingWarning | None:
    if not judged:
        return TrackingWarning.FORMAT
    checked = [row for row in judged if row.check_digit.startswith("mod7")]
    return TrackingWarning.CHECK_DIGIT if checked and not _mod7(tidy) else None


def _mod7(digits: str) -> bool:
    return digits.isdecimal() and int(digits[:-1] or "0") % 7 == int(
        digits[-1]
    )  # DHL air waybill: the rest by 7 is the last digit

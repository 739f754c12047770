"""Telephone numbers as callers dictate and agents type them: kept as typed, and as E.164 when they can be dialled."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import ValidationResult

SEVERAL = re.compile(r"[/;,|\n]|\s[yoó]\s|\s(?:and|or)\s", re.IGNORECASE)
EXTENSION = re.compile(r"(?:ext(?:ensi[oó]n)?|anexo|\bx|#)\W*\d{1,7}\W*$", re.IGNORECASE)
OLD_MEXICAN = re.compile(r"^(?:(?:\+?52)?1|04[45]|01)(?=\d{10}$)")  # prefixes that Mexico abolished in August 2019
PLAIN = re.compile(r"[2-9][0-9](?: ?[0-9]){8}")  # ten digits of Mexico: nothing to find out about them
ENOUGH = 7  # digits from which a part of the text is a number of its own
NANP = "US"


class PhoneProblem(StrEnum):
    """Why nobody could dial it: no digits, too few, too many, or no such number."""

    NOT_A_NUMBER = "not_a_number"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    IMPOSSIBLE = "impossible"


TOLD = {
    ValidationResult.TOO_SHORT: PhoneProblem.TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: PhoneProblem.TOO_SHORT,
    ValidationResult.TOO_LONG: PhoneProblem.TOO_LONG,
}


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number: as typed, as E.164 when it is possible, and its last ten digits to find a caller by.

    An empty text is no phone and no problem.
    """

    as_typed: str
    e164: str | None
    digits: str
    possible: bool
    problem: PhoneProblem | None


def read_phone(text: str, *, region: str = "MX") -> Phone:
    """The first telephone number in a text, without its extension.

    region is where a number without a country code is dialled from. Old Mexican prefixes (044, 045, 01, +52 1) are
    dropped. Possible means that its length fits, not that anyone answers. Source: Mexico's numbering plan of 2019.
    """
    if region == "MX" and PLAIN.fullmatch(text):
        digits = text.replace(" ", "")
        return Phone(text, f"+52{digits}", digits, possible=True, problem=None)
    plain = unicodedata.normalize("NFKC", text)
    first = EXTENSION.sub("", _first(plain))
    digits = "".join(str(unicodedata.decimal(letter)) for letter in first if letter.isdecimal())
    if not digits:
        problem = PhoneProblem.NOT_A_NUMBER if plain.strip() else None
        return Phone(as_typed=text, e164=None, digits="", possible=False, problem=problem)
    number = _parsed(("+" if first.strip(" (").startswith("+") else "") + digits, region=region)
    if number is None:
        short = PhoneProblem.TOO_SHORT if len(digits) < ENOUGH else PhoneProblem.IMPOSSIBLE
        return Phone(text, None, digits[-10:], possible=False, problem=short)
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != ValidationResult.IS_POSSIBLE:
        return Phone(text, None, digits[-10:], possible=False, problem=TOLD.get(reason, PhoneProblem.IMPOSSIBLE))
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(text, e164, phonenumbers.national_significant_number(number)[-10:], possible=True, problem=None)


def last10(text: str) -> str:
    """The last ten digits of the first number in a text, by which the same caller is found however it was typed."""
    return read_phone(text).digits


def _first(text: str) -> str:
    """The first of several numbers; a slash between the digits of one number is only a separator."""
    parts = SEVERAL.split(text)
    numbers = [part for part in parts if sum(letter.isdecimal() for letter in part) >= ENOUGH]
    return numbers[0] if numbers else text


def _parsed(dialled: str, *, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        if region == "MX" and len(dialled) == 11 and dialled.startswith("1"):
            american = phonenumbers.parse(dialled, NANP)  # "1 956 …" at the border is a number of the United States
            if phonenumbers.is_valid_number(american):
                return american
        if region == "MX" or dialled.startswith("+52"):
            dialled = OLD_MEXICAN.sub("+52", dialled)
        return phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None

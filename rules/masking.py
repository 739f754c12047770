"""Free text made fit to keep, and contact data made fit to show: what must not be stored is masked before saving."""

import re

from rules.cards import DIGIT, mask_cards

__all__ = [
    "breakable",
    "clean_free_text",
    "mask_cards",
    "mask_curp",
    "mask_cvv",
    "mask_ds160",
    "mask_email",
    "mask_number",
    "mask_phone",
    "mask_whole",
]

DOT = "•"
HIDDEN = DOT * 4
LONGEST_WORD = 200
BREAK = "\u200b"
CURP = re.compile(r"\b[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b", re.IGNORECASE)  # identifiers.csv
CVV = re.compile(r"\b(cvv2?|cvc2?|c[oó]digo de seguridad|security code)(\W{0,3}(?:es|is|:)?\W{0,3})\d{3,4}\b", re.I)
FEWEST_DIGITS = 3  # of anything that is hidden: most texts have fewer and are not looked at twice
# Control characters but tab and line ends, lone surrogates, and signs that reverse the reading direction.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean_free_text(text: str) -> str:
    """A free text as it may be stored: cards, security codes and CURPs masked; signs that deceive or break removed.

    Removed before masking, so that a hidden sign cannot split a card number. Cleaning twice changes nothing.
    Source: DOMAIN, personal data; identifiers.csv CARD_PAN and CURP.
    """
    fit = UNFIT.sub("", text)
    if len(DIGIT.findall(fit)) < FEWEST_DIGITS:
        return fit
    masked, _ = mask_cards(fit)
    return mask_cvv(mask_curp(masked))


def mask_curp(text: str) -> str:
    """A text with every CURP hidden: it is never needed and never stored. Source: identifiers.csv CURP."""
    return CURP.sub(HIDDEN, text)


def mask_cvv(text: str) -> str:
    """A text with the three or four digits after "CVV" or its like hidden. Source: DOMAIN, never store a CVV."""
    return CVV.sub(rf"\1\2{DOT * 3}", text)


def breakable(text: str, *, longest: int = LONGEST_WORD) -> str:
    """A text for the screen whose words can wrap: a zero-width space after every 200 characters without one.

    For showing only; what is stored keeps its words whole.
    """
    return re.sub(rf"(\S{{{longest}}})(?=\S)", rf"\1{BREAK}", text)


def mask_email(email: str) -> str:
    """An address for lists: its first letter and its domain, "m•••@example.com"; hidden whole when it has no @."""
    name, at, domain = email.strip().rpartition("@")
    if not at:
        return mask_whole(email)
    return f"{name[:1]}{DOT * 3}@{domain}"


def mask_phone(phone: str) -> str:
    """A telephone number for lists: its last four digits, "•••• 5678"; hidden whole with fewer than eight digits."""
    digits = "".join(letter for letter in phone if letter.isdecimal())
    return f"{HIDDEN} {digits[-4:]}" if len(digits) >= 8 else mask_whole(digits)


def mask_ds160(number: str) -> str:
    """A DS-160 number for lists: "AA••••••42"; hidden whole with fewer than eight signs. Source: identifiers.csv."""
    return f"{number[:2]}{DOT * 6}{number[-2:]}" if len(number) >= 8 else mask_whole(number)


def mask_number(number: str) -> str:
    """A tracking number for lists: its last four signs, "•••• 0025"; hidden whole with fewer than eight."""
    return f"{HIDDEN} {number[-4:]}" if len(number) >= 8 else mask_whole(number)


def mask_whole(value: str) -> str:
    """Nothing of a value but that there is one; empty stays empty."""
    return HIDDEN if value.strip() else ""

"""Which voice mail may belong to which mail: a suggestion with its reasons, never a decision (contact page L143)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rules.emergencies import Half
from rules.folding import search_terms
from rules.phones import last10

WITHIN = timedelta(days=3)
"""The halves of one emergency are not further apart than the promise it asks to cut short."""
NEAR = timedelta(hours=1)
"""So close that time alone is worth a look, when nothing contradicts it."""
MOST = 2
# What a company's name ends with says nothing about which company it is.
LEGAL = frozenset({
    "sa", "de", "del", "cv", "rl", "spr", "sc", "sapi", "inc", "llc", "co", "corp", "ltd", "the", "la", "el", "los",
    "las",
})  # fmt: skip


class Sign(StrEnum):
    """Why two halves may be one emergency, the strongest first."""

    PHONE = "phone"
    COMPANY = "company"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """Half an emergency whose other half has not come: which, when, and what is known of who it came from.

    `phones` are last ten digits; `company` is a name as it was typed.
    """

    folio: str
    half: Half
    at: datetime
    phones: frozenset[str] = frozenset()
    company: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A mail and a voice mail that may be one emergency. `apart`: how long after the mail the voice mail was left."""

    mail: str
    voicemail: str
    signs: tuple[Sign, ...]
    apart: timedelta


def suggest(halves: Iterable[Alone]) -> tuple[Match, ...]:
    """The likeliest first: by telephone, then company, then the shorter time; two at most for each half.

    Time alone suggests only what nothing contradicts: another company is another emergency.
    """
    known = list(halves)
    mails = [one for one in known if one.half is Half.MAIL]
    found = [match for mail in mails for voice in known if voice.half is Half.VOICEMAIL
             for match in _match(mail, voice)]  # fmt: skip
    found.sort(key=lambda match: ([sign not in match.signs for sign in Sign], abs(match.apart), match.mail))
    taken: dict[str, int] = {}
    kept = []
    for match in found:
        if max(taken.get(match.mail, 0), taken.get(match.voicemail, 0)) < MOST:
            kept.append(match)
            taken[match.mail], taken[match.voicemail] = taken.get(match.mail, 0) + 1, taken.get(match.voicemail, 0) + 1
    return tuple(kept)


def phones_of(*texts: str) -> frozenset[str]:
    """The numbers of some texts as they are compared; a few digits are no number."""
    return frozenset(digits for digits in map(last10, filter(None, texts)) if len(digits) >= 7)


def same_company(one: str, other: str) -> bool:
    """Whether two names may be one company: accent-blind, without S.A. de C.V., one of them perhaps shortened."""
    mine, theirs = _words(one), _words(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _match(mail: Alone, voice: Alone) -> list[Match]:
    apart = voice.at - mail.at
    phone, company = bool(mail.phones & voice.phones), same_company(mail.company, voice.company)
    contradicted = bool(_words(mail.company) and _words(voice.company)) and not company
    near = abs(apart) <= NEAR
    if abs(apart) > WITHIN or not (phone or company or (near and not contradicted)):
        return []
    signs = {Sign.PHONE: phone, Sign.COMPANY: company, Sign.NEAR: near}
    return [Match(mail.folio, voice.folio, tuple(sign for sign in Sign if signs[sign]), apart)]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in search_terms(name) if len(word) > 1) - LEGAL

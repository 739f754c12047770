"""Where a mail belongs: by the mailbox it came to, its plus-tags, and the word "emergencia" in its subject."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.utils import getaddresses

from rules.folding import fold

EMERGENCIA = re.compile(r"(?<!\w)emergencia")  # word start: "emergencias" too (DOMAIN, deadlines: emergency)
HINT = re.compile(r"(?<!\w)(?:urgen|emergency|emergencies|asap)")
COUNTRIES = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Address:
    """A plus-address taken apart: `mexico_contactus+mx+mrv+es@visaops.net` is country, topic and language.

    `base` is the address without its tags, folded; a tag that is not there is empty (page_anomalies A16).
    """

    base: str
    country: str = ""
    topic: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailboxRule:
    """One mailbox as routing sees it (mailboxes.csv): its code, its address, the reasons it serves."""

    code: str
    address: str
    reason_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Where a mail goes. `language` is the tag's, empty when the address names none; `emergency` is a match, `hint`
    only asks the agent to look (urgente, emergency)."""

    mailbox_code: str
    reason_code: str
    language: str
    emergency: bool
    hint: bool


def is_emergency_subject(subject: str) -> bool:
    """Whether a subject says "emergencia": accent- and case-blind, at a word's start, RE: and FW: tolerated.

    "urgente" and "emergency" are no matches. Source: contact page L143; DOMAIN, deadlines.
    """
    return EMERGENCIA.search(fold(subject)) is not None


def hints_emergency(subject: str) -> bool:
    """Whether a subject that is no match still asks for a look: "urgente", "emergency"."""
    return not is_emergency_subject(subject) and HINT.search(fold(subject)) is not None


def read_address(text: str) -> Address:
    """The first address of a header, taken apart. What is no address has an empty base. Source: page_anomalies A16."""
    found = next((mail for _, mail in getaddresses([text]) if "@" in mail), "")
    name, _, domain = fold(found).partition("@")
    if not name or not domain:
        return Address(base="")
    head, *tags = name.split("+")
    country = tags[0] if tags and COUNTRIES.fullmatch(tags[0]) else ""
    rest = tags[1:] if country else tags
    return Address(
        base=f"{head}@{domain}", country=country, topic=rest[0] if rest else "",
        language=rest[1] if len(rest) > 1 else "", tags=tuple(tags),
    )  # fmt: skip


def route(recipients: Iterable[str], *, subject: str, mailboxes: Sequence[MailboxRule], h2: str) -> Route | None:
    """The mailbox and reason of a mail, by the first recipient that is one of ours; None when none is.

    The whole address decides, else base and topic (another language tag is still that mailbox). `h2` is the code of the
    mailbox at which "emergencia" starts the emergency's clock. Source: mailboxes.csv; contact page L94-147.
    """
    for recipient in recipients:
        given = read_address(recipient)
        box = _mailbox_of(given, mailboxes) if given.base else None
        if box is not None:
            return Route(
                mailbox_code=box.code, reason_code=box.reason_codes[0] if box.reason_codes else "",
                language=given.language, emergency=box.code == h2 and is_emergency_subject(subject),
                hint=box.code == h2 and hints_emergency(subject),
            )  # fmt: skip
    return None


def _mailbox_of(given: Address, mailboxes: Sequence[MailboxRule]) -> MailboxRule | None:
    known = [(box, read_address(box.address)) for box in mailboxes]
    exact = next((box for box, own in known if own == given), None)
    return exact or next((box for box, own in known if (own.base, own.topic) == (given.base, given.topic)), None)

"""A question to the rules from outside the desk: which promise, from when, in which zone, by which calendar."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from rules.clocks import RESPONSE_CLOCK
from rules.closing_days import NAMED, Calendar, ClosingDay
from rules.codes import Layer
from rules.courier import TermExplanation, explain_term
from rules.deadlines import Explanation, explain
from rules.zones import zone_of
from seed.tables import rows
from words import t

COURIER_TERM = "eligibility_clock"  # promises.csv, kind: from when a missing number is a problem
FIRST_YEAR, LAST_YEAR = 2000, 2099  # beyond these the published holidays end
MOST_SHOWN = 60
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class UnanswerableError(ValueError):
    """A question without an answer; its text is one sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """A deadline as it is asked for, every part still as it was typed."""

    promise: str
    received: str
    issued: str
    zone: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise that counts business days: an answer's term, or the courier's (promises.csv)."""

    code: str
    kind: str
    n: int
    text_es: str
    text_en: str


def answer(question: Question) -> Explanation | TermExplanation:
    """The deadline, or the courier's term, with its count. Raises UnanswerableError, in the language being spoken."""
    clock, calendar, zone = clock_named(question.promise), calendar_named(question.calendar), _zone(question.zone)
    received, issued = question.received.strip(), question.issued.strip()
    if clock.kind == COURIER_TERM:
        if not issued or received:
            raise UnanswerableError(t("{promise} counts from the issue date of the visa: give “issued” alone, as "
                                      "YYYY-MM-DD.", promise=clock.code))  # fmt: skip
        return explain_term(_issued(issued), zone, calendar, term=clock.n)
    if not received or issued:
        raise UnanswerableError(t("{promise} counts from the moment the message came: give “received” alone, with its "
                                  "offset.", promise=clock.code))  # fmt: skip
    return explain(_received(received), zone, clock.n, calendar)


def clock_named(code: str) -> Clock:
    """A promise by its code. Raises UnanswerableError for an unknown one and for one that promises no time."""
    row = _promises().get(code.strip().upper())
    if row is None:
        raise UnanswerableError(t("There is no promise “{promise}”. These have a term: {known}.",
                                  promise=shown(code), known=", ".join(_with_clock())))  # fmt: skip
    if not row["n"]:
        raise UnanswerableError(t("{promise} promises no time, so nothing is due. These have a term: {known}.",
                                  promise=row["promise_code"], known=", ".join(_with_clock())))  # fmt: skip
    # ">5" of the courier's row: the term is five days, and the sixth is the first on which more than five have passed.
    return Clock(row["promise_code"], row["kind"], int(row["n"].lstrip(">")), row["text_es"], row["text_en"])


def calendar_named(name: str) -> Calendar:
    """A calendar by its name, the extraordinary days of the reference data within reach."""
    known = name.strip().lower()
    if known not in NAMED:
        raise UnanswerableError(
            t("There is no calendar “{calendar}”. Choose one of {known}.", calendar=shown(name),
              known=", ".join(NAMED))
        )  # fmt: skip
    return _calendar(known)


def shown(text: str) -> str:
    """What was typed, as it stands in a sentence: on one line and not longer than one."""
    return " ".join(text.split())[:MOST_SHOWN]


@cache
def _promises() -> dict[str, dict[str, str]]:
    return {row["promise_code"]: row for row in rows("promises")}


def _with_clock() -> list[str]:
    return [code for code, row in _promises().items() if row["kind"] in (RESPONSE_CLOCK, COURIER_TERM)]


@cache
def _calendar(name: str) -> Calendar:
    extraordinary = (
        ClosingDay(date.fromisoformat(row["date"]), Layer.EXTRAORDINARY, row["name_es"], row["name_en"],
                   row["source"], row["status"])
        for row in rows("calendar_days") if row["extraordinary"] == "1"
    )  # fmt: skip
    return Calendar.named(name, added=tuple(extraordinary))


def _zone(name: str) -> ZoneInfo:
    try:
        return zone_of(name.strip())
    except (KeyError, ValueError, OSError):  # unknown; not a relative path; a folder of zones
        sentence = t("There is no zone “{zone}”. Give its full name, such as America/Tijuana.", zone=shown(name))
        raise UnanswerableError(sentence) from None


def _received(text: str) -> datetime:
    try:
        received_at = datetime.fromisoformat(text)
    except ValueError:
        sentence = t("“{text}” is not a moment. Write it as 2026-03-13T17:00:00-07:00.", text=shown(text))
        raise UnanswerableError(sentence) from None
    if received_at.utcoffset() is None:
        sentence = t("“{text}” has no offset. Write it as 2026-03-13T17:00:00-07:00, or end it with Z for UTC.",
                     text=shown(text))  # fmt: skip
        raise UnanswerableError(sentence)
    _computed(received_at.date())
    return received_at


def _issued(text: str) -> date:
    try:
        issued_on = date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        raise UnanswerableError(t("“{text}” is not a day. Write it as 2026-03-06.", text=shown(text))) from None
    _computed(issued_on)
    return issued_on


def _computed(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        sentence = t("Closing days are known for {first} to {last} only, not for {year}.", first=FIRST_YEAR,
                     last=LAST_YEAR, year=day.year)  # fmt: skip
        raise UnanswerableError(sentence)

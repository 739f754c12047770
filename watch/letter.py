"""The digest as a mail: plain text, and the same as simple HTML, in the language of whoever reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from db.queries.reference import Reference
from rules.business_days import business_days_between
from rules.closing_days import Calendar
from rules.digest import Digest, Line, Part, Section
from rules.urgency import overdue_for
from rules.zones import local_date
from words import language, speaking, t, tn
from words.dates import day, moment
from words.elapsed import late
from words.numbers import number

FOLIO = re.compile(r"\d\d-\d{6}-\d")
CELL = "padding:4px 16px 4px 0;border-bottom:1px solid #dedacf;vertical-align:top"


@dataclass(frozen=True, slots=True)
class Desk:
    """What a letter is written by: the desk's data and calendar, its own zone, where it is opened, who it writes as."""

    known: Reference
    calendar: Calendar
    zone: str
    url: str
    sender: str


def letter(told: Digest, desk: Desk, *, to: str, lang: str, number_of_reader: int) -> EmailMessage:
    """The message for one reader. Its number is the same however often it is made: who gets it twice sees it once."""
    with speaking(lang):
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = subject(told), desk.sender, to
        mail["Date"] = format_datetime(told.read_at)
        host = desk.sender.rpartition("@")[2]
        mail["Message-ID"] = f"<digest-{told.on:%Y%m%d}-{number_of_reader}@{host}>"
        # No machine answers it, and none answers the answer.
        mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"] = "auto-generated", "All"
        mail.set_content(as_text(told, desk))
        mail.add_alternative(_as_html(told, desk), subtype="html")
        mail["Content-Language"] = language()
        return mail


def subject(told: Digest) -> str:
    """What waits, in one line."""
    on = day(told.on, today=told.on)
    if told.is_calm:
        return t("Ventanilla, {day}: nothing is late", day=on)
    return t("Ventanilla, {day}: overdue {late}, due today {today}", day=on, late=number(told.total(Part.OVERDUE)),
             today=number(told.total(Part.TODAY)))  # fmt: skip


def as_text(told: Digest, desk: Desk) -> str:
    """The plain text; `ventanilla digest --dry-run` shows the same."""
    lines: list[str] = []
    for name, rows in parts(told, desk):
        lines += [name, *("  " + "  ".join(filter(None, row)) for row in rows), ""]
    return "\n".join([*([calm()] if told.is_calm else []), *lines, *foot(told, desk)]) + "\n"


def name_of(section: Section) -> str:
    """A part and how many there are."""
    named = {
        Part.OVERDUE: t("Overdue answers"), Part.TODAY: t("Due today"), Part.NEXT: t("Due on the next business day"),
        Part.MISSING: t("Passports without a tracking number"),
    }  # fmt: skip
    return f"{named[section.part]}: {number(section.total)}"


def calm() -> str:
    """What is said when nothing waits: silence would look like a mail that was lost."""
    return t("Nothing is late, and nothing is due by the next business day.")


def row_of(line: Line, part: Part, told: Digest, desk: Desk) -> tuple[str, ...]:
    """Folio, how pressing, about what, where."""
    city, case = desk.known.cities.get(line.city_code), desk.known.subcases.get(line.subcase_code)
    about = (case.label_en if language() == "en" else case.label_es) if case else line.subcase_code
    today = local_date(told.read_at, line.zone)
    when = moment(line.since, line.zone, today=today)
    if part is Part.OVERDUE:
        gone = overdue_for(line.since, now=told.read_at, zone=line.zone, calendar=desk.calendar)
        when = f"{late(gone.business_days, gone.hours)} ({when})"
    elif part is Part.MISSING:
        days = business_days_between(local_date(line.since, line.zone), today, desk.calendar) + 1
        when = tn("no tracking number for {n} business day", "no tracking number for {n} business days", days)
    pair = [t("Emergency")] if line.emergency else []
    return line.folio, when, " · ".join([*pair, about]), city.name if city else ""


def parts(told: Digest, desk: Desk) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """What there is anything of: its name with how many, and its rows."""
    for section in told.sections:
        rows = [row_of(line, section.part, told, desk) for line in section.lines]
        if section.left_out:
            rows.append((tn("and {n} more", "and {n} more", section.left_out),))
        if section.total:
            yield name_of(section), rows


def foot(told: Digest, desk: Desk) -> list[str]:
    return [
        t("Counted {moment}; every deadline in the zone of its city, by calendar {calendar}.",
          moment=moment(told.read_at, desk.zone, desk.zone, today=told.on), calendar=desk.calendar.version),
        t("Names and contact data stay at the desk: look the folio up there."), *([desk.url] if desk.url else []),
    ]  # fmt: skip


def _as_html(told: Digest, desk: Desk) -> str:
    body = [f"<p>{escape(calm())}</p>"] if told.is_calm else []
    for name, rows in parts(told, desk):
        lines = "".join(f"<tr>{''.join(_cell(value, desk) for value in row)}</tr>" for row in rows)
        body.append(f'<h2 style="font-size:16px;margin:20px 0 4px">{escape(name)}</h2>'
                     f'<table style="border-collapse:collapse;font-size:14px">{lines}</table>')  # fmt: skip
    below = "".join(f'<p style="color:#555a61;font-size:13px;margin:8px 0 0">{_linked(one)}</p>'
                    for one in foot(told, desk))  # fmt: skip
    return (f'<!doctype html><html lang="{language()}"><body style="font-family:sans-serif;color:#1b1f24">'
            f"{''.join(body)}<div style=\"margin-top:20px\">{below}</div></body></html>")  # fmt: skip


def _cell(value: str, desk: Desk) -> str:
    shown = escape(value)
    if desk.url and FOLIO.fullmatch(value):
        shown = f'<a href="{escape(desk.url)}/inquiry?folio={shown}">{shown}</a>'
    return f'<td style="{CELL}">{shown}</td>'


def _linked(text: str) -> str:
    shown = escape(text)
    return f'<a href="{shown}">{shown}</a>' if text.startswith("http") else shown

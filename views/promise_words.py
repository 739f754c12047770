"""What stands around the figures of a month: its name, what each figure means, and by what it was counted."""

from datetime import date
from html import escape

from db.queries.promise_rows import Month
from views.look import Html, icon
from views.promise_month import Sheet
from words import t
from words.dates import moment, month, period


def name_of_month(of: Month, *, short: bool = False) -> str:
    """ "febrero de 2026", or in a narrow place "febrero"."""
    named = month(of.first)
    return named.split()[0] if short else named


def standing(of: Month) -> str:
    """Whether a month is over, and else up to which day it counts."""
    if of.is_over:
        return t("The whole month")
    if not of.counts:
        return t("No day of it is over yet")
    return t("Not over yet: counted {days}", days=period(of.first, of.last, today=of.first))


def defined() -> dict[str, str]:
    """Each figure and what it means."""
    return {
        t("Due", context="sheet"): t("Promises whose moment was in the month, by the local date of the city. Days that "
                                     "are not over yet are left out."),
        t("Kept"): t("Answered by a person up to the promised moment. An automatic acknowledgement or a note is no "
                     "answer."),
        t("Share"): t("Kept of due. What was answered late or is still overdue counts as not kept, closed or open."),
        t("Answered late"): t("Answered after the promised moment; closing does not erase it."),
        t("Still overdue"): t("Due and not answered when the data were read."),
        t("Moved"): t("Due at another moment than the customer was first told, by a change of the calendar or of the "
                      "promise; and how many answers only that made punctual or late."),
        t("No longer owed"): t("Ended without an answer being owed (reason corrected, other mailbox, merged): in no "
                               "other figure."),
    }  # fmt: skip


def meanings() -> Html:
    """The definitions, small, below the tables: a sheet that is printed has them too."""
    pairs = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(said)}</dd></div>" for name, said in defined().items())
    return Html(f'<dl class="sheet-meanings">{pairs}</dl>')


def stamps(sheet: Sheet) -> Html:
    """When it was read (with its year: paper lasts), in which zones, by which calendar: whoever has the paper can ask
    for the same again."""
    at = moment(sheet.now, sheet.zone, today=date.min)
    said = t("Data read {moment} ({zone}). Every deadline in the zone of its city. Calendar {calendar}.",
             moment=at, zone=sheet.zone, calendar=sheet.calendar.version)  # fmt: skip
    return Html(f'<p class="sheet-stamp">{escape(said)}</p>')


def notice(said: str, *, refused: bool) -> Html:
    """What was done, or why not, beside the form."""
    sign, kind = ("error", "refused") if refused else ("check", "saved")
    return Html(f'<p class="promise-{kind}" role="status">{icon(sign)} {escape(said)}</p>')

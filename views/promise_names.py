"""What a promise is called where its whole sentence has no room, and its term in words."""

from datetime import date

from db.queries.reference import Reference
from rules.terms import Term
from words import language, t
from words.dates import day
from words.elapsed import business_days
from words.labels import label


def promise_name(known: Reference, code: str) -> str:
    """Its short name, or the sentence of the page for one the desk was given later."""
    named = label("promise", code)
    row = known.promises.get(code)
    if named != code or row is None:
        return named
    return row.text_en if language() == "en" else row.text_es


def term_said(term: Term) -> str:
    """ "3 días hábiles, 20:00"; the lenient reading is told, the strict one is the rule."""
    said = t("{days}, until {hour}", days=business_days(term.business_days),
             hour=f"{term.closes:%H:%M}".removeprefix("0"))  # fmt: skip
    return f"{said}, {t('lenient')}" if term.lenient else said


def terms_said(known: Reference, code: str, first: date, last: date) -> str:
    """The terms that held for clocks which began in these days: "3 días hábiles, hasta las 20:00"."""
    mine = [term for term in known.terms if term.promise_code == code and term.holds_from <= last]
    begun = [term for term in mine if term.holds_from <= first][-1:]
    later = [term for term in mine if term.holds_from > first]
    said = [term_said(term) for term in begun]
    return "; ".join([*said, *(t("from {day} {term}", day=day(term.holds_from, today=first), term=term_said(term))
                               for term in later)])  # fmt: skip

"""What is said about a courier's list: why a file is no list, why a line is refused, why somebody must choose."""

from rules.carriers import TrackingWarning
from rules.courier_list import LineProblem
from rules.courier_list_columns import WrongColumnsError
from rules.courier_list_verdicts import Judged, Known, Verdict, Why
from words import t
from words.numbers import number

__all__ = ["about", "candidate", "not_read", "verdict_name", "warned", "wrong_columns"]


def not_read(code: str, details: dict[str, int]) -> str:
    """Why a file could not be read, and what to bring instead."""
    match code:
        case "too_large":
            return t("This file is larger than {most} MB. A list of a courier is not: bring the list alone.",
                     most=number(details["most"]))  # fmt: skip
        case "too_many":
            return t("This list has more than {most} lines. Bring it in parts.", most=number(details["most"]))
        case "old_office":
            return t("This is an old .xls file, or it has a password. Save it as .xlsx or .csv, without a password.")
        case "unpacks":
            return t("This file unpacks to far more than a list needs. Copy its rows into a new file.")
        case "damaged":
            return t("This file cannot be read: it is damaged, or not what its name says. Save it as .xlsx or .csv.")
        case "empty":
            return t("There is nothing in this list.")
    return t("This is no list. Bring an .xlsx or .csv file, or paste the rows.")


def wrong_columns(wrong: WrongColumnsError) -> str:
    """What the list has and what it needs, in one sentence."""
    found = ", ".join(f"“{name}”" for name in wrong.found[:8]) or t("no names of columns")
    if wrong.lacks_number and wrong.lacks_person:
        return t("Found: {found}. Needed: a column with the tracking number, and one with the DS-160, the folio or the "
                 "full name.", found=found)  # fmt: skip
    if wrong.lacks_number:
        return t("Found: {found}. Needed as well: a column with the tracking number.", found=found)
    return t("Found: {found}. Needed as well: a column with the DS-160, the folio or the full name.", found=found)


def verdict_name(verdict: Verdict) -> str:
    """What becomes of the lines of a verdict."""
    return {
        Verdict.MATCHED: t("matched"), Verdict.ALREADY: t("already there"), Verdict.AMBIGUOUS: t("to choose"),
        Verdict.UNKNOWN: t("not at the desk"), Verdict.REFUSED: t("cannot be read"),
    }[verdict]  # fmt: skip


def about(one: Judged) -> str:
    """Why a line stands where it stands."""
    return _refused(one.why) if isinstance(one.why, LineProblem) else _why(one)


def warned(one: Judged) -> str:
    """What to look at again in a number that is entered all the same."""
    match one.warning:
        case TrackingWarning.CHECK_DIGIT:
            return t("The check digit does not match: compare it with the list.")
        case TrackingWarning.FORMAT:
            return t("This courier writes its numbers otherwise.")
    return ""


def candidate(known: Known, cities: dict[str, str]) -> str:
    """Somebody a line may mean, to choose by."""
    has = t("settled") if known.settled else t("no number yet")
    if known.tracking_number:
        has = t("has number …{end}", end=known.tracking_number[-4:])
    parts = (known.folio, known.name, cities.get(known.city_code, ""), has)
    return " · ".join(filter(None, parts))


def _refused(problem: LineProblem) -> str:
    return {
        LineProblem.FORMULA: t("The number is a formula. Copy it as a value."),
        LineProblem.ROUNDED: t("The spreadsheet rounded the number. Format the column as text and export it again."),
        LineProblem.MERGED: t("The cell lies under a merged one. Unmerge the cells and fill each of them."),
        LineProblem.NO_NUMBER: t("There is no tracking number."),
        LineProblem.NOT_A_NUMBER: t("This is no tracking number."),
        LineProblem.CARD: t("This looks like a card number. It was not read."),
        LineProblem.TOO_LONG: t("The number is too long."),
        LineProblem.NOBODY: t("There is no DS-160, folio or name."),
        LineProblem.MISTYPED: t("One digit of the folio is wrong."),
    }[problem]


def _why(one: Judged) -> str:
    match one.why:
        case Why.SAME_NAME:
            return t("Several people have this name.")
        case Why.NAME_ORDER:
            return t("The same words in another order.")
        case Why.OTHER_NAME:
            return t("The desk has another name for it.")
        case Why.OTHER_DS160:
            return t("The name is known, with another DS-160.")
        case Why.DISAGREE:
            return t("Folio and DS-160 are of different people.")
        case Why.SEVERAL:
            return t("Several deliveries of this person wait for a number.")
        case Why.OTHER_NUMBER:
            return t("There is another number already. Choosing replaces it.")
        case Why.SETTLED:
            return t("The delivery is settled already.")
        case Why.NUMBER_OF_TWO:
            return t("Line {line} has the same number for another person. A family in one envelope?", line=one.other)
        case Why.NUMBER_ELSEWHERE:
            return t("{folio} of another person has this number already.", folio=one.other)
        case Why.PERSON_TWICE:
            return t("Line {line} has another number for the same person. Choose one of them.", line=one.other)
        case Why.REPEATED:
            return t("The same as line {line}.", line=one.other)
    return ""

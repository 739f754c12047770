"""What was decided about calendar and promises, each in one sentence; and by what codes are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from db.queries.audit import Audited
from db.queries.reference import Reference
from rules.terms import Term
from views.calendar_words import changed_said, did_said
from views.promise_names import promise_name, term_said
from words import language, t
from words.dates import day
from words.elapsed import business_days


@dataclass(frozen=True, slots=True)
class Among:
    """What codes and numbers are told by: everybody who works or worked here, the desk's data, the day."""

    names: Mapping[int, str]
    known: Reference
    today: date

    def who(self, account: object) -> str:
        """The name of an account."""
        return self.names.get(int(str(account)), "") or f"#{account}" if account else t("nobody")

    def day(self, text: object) -> str:
        """A day of the details."""
        try:
            return day(date.fromisoformat(str(text)), today=self.today)
        except ValueError:
            return str(text or "–")


def change_of(one: Audited) -> tuple[str, str]:
    """What it was before and after, as it is stored."""
    return _stored(one.details.get("before")), _stored(one.details.get("after"))


def _stored(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def calendar_said(one: Audited, among: Among) -> str:
    changed = changed_said(one.details, today=among.today)
    return t("Calendar: {what}. {effect}", what=changed, effect=did_said(one.details)).rstrip()


def promise_said(one: Audited, among: Among) -> str:
    before, after = (_terms(one.details.get(name)) for name in ("before", "after"))
    gone, came = [x for x in before if x not in after], [x for x in after if x not in before]

    def said(found: list[str]) -> str:
        return "; ".join(_term(text, among) for text in found)

    name = promise_name(among.known, str(one.details.get("promise", "")))
    if not gone:
        return t("New term of “{promise}”: {after}", promise=name, after=said(came))
    if not came:
        return t("Term of “{promise}” taken back: {before}", promise=name, before=said(gone))
    return t("Term of “{promise}”: {before} → {after}", promise=name, before=said(gone), after=said(came))


def _terms(value: Any) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


def _term(text: str, among: Among) -> str:
    """ "2026-03-13: 5 20:00" in words."""
    try:
        on, rest = text.split(": ", 1)
        days, hour, *lenient = rest.split()
        term = Term("", date.fromisoformat(on), int(days), time.fromisoformat(hour), bool(lenient))
    except ValueError:
        return text
    return t("{term} from {day}", term=term_said(term), day=among.day(on))


def target_said(one: Audited, among: Among) -> str:
    given, known = one.details, among.known
    reason, case = known.reasons.get(str(given.get("reason"))), known.subcases.get(str(given.get("subcase")))
    english = language() == "en"
    named = " · ".join(filter(None, (
        (reason.short_en if english else reason.short_es) if reason else str(given.get("reason", "")),
        (case.label_en if english else case.label_es) if case else "",
    )))  # fmt: skip
    days = business_days(int(given.get("business_days") or 0))
    return t("Internal target set for {case}: {days}, from {day}", case=named, days=days,
             day=among.day(given.get("holds_from"))) if one.kind == "target_set" else t(
        "Internal target ended for {case}: {days}", case=named, days=days)  # fmt: skip


def duty_said(one: Audited, among: Among) -> str:
    given = one.details
    name, promise = among.who(given.get("account")), promise_name(among.known, str(given.get("promise", "")))
    if one.kind == "duty_set":
        return t("{name} on duty for “{promise}” from {day}", name=name, promise=promise,
                 day=among.day(given.get("holds_from")))  # fmt: skip
    return t("Duty of {name} for “{promise}” ends: {day}", name=name, promise=promise,
             day=among.day(given.get("after")))  # fmt: skip


def bands_said(one: Audited, _among: Among) -> str:
    before, after = map(_bands, change_of(one))
    return t("Warning bands: {before} → {after}", before=before, after=after)


def _bands(stored: str) -> str:
    """ "0 1" in words."""
    today, _, coming = stored.partition(" ")
    return t("today {today}, next {coming}", today=today, coming=coming)

"""What an agent can say right now: the promise in words, the script, where to refer, in the caller's language."""

from dataclasses import dataclass
from datetime import date, datetime

from db.queries.reference import Reference, Subcase
from rules.clocks import RESPONSE_CLOCK, starts_clock
from rules.closing_days import Calendar
from rules.codes import Channel, GroupKind, Outcome, Reason
from rules.counting import DayCount
from rules.courier import TermState, explain_term, term_state
from rules.deadlines import Explanation
from rules.scope import CaseScope, ScopeItem, split_codes
from words import t
from words.dates import spoken_day
from words.filling import fill


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer that is promised: `runs` when saving starts its clock, else what it would be for a mail sent now."""

    explanation: Explanation
    runs: bool
    emergency: bool


@dataclass(frozen=True, slots=True)
class Term:
    """The courier's term of one visa: where it stands, and its days."""

    state: TermState
    days: tuple[DayCount, ...]
    starts_on: date


def owed(known: Reference, subcase: Subcase | None, *, channel: str, outcome: str, received_at: datetime, zone: str,
         calendar: Calendar) -> Owed | None:  # fmt: skip
    """The promise of a case, counted from this contact; None for a case without a response clock."""
    promise = known.promises.get(subcase.promise_code or "") if subcase else None
    if subcase is None or promise is None or promise.kind != RESPONSE_CLOCK:
        return None
    term = known.term(promise.code, started_at=received_at, zone=zone)
    if term is None:
        return None
    emergency = is_pair(subcase)
    counted = term.explain(received_at, zone, calendar)
    runs = starts_clock(promise.kind, channel=Channel(channel), outcome=Outcome(outcome or Outcome.ANSWERED),
                        emergency=emergency)  # fmt: skip
    return Owed(counted, runs, emergency)


def sentence(promised: Owed, *, today: date, lang: str) -> str:
    """The sentence to read out: "Responderemos a más tardar el jueves 19 de noviembre."."""
    day = spoken_day(promised.explanation.due_local.date(), today=today, lang=lang)
    match promised.runs, promised.emergency:
        case True, False:
            return t("We will answer by {day}.", lang=lang, day=day)
        case True, True:
            return t("We will contact you by {day}.", lang=lang, day=day)
        case False, False:
            return t("If you write today, we will answer by {day}.", lang=lang, day=day)
    return t("If you write today with “emergencia” in the subject, we will contact you by {day}.", lang=lang, day=day)


def term(issued_on: date, *, tracking: str, zone: str, calendar: Calendar, now: datetime) -> Term:
    """Where the courier's term of a visa stands."""
    counted = explain_term(issued_on, zone, calendar)
    state = term_state(issued_on, tracking_number=tracking, zone=zone, calendar=calendar, now=now)
    return Term(state, counted.days, counted.missing_local.date())


def scripts(known: Reference, subcase: Subcase | None, *, reason: str, due_on: date | None, eligible_on: date | None,
            today: date, lang: str, folio: str = "") -> tuple[str, ...]:  # fmt: skip
    """The approved sentences of a case; while none is chosen the greeting, or right after a save the folio to read."""
    days = {name: spoken_day(on, today=today, lang=lang) for name, on in
            (("due_date", due_on), ("eligible_date", eligible_on)) if on}  # fmt: skip
    days |= {"ticket_no": folio} if folio else {}
    general = "CLOSING" if folio else "GREETING" if not reason else ""
    found = [s for s in known.scripts if (s.subcase_code == subcase.code if subcase else s.code == general)]
    if not found and subcase:
        alike = [s for s in known.scripts if s.reason_code == reason]
        found = [s for s in alike if _mailbox(known, s.subcase_code) == subcase.mailbox_code][:1]
    texts = [fill(s.text_en if lang == "en" else s.text_es, days) for s in found]
    return tuple(text for text in texts if "{" not in text)  # a sentence whose day is not known yet is not said


def is_pair(subcase: Subcase) -> bool:
    """Whether a case is the emergency of a mail and a voice mail."""
    return "voicemail" in split_codes(subcase.channels)


def group_kind(known: Reference, subcase: Subcase | None) -> str:
    """H2, another group, or one without access yet: by the mailbox that serves the case."""
    if subcase is None or subcase.reason_code != Reason.GROUP:
        return ""
    if not subcase.mailbox_code:
        return GroupKind.NO_ACCESS
    h2 = {case.mailbox_code for case in known.subcases.values() if is_pair(case)}
    return GroupKind.H2 if subcase.mailbox_code in h2 else GroupKind.OTHER


def scope_items(known: Reference) -> tuple[ScopeItem, ...]:
    return tuple(
        ScopeItem(s.code, s.kind, tuple(s.reason_codes.split(";")), split_codes(s.page_lines), s.redirect_to)
        for s in known.scope
    )


def case_scope(subcase: Subcase) -> CaseScope:
    return CaseScope(subcase.code, subcase.reason_code, split_codes(subcase.channels), split_codes(subcase.page_lines))


def _mailbox(known: Reference, subcase_code: str) -> str | None:
    case = known.subcases.get(subcase_code)
    return case.mailbox_code if case else None

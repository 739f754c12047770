"""What the call screen knows while a call lasts: read once per run, judged by the rules."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.queries.calendar import calendar
from db.queries.callers import (
    Caller,
    KnownPerson,
    PastInquiry,
    known_people,
    lonely_halves,
    paid_before,
    past_inquiries,
)
from db.queries.colleagues import Colleague, colleagues
from db.queries.reference import Reference, Subcase, reference
from pages.failing import tell
from rules.closing_days import Calendar
from rules.codes import Channel
from rules.phones import last10
from rules.problems import InquiryDraft, Problem, problems, warnings
from rules.scope import refusal_of, scope_of, usual_outcome
from rules.zones import local_date
from views import call_state as form
from views.call_fields import shown_fields
from views.call_panel import Talk
from views.call_talk import case_scope, group_kind, is_pair, owed, scope_items, scripts, sentence, term


@dataclass(frozen=True, slots=True)
class Calling:
    """Reference, calendar, and who is calling."""

    known: Reference
    calendar: Calendar
    colleagues: tuple[Colleague, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    past: tuple[PastInquiry, ...] = ()
    paid: tuple[PastInquiry, ...] = ()
    halves: tuple[PastInquiry, ...] = ()

    @property
    def case(self) -> Subcase | None:
        """The case chosen, while it belongs to the reason chosen; for a mail the one the desk will log it under."""
        case = self.known.subcases.get(form.typed("subcase"))
        if case is None or case.reason_code != form.typed("reason"):
            return None
        if form.typed("channel") != Channel.EMAIL:
            return case
        return self.known.case_of_mail(case, mailbox_code=form.typed("mailbox"), subject=form.typed("subject"))

    @property
    def zone(self) -> str:
        """The clock of the line; for mail that of the city when it is known, else the desk's own."""
        line = self.known.lines.get(form.typed("line"))
        if line is not None and form.typed("channel") != Channel.EMAIL:
            return line.zone
        return self.known.zone_of(form.typed("city"))


def agreed(look: Session) -> Calling:
    """What the rules need to judge the form; who is calling is not asked."""
    return Calling(reference(look), calendar(look))


def listen(look: Session) -> Calling:
    """Everything one run of the call screen needs; six small queries at most."""
    known = reference(look)
    caller = Caller(digits=last10(form.typed("phone")), email=form.typed("email"), name=form.typed("name"),
                    ds160=form.typed("ds160").strip().upper().replace(" ", "").replace("-", ""))  # fmt: skip
    people = known_people(look, caller)
    case = known.subcases.get(form.typed("subcase"))
    waits = case is not None and is_pair(case) and form.typed("channel") != Channel.PHONE
    return Calling(
        known, calendar(look), colleagues(look), people,
        past_inquiries(look, people, organisation=form.typed("organisation")), paid_before(look, form.typed("receipt")),
        lonely_halves(look, arrived_by_mail=form.typed("channel") == Channel.VOICEMAIL) if waits else (),
    )  # fmt: skip


def usual(calling: Calling, *, now: datetime) -> str:
    """How such a contact usually ends; nothing while no case is chosen."""
    case = calling.case
    if case is None:
        return ""
    promised = owed(calling.known, case, channel=form.typed("channel"), outcome="", received_at=now, zone=calling.zone,
                    calendar=calling.calendar)  # fmt: skip
    return usual_outcome(case_scope(case), items=scope_items(calling.known), channel=form.typed("channel"),
                         owes_answer=bool(promised and promised.runs))  # fmt: skip


def judge(calling: Calling, *, now: datetime) -> tuple[InquiryDraft, tuple[Problem, ...], Talk]:
    """The form as it stands: what would be logged, what must be mended first, and what there is to say."""
    if ends := usual(calling, now=now):
        form.suggest("outcome", str(ends))
    known, case, zone, lang = calling.known, calling.case, calling.zone, form.typed("language")
    if case is not None:
        form.put("subcase", case.code)  # what the screen says and asks is what will be logged
    shown = shown_fields(case, reason=form.typed("reason"), channel=form.typed("channel"))
    draft = form.draft(zone=zone, shown=shown, group_kind=group_kind(known, case), promised_text="", now=now)
    promised = owed(known, case, channel=draft.channel, outcome=draft.outcome, received_at=draft.received_at, zone=zone,
                    calendar=calling.calendar)  # fmt: skip
    today = local_date(now, zone)
    said = sentence(promised, today=today, lang=lang) if promised else ""
    courier = term(draft.visa_issued_on, tracking=draft.tracking_number, zone=zone, calendar=calling.calendar,
                   now=now) if draft.visa_issued_on else None  # fmt: skip
    items = scope_items(known)
    can, own = scope_of(items, draft.reason_code)
    cannot = (*own, *(one for one in scope_of(items, "")[1] if one not in own))
    farewell = form.farewell() if not draft.reason_code and not draft.line_code else ""
    talk = Talk(
        lang=lang, sentence=said, promised=promised, term=courier, can=can, cannot=cannot,
        lacks_issue_date="visa_issued_on" in shown and courier is None,
        scripts=scripts(known, case, reason=draft.reason_code, today=today, lang=lang, folio=farewell,
                        due_on=promised.explanation.due_local.date() if promised else None,
                        eligible_on=courier.starts_on if courier else None),
        mailbox=known.mailboxes.get(case.mailbox_code or "") if case else None,
        refused=refusal_of(case_scope(case), scope_items(known)) if case else None,
    )  # fmt: skip
    if promised and promised.runs:
        draft = form.draft(zone=zone, shown=shown, group_kind=draft.group_kind, promised_text=said, now=now)
    return draft, problems(draft, required_fields=case.required_fields if case else "", zone=zone, now=now), talk


def judged(calling: Calling, *, now: datetime) -> tuple[tuple[Problem, ...], tuple[Problem, ...], Talk]:
    """What must be mended, what should be read back, what there is to say. A bug in the judging takes no form away from
    somebody who is on the telephone: it is told, and the form is drawn as it stands."""
    try:
        draft, wrong, talk = judge(calling, now=now)
        return wrong, tuple(warnings(draft)), talk
    except Exception as bug:
        tell(bug)
        return (), (), Talk(lang=form.typed("language"), sentence="", scripts=(), promised=None, term=None,
                            lacks_issue_date=False, mailbox=None, can=(), cannot=(), refused=None)  # fmt: skip

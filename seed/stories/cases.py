"""One inquiry from its first word to its closing: who, about what, how it was logged, what was done afterwards."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from db.models import Subcase
from rules.codes import Channel, Outcome
from rules.problems import InquiryDraft
from rules.zones import local_date
from seed.lives import Life
from seed.stories.after import afterwards
from seed.stories.details import details
from seed.stories.hours import logged_after
from seed.stories.notes import note
from seed.stories.people import Person
from seed.stories.scene import Scene
from seed.stories.weights import Choice

MAILBOX_OF_REASON = {"PAYMENT": "MB_PAY", "DELIVERY": "MB_COURIER", "GROUP": "MB_GRP"}

DUPLICATE = Choice.of({Outcome.OUT_OF_SCOPE: 0.7, Outcome.ANSWERED: 0.3})
INCIDENT = Choice.of({Outcome.ESCALATED: 0.4, Outcome.ANSWERED: 0.35, Outcome.REFERRED: 0.25})
GROUP_CALL = Choice.of({Outcome.REFERRED: 0.8, Outcome.PROMISE_MADE: 0.2})
GROUP_MAIL = Choice.of({Outcome.PROMISE_MADE: 1})
MAIL = Choice.of({Outcome.ANSWERED: 0.85, Outcome.REFERRED: 0.1, Outcome.ESCALATED: 0.05})
CALL = Choice.of(
    {Outcome.ANSWERED: 0.79, Outcome.REFERRED: 0.04, Outcome.ESCALATED: 0.12, Outcome.PROMISE_MADE: 0.05}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How an inquiry begins: received when, where, by whom, about what."""

    subcase: Subcase
    channel: str
    received_at: datetime
    zone: str
    line_code: str = ""
    city_code: str = ""
    person: Person | None = None
    group_kind: str = ""


def life_of(
    scene: Scene, opening: Opening, *, number: int, unanswered: bool = False, issued_on: date | None = None
) -> Life:
    """The life of one inquiry up to `scene.now`; an `unanswered` one is still waiting for its first answer."""
    rng, subcase, person = scene.rng, opening.subcase, opening.person
    on = local_date(opening.received_at, opening.zone)
    language = person.language if person else "es"
    by_phone = opening.channel == Channel.PHONE
    logged = opening.received_at + timedelta(seconds=rng.randint(95, 560)) if by_phone else logged_after(
        rng, opening.received_at
    )
    if logged > scene.now:
        logged = opening.received_at + (scene.now - opening.received_at) * rng.uniform(0.2, 0.9)
    outcome = outcome_of(rng, subcase, by_phone=by_phone)
    more = details(rng, subcase, on=on, calendar=scene.calendar, by_phone=by_phone)
    if issued_on is not None:
        more = replace(more, visa_issued_on=issued_on)
    about = note(
        rng, subcase.code, language=language, on=on, people=more.group_size or 0, issued=more.visa_issued_on,
        company=person.organisation if person else "",
    )  # fmt: skip
    by = rng.choice(scene.agents)
    follows = outcome in (Outcome.ESCALATED, Outcome.PROMISE_MADE) and (unanswered or rng.random() < 0.7)
    follow_up_by = (by if rng.random() < 0.6 else rng.choice(scene.agents)) if follows else None
    if unanswered and rng.random() < 0.4:
        follow_up_by = None
    draft = InquiryDraft(
        client_key=f"{scene.story}-{number:08}", channel=opening.channel, language=language,
        reason_code=subcase.reason_code, subcase_code=subcase.code, outcome=outcome, received_at=opening.received_at,
        line_code=opening.line_code, city_code=opening.city_code if not opening.line_code else "",
        mailbox_code=_mailbox(opening), name=person.name if person else "", phone=person.phone if person else "",
        email=person.email if person else "", ds160=person.ds160 if person else "",
        passport_last4=person.passport_last4 if person else "",
        organisation=person.organisation if person else "",
        group_kind=opening.group_kind, group_size=more.group_size,
        subject=_subject(scene, opening, language, on, more.group_size or 0), payment_method=more.payment_method,
        payment_on=more.payment_on, receipt=more.receipt, warned_no_repay=subcase.reason_code == "PAYMENT",
        screenshots_asked=subcase.code == "OTH_TECH", visa_issued_on=more.visa_issued_on,
        carrier_code=more.carrier_code, tracking_number=more.tracking_number, emergency_reason=more.emergency_reason,
        callback_phone=more.callback_phone, notes=about, follow_up_by=follow_up_by,
        opened_form_at=opening.received_at if by_phone else logged - timedelta(seconds=rng.randint(40, 200)),
    )  # fmt: skip
    steps = afterwards(scene, draft, zone=opening.zone, logged=logged, by=by, unanswered=unanswered)
    return Life(draft=draft, at=logged, by=by, person=person.number if person else 0, steps=steps)


def outcome_of(rng: Random, subcase: Subcase, *, by_phone: bool) -> Outcome:
    """How the first contact ends, as the desk's scope and the parameters' shares have it."""
    match subcase.code:
        case "STATUS_POST_INTERVIEW" | "OTH_STATUS" | "OTH_FORMS":
            return Outcome.OUT_OF_SCOPE
        case "OTH_GENERAL_INFO" | "GRP_ACCESS":
            return Outcome.REFERRED
        case "OTH_UNCLASSIFIED":
            return Outcome.DROPPED
        case "DEL_NO_TRACKING" | "GRP_H2_EMERGENCY":
            return Outcome.ESCALATED
        case "PAY_DUPLICATE":
            return DUPLICATE.pick(rng)
        case "DEL_INCIDENT" | "PAY_PROBLEM" | "OTH_TECH":
            return INCIDENT.pick(rng)
    if subcase.reason_code == "GROUP":
        return (GROUP_CALL if by_phone else GROUP_MAIL).pick(rng)
    return (CALL if by_phone else MAIL).pick(rng)


def _mailbox(opening: Opening) -> str:
    if opening.channel != Channel.EMAIL:
        return ""
    return opening.subcase.mailbox_code or MAILBOX_OF_REASON.get(opening.subcase.reason_code, "MB_INFO")


def _subject(scene: Scene, opening: Opening, language: str, on: date, people: int) -> str:
    if opening.channel != Channel.EMAIL:
        return ""
    subcase, rng = opening.subcase, scene.rng
    if subcase.reason_code != "GROUP":
        return scene.reason_names[subcase.reason_code, language]
    kind = "emergency_subject" if subcase.code == "GRP_H2_EMERGENCY" else "subject"
    kind = kind if subcase.code.startswith("GRP_H2") else "subject_other"
    return note(rng, kind, language=language, on=on, people=people)

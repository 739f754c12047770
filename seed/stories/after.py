"""What people did about an inquiry after it was logged: answers, closings, second messages, tracking numbers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rules.clocks import starts_clock
from rules.codes import Channel, Outcome, Status
from rules.deadlines import due
from rules.moves import status_after_logging
from rules.problems import InquiryDraft
from seed.lives import Step, StepKind
from seed.stories.courier import sent
from seed.stories.hours import MINUTE, logged_after, worked_on
from seed.stories.notes import note
from seed.stories.scene import Scene
from seed.stories.weights import Choice, weights

EMERGENCY = "GRP_H2_EMERGENCY"
UNHURRIED = Choice.of({0: 0.4, 1: 0.35, 2: 0.18, 3: 0.07})
PROMISED, URGENT = Choice.of({0: 0.2, 1: 0.5, 2: 0.3}), Choice.of({0: 0.5, 1: 0.5})


def afterwards(
    scene: Scene, draft: InquiryDraft, *, zone: str, logged: datetime, by: int, unanswered: bool
) -> tuple[Step, ...]:
    """The steps of a life up to `scene.now`, in order; an `unanswered` one has none that answers or closes."""
    steps = list(_beside(scene, draft, zone=zone, logged=logged, by=by, waits=unanswered))
    if not unanswered:
        steps += _until_closed(scene, draft, zone=zone, logged=logged, by=by)
        if not steps:
            return ()
        answered = min((s.moment or s.at for s in steps if s.kind is StepKind.REPLY), default=scene.now)
        # Who was called back does not leave a voice mail any more; one that came later would wait for another answer.
        steps = [s for s in steps if s.kind is not StepKind.VOICEMAIL or s.at < answered]
    done = (replace(s, at=scene.now) if s.moment and s.moment <= scene.now < s.at else s for s in steps)
    return tuple(sorted((s for s in done if s.at <= scene.now), key=lambda s: s.at))


def _until_closed(scene: Scene, draft: InquiryDraft, *, zone: str, logged: datetime, by: int) -> Iterator[Step]:
    rng, owes = scene.rng, _owes(scene, draft, draft.channel)
    closed = logged
    if status_after_logging(Outcome(draft.outcome), owes_answer=owes) is not Status.CLOSED:
        answered = _answer_time(scene, draft, zone=zone, asked=draft.received_at, logged=logged, owes=owes)
        waits = owes and draft.channel == Channel.EMAIL and rng.random() < 0.2
        yield _reply(scene, draft, at=answered, by=by, then=Status.WAITING if waits else Status.CLOSED)
        closed = answered
        if waits:
            closed = worked_on(rng, answered + 30 * MINUTE, days=rng.randint(1, 4), zone=zone, calendar=scene.calendar)
            yield Step(kind=StepKind.CLOSE, at=closed, by=by, then=Outcome.ANSWERED)
    if rng.random() < weights().share["reopen_rate"] and draft.outcome != Outcome.DROPPED:
        yield from _again(scene, draft, zone=zone, closed=closed, by=by)


def _again(scene: Scene, draft: InquiryDraft, *, zone: str, closed: datetime, by: int) -> Iterator[Step]:
    """The customer comes back, by the same way, and is answered again."""
    rng = scene.rng
    channel = Channel.PHONE if draft.channel == Channel.PHONE else Channel.EMAIL
    days = rng.choice((0, 1, 1, 2, 3, 5))
    asked = worked_on(rng, closed + 45 * MINUTE, days=days, zone=zone, calendar=scene.calendar)
    logged = asked + rng.randint(2, 6) * MINUTE if channel == Channel.PHONE else logged_after(rng, asked)
    text = note(rng, "message", language=draft.language, on=asked.date())
    yield Step(
        kind=StepKind.MESSAGE, at=logged, by=rng.choice(scene.agents), moment=asked, channel=channel, text=text,
        subject=f"RE: {draft.subject}" if draft.subject else "",
    )  # fmt: skip
    owes = _owes(scene, draft, channel)
    answered = _answer_time(scene, draft, zone=zone, asked=asked, logged=logged, owes=owes)
    yield _reply(scene, draft, at=answered, by=by, then=Status.CLOSED)


def _beside(
    scene: Scene, draft: InquiryDraft, *, zone: str, logged: datetime, by: int, waits: bool
) -> Iterator[Step]:
    """What happens beside answering: notes, hand-overs, the voice mail of an emergency, the tracking number."""
    rng = scene.rng
    stays_open = waits or draft.outcome in (Outcome.ESCALATED, Outcome.PROMISE_MADE)
    if stays_open and rng.random() < 0.12:
        text = note(rng, "note", language="es" if rng.random() < 0.8 else "en", on=logged.date())
        yield Step(kind=StepKind.NOTE, at=logged + rng.randint(20, 200) * MINUTE, by=by, text=text)
    if stays_open and draft.follow_up_by is None and rng.random() < 0.4 and not waits:
        to = rng.choice(scene.agents)
        yield Step(kind=StepKind.ASSIGN, at=logged + rng.randint(5, 90) * MINUTE, by=by, to=to)
    if draft.subcase_code == EMERGENCY and draft.channel == Channel.EMAIL and not waits and rng.random() < 0.6:
        spoke = draft.received_at + rng.randint(6, 95) * MINUTE
        yield Step(
            kind=StepKind.VOICEMAIL, at=max(spoke, logged) + rng.randint(3, 25) * MINUTE, by=by, moment=spoke,
            company=draft.organisation, callback=draft.phone,
            text=note(
                rng, "voicemail", language=draft.language, on=spoke.date(), company=draft.organisation,
                people=draft.group_size or 0,
            ),
        )  # fmt: skip
    if draft.visa_issued_on and not draft.tracking_number and not waits:
        yield from sent(scene, draft, zone=zone, logged=logged, by=by)


def _reply(scene: Scene, draft: InquiryDraft, *, at: datetime, by: int, then: Status) -> Step:
    """An answer; some are written down later than they were given."""
    rng = scene.rng
    by_phone = draft.channel == Channel.PHONE or (draft.subcase_code == EMERGENCY and rng.random() < 0.7)
    late = rng.random() < 0.1
    text = note(rng, "reply", language=draft.language, on=at.date())
    return Step(
        kind=StepKind.REPLY, at=at + rng.randint(5, 90) * MINUTE if late else at, by=by if rng.random() < 0.8 else
        rng.choice(scene.agents), moment=at if late else None, channel=Channel.PHONE if by_phone else Channel.EMAIL,
        text=text, then=then,
    )  # fmt: skip


def _owes(scene: Scene, draft: InquiryDraft, channel: str) -> bool:
    promise, subcase = scene.promise_of(draft.subcase_code), scene.subcases[draft.subcase_code]
    emergency = "voicemail" in subcase.channels
    return promise is not None and starts_clock(
        promise.kind, channel=Channel(channel), outcome=Outcome(draft.outcome), emergency=emergency
    )


def _answer_time(
    scene: Scene, draft: InquiryDraft, *, zone: str, asked: datetime, logged: datetime, owes: bool
) -> datetime:
    """When the answer is given: mostly before its promise is due, as often late as the parameters say."""
    rng, share, promise = scene.rng, weights().share, scene.promise_of(draft.subcase_code)
    if not owes or promise is None or promise.business_days is None:
        days = UNHURRIED.pick(rng)
        return worked_on(rng, logged, days=days, zone=zone, calendar=scene.calendar)
    due_at = due(asked, zone, promise.business_days, scene.calendar)
    urgent = draft.subcase_code == EMERGENCY
    if rng.random() < share["share_emergency_on_time" if urgent else "share_group_replies_on_time"]:
        days = (URGENT if urgent else PROMISED).pick(rng)
        answered = worked_on(rng, logged, days=days, zone=zone, calendar=scene.calendar)
        return answered if answered <= due_at else logged + (due_at - logged) * rng.uniform(0.5, 0.98)
    late = worked_on(rng, due_at, days=rng.choice((1, 1, 1, 2, 2, 3)), zone=zone, calendar=scene.calendar)
    # What is overdue now is told by the story on purpose; the others that were late have been answered meanwhile.
    return due_at + (scene.now - due_at) * rng.uniform(0.3, 0.9) if due_at < scene.now < late else late

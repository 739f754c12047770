"""A passport on its way back: it gets its number, is sometimes kept for collection, and is collected or sent back."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from rules.business_days import add_business_days
from rules.courier import collect_by
from rules.problems import InquiryDraft
from rules.zones import local_date, moment
from seed.lives import Step, StepKind
from seed.stories.details import waybill
from seed.stories.hours import worked_on
from seed.stories.scene import Scene
from seed.stories.weights import Choice

FOR_COLLECTION = 0.15
"""How often nobody was at home, or the address was the courier's own."""
FORGOTTEN = 0.06
DAYS_UNTIL = Choice.of({1: 0.3, 2: 0.25, 4: 0.2, 7: 0.15, 12: 0.1})
"""Business days until somebody went there."""


def sent(scene: Scene, draft: InquiryDraft, *, zone: str, logged: datetime, by: int) -> Iterator[Step]:
    """The passport gets its number some days later, or is handed over without one."""
    assert draft.visa_issued_on is not None
    rng = scene.rng
    term_ends = add_business_days(draft.visa_issued_on, rng.choice((3, 4, 4, 5, 5, 6, 7)), scene.calendar)
    waited = max(0, (term_ends - local_date(logged, zone)).days)
    after = logged + timedelta(days=waited) if waited else logged
    at = worked_on(rng, after, days=0 if waited else rng.choice((1, 1, 2, 3)), zone=zone, calendar=scene.calendar)
    if rng.random() < 0.08:
        yield Step(kind=StepKind.SETTLE, at=at, by=by, why=rng.choice(("handed_over", "handed_over", "duplicate")))
        return
    yield Step(kind=StepKind.TRACKING, at=at, by=by, carrier="DHL_EXPRESS", number=waybill(rng))
    if rng.random() < FOR_COLLECTION:
        yield from _kept(scene, zone=zone, sent_at=at, by=by)


def _kept(scene: Scene, *, zone: str, sent_at: datetime, by: int) -> Iterator[Step]:
    """The courier keeps it for a month; hardly anybody lets it go back."""
    rng = scene.rng
    at = worked_on(rng, sent_at, days=rng.randint(1, 3), zone=zone, calendar=scene.calendar)
    on = local_date(at, zone)
    yield Step(kind=StepKind.COLLECTABLE, at=at, by=by, on=on)
    if rng.random() < FORGOTTEN:
        gone = moment(collect_by(on) + timedelta(days=1), time(9), zone)
        yield Step(kind=StepKind.SETTLE, at=gone, by=by, why="returned")
    else:
        days = DAYS_UNTIL.pick(rng)
        fetched = worked_on(rng, at, days=days, zone=zone, calendar=scene.calendar)
        yield Step(kind=StepKind.SETTLE, at=fetched, by=by, why="collected")

"""What waits at the courier whenever the demo is made: since a few days, for its last days, and longer than it is kept.

Every one has its number, and its customer asked and was told; what is left is to go there.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from rules.business_days import add_business_days
from rules.courier import collect_by
from rules.zones import local_date, moment
from seed.lives import Life, Step, StepKind
from seed.stories.cases import Opening, life_of
from seed.stories.details import waybill
from seed.stories.hours import DESK
from seed.stories.scene import Scene

ZONE = DESK.key
DAYS_LEFT = (27, 2, 0, -1)
"""Calendar days until the courier sends it back: a new one, two that are nearly late, one that is."""


def at_the_courier(scene: Scene, *, first_number: int) -> Iterator[Life]:
    """The lives of passports that wait to be collected."""
    for n, left in enumerate(DAYS_LEFT):
        yield _waiting(scene, _kept_since(local_date(scene.now, ZONE) + timedelta(days=left)), number=first_number + n)


def _kept_since(last: date) -> date:
    """The latest day since which the courier keeps what it keeps until a day, or what it sent back just before."""
    return next(day for n in range(27, 33) if collect_by(day := last - timedelta(days=n)) <= last)


def _waiting(scene: Scene, on: date, *, number: int) -> Life:
    rng = scene.rng
    asked = add_business_days(on, -2, scene.calendar)
    opening = Opening(
        subcase=scene.subcases["DEL_INCIDENT"], channel="email", received_at=moment(asked, time(10, 20), ZONE),
        zone=ZONE, city_code="MEX", person=scene.cast.somebody(),
    )  # fmt: skip
    life = life_of(scene, opening, number=number, issued_on=add_business_days(asked, -6, scene.calendar))
    draft = replace(life.draft, carrier_code="DHL_EXPRESS", tracking_number=waybill(rng), outcome="answered")
    step = Step(kind=StepKind.COLLECTABLE, at=min(moment(on, time(12), ZONE), scene.now), by=life.by, on=on)
    return replace(life, draft=draft, steps=(step,))

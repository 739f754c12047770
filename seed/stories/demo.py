"""A believable year that ends now, and what waits at its end."""

import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from rules.zones import local_date
from seed.lives import Life
from seed.stories.cases import life_of
from seed.stories.hours import DESK
from seed.stories.scene import Scene
from seed.stories.staged import staged
from seed.stories.year import openings

DAYS = 365
SURELY_NEW = time(4)
"""In UTC: no local day of ours begins earlier."""


def tell(scene: Scene, *, inquiries: int, days: int = DAYS, busy: bool = False) -> Iterator[Life]:
    """Every life of the story by the time it was logged, `inquiries` of them; only what is not logged yet is held."""
    waiting = staged(scene, first_number=1)[: max(0, inquiries)]
    number = len(waiting)
    coming = [(life.at, life.draft.client_key, life) for life in waiting]
    heapq.heapify(coming)
    first = local_date(scene.now, DESK) - timedelta(days=days - 1)
    for day_number, day in enumerate(openings(scene, inquiries=inquiries - number, first=first, busy=busy)):
        settled = datetime.combine(first + timedelta(days=day_number + 1), SURELY_NEW, tzinfo=UTC)
        for opening in day:
            # Nothing is logged before it is received, so what was logged before this one has nothing before it to come.
            while coming and coming[0][0] < min(opening.received_at, settled):
                yield heapq.heappop(coming)[2]
            number += 1
            life = life_of(scene, opening, number=number)
            heapq.heappush(coming, (life.at, life.draft.client_key, life))
        while coming and coming[0][0] < settled:
            yield heapq.heappop(coming)[2]
    while coming:
        yield heapq.heappop(coming)[2]

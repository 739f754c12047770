"""What every life of a story shares: the people at the desk, the reference data, the calendar, the moment it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from db.models import Promise, Subcase
from db.queries.reference import Reference
from rules.closing_days import Calendar
from seed.stories.chance import Chance
from seed.stories.people import Cast
from seed.tables import plain


@dataclass(frozen=True, slots=True)
class Scene:
    """One random source for all of it: the same seed and the same `now` tell the same story."""

    story: str
    rng: Chance
    cast: Cast
    agents: tuple[int, ...]
    subcases: Mapping[str, Subcase]
    promises: Mapping[str, Promise]
    reason_names: Mapping[tuple[str, str], str]
    calendar: Calendar
    now: datetime

    @classmethod
    def of(
        cls, story: str, *, seed: int, now: datetime, agents: tuple[int, ...], known: Reference, calendar: Calendar
    ) -> "Scene":
        """The scene of a story, its chance drawn from the story's name and the seed alone."""
        rng = Chance(f"{story} {seed}")
        names = {(r.code, "es"): r.short_es for r in known.reasons.values()}
        names |= {(r.code, "en"): r.short_en for r in known.reasons.values()}
        subcases, promises = plain(known.subcases), plain(known.promises)
        return cls(story, rng, Cast(rng), agents, subcases, promises, names, calendar, now)

    def promise_of(self, subcase_code: str) -> Promise | None:
        return self.promises.get(self.subcases[subcase_code].promise_code or "")

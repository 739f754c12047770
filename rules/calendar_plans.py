"""A change of the calendar that somebody is about to decide: what it is, and the calendar that would be."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from rules.calendar_changes import in_layer, opened, said_of, switched, with_rows, without
from rules.closing_days import Calendar, ClosingDay
from rules.codes import Layer


class Act(StrEnum):
    """What can be done to the calendar."""

    ADD = "add"
    REMOVE = "remove"
    OPEN = "open"
    CLOSE = "close"
    LAYER_ON = "layer_on"
    LAYER_OFF = "layer_off"


@dataclass(frozen=True, slots=True)
class Plan:
    """`days` for what is added, else `layer`, and `on` for what is done to one day. `seen` is the calendar's version
    when its effect was asked for."""

    act: Act
    seen: str
    layer: Layer = Layer.OWN
    on: date = date.min
    days: tuple[ClosingDay, ...] = ()
    why: str = ""

    def applied(self, calendar: Calendar) -> Calendar:
        """The calendar that would be."""
        match self.act:
            case Act.ADD:
                return with_rows(calendar, self.days)
            case Act.REMOVE:
                return without(calendar, self.on, self.layer)
            case Act.OPEN:
                return opened(calendar, self.on, self.layer)
            case Act.CLOSE:
                return self._closed(calendar)
            case _:
                return switched(calendar, self.layer, on=self.act is Act.LAYER_ON)

    def name(self, calendar: Calendar, *, english: bool) -> str:
        """What the day is called that it is about."""
        day = self.days[0] if self.days else said_of(calendar, self.on, self.layer)
        day = day or in_layer(calendar, self.on, self.layer)
        return "" if day is None else day.name_en if english else day.name_es

    def written(self) -> str:
        """As text, to be kept while its effect is looked at."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What `written` wrote; None for anything else."""
        try:
            told: dict[str, Any] = json.loads(text)
            days = tuple(
                ClosingDay(**{**day, "on": date.fromisoformat(day["on"]), "layer": Layer(day["layer"])})
                for day in told["days"]
            )
            return cls(Act(told["act"]), str(told["seen"]), Layer(told["layer"]), date.fromisoformat(told["on"]), days,
                       str(told["why"]))  # fmt: skip
        except (ValueError, TypeError, KeyError):
            return None

    def _closed(self, calendar: Calendar) -> Calendar:
        said, bare = said_of(calendar, self.on, self.layer), without(calendar, self.on, self.layer)
        if said is None or in_layer(bare, self.on, self.layer) is not None:
            return bare
        again = ClosingDay(said.on, said.layer, said.name_es, said.name_en, said.source, said.status)
        return with_rows(bare, [again])

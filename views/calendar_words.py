"""What was done to the calendar, worded from its events; and how a day of a list stands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.queries.effect import Effect
from rules.ics_review import Reviewed, Standing
from views.calendar_effect import effect_said
from views.calendar_grid import name_of
from words import t, tn
from words.dates import day
from words.labels import label


def standing_said(one: Reviewed) -> str:
    """What adding the day would do."""
    match one.standing:
        case Standing.NEW:
            return t("open: it would be closed")
        case Standing.WEEKEND:
            return t("weekend: changes nothing")
        case Standing.TWICE:
            return t("twice in the list")
        case Standing.NO_NAME:
            return t("has no name")
        case Standing.CLOSED_ALREADY:
            return t("closed already: {name}", name=name_of(one.closing) if one.closing else "")


def changed_said(told: Mapping[str, Any], *, today: date) -> str:
    """One change of the calendar: "closed Tue Mar 17: Stocktaking"."""
    on, name, layer = _day(told.get("on"), today), str(told.get("name") or ""), str(told.get("layer") or "")
    why = f" · {told['why']}" if told.get("why") else ""
    match told.get("what"):
        case "days_added":
            days = list(told.get("days") or ())
            if len(days) == 1:
                return t("closed {day}: {name}", day=_day(days[0]["on"], today), name=days[0]["name"]) + why
            return tn("closed {n} day of a list", "closed {n} days of a list", len(days)) + why
        case "day_removed":
            return t("took back {day}: {name}", day=on, name=name) + why
        case "day_opened":
            return t("opened {day}: {name}", day=on, name=name) + why
        case "day_closed":
            return t("closed again {day}: {name}", day=on, name=name) + why
        case "layer_on":
            return t("switched on: {layer}", layer=label("layer", layer)) + why
        case "layer_off":
            return t("switched off: {layer}", layer=label("layer", layer)) + why
        case "counted_again":
            return t("counted again by version {named}", named=str(told.get("after") or ""))
        case other:
            return str(other or "")


def did_said(told: Mapping[str, Any]) -> str:
    """What it did, as it was counted then."""
    known = {name: int(n) for name, n in (told.get("effect") or {}).items() if name in Effect.__dataclass_fields__}
    return " ".join(effect_said(Effect(**known)))


def _day(text: object, today: date) -> str:
    try:
        return day(date.fromisoformat(str(text)), today=today)
    except ValueError:
        return ""

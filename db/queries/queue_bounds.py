"""What the queues compare with: now, where each day ends in the zone of each row, the values of the filters."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from db.queries.queue_view import QueueView
from rules.closing_days import Calendar
from rules.urgency import USUAL, Bands
from rules.zones import local_date, moment

ONE_DAY = timedelta(days=1)
NUMBERS = ("assignee", "hour", "weekday")
"""The filters whose values are numbers."""


def bounds(
    *, now: datetime, calendar: Calendar, zones: Iterable[str], account_id: int, bands: Bands = USUAL
) -> dict[str, Any]:
    """The values the walks compare with, by the names of their parameters: one statement serves every moment.

    A day ends where the row is; the latest and the earliest of these ends bound the walk along the index. `today` and
    `next` go as far ahead as the desk's warning bands do.
    """
    days = {zone: local_date(now, zone) for zone in zones}
    ends = {day: bands.ends(day, calendar) for day in set(days.values())}
    today = {zone: _end(ends[day][0], zone) for zone, day in days.items()}
    following = {zone: _end(ends[day][1], zone) for zone, day in days.items()}
    return {
        "now": now, "me": account_id, "today ends": max(today.values()), "today ends first": min(today.values()),
        "next ends": max(following.values()), **{f"today ends {zone}": at for zone, at in today.items()},
        **{f"next ends {zone}": at for zone, at in following.items()},
    }  # fmt: skip


def asked_of(view: QueueView, *, now: datetime) -> dict[str, Any]:
    """The values of a view's own filters and days, by the names of their parameters."""
    first = view.first or now.date()
    days = {"first": first, "last": view.last or first}
    return days | {f"is {name}": _value(name, value) for name, value in view.filters.items()}


def _value(name: str, value: str) -> str | int:
    if name not in NUMBERS:
        return value
    return int(value) if value.isdecimal() and len(value) < 10 else -1


def _end(day: date, zone: str) -> datetime:
    return moment(day + ONE_DAY, time(0), ZoneInfo(zone))

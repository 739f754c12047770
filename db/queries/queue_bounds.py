"""The moments the queues compare with: now, and where each day ends in the zone of each row."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rules.business_days import next_business_day
from rules.closing_days import Calendar
from rules.zones import local_date, moment

ONE_DAY = timedelta(days=1)


def bounds(*, now: datetime, calendar: Calendar, zones: Iterable[str], account_id: int) -> dict[str, Any]:
    """The values the walks compare with, by the names of their parameters: one statement serves every moment.

    A day ends where the row is; the latest and the earliest of these ends bound the walk along the index.
    """
    days = {zone: local_date(now, zone) for zone in zones}
    today = {zone: _end(day, zone) for zone, day in days.items()}
    after = {day: next_business_day(day, calendar) for day in set(days.values())}
    following = {zone: _end(after[day], zone) for zone, day in days.items()}
    return {
        "now": now, "me": account_id, "today ends": max(today.values()), "today ends first": min(today.values()),
        "next ends": max(following.values()), **{f"today ends {zone}": at for zone, at in today.items()},
        **{f"next ends {zone}": at for zone, at in following.items()},
    }  # fmt: skip


def _end(day: date, zone: str) -> datetime:
    return moment(day + ONE_DAY, time(0), ZoneInfo(zone))

"""When things happen: local times of contacts, and the working hours in which the desk logs and answers."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from rules.business_days import add_business_days
from rules.closing_days import Calendar
from rules.zones import local, moment

DESK = ZoneInfo("America/Mexico_City")
"""Where the agents sit."""
MINUTE = timedelta(minutes=1)


def at_hour(rng: Random, day: date, hour: int, zone: str) -> datetime:
    """A moment within a local hour, in UTC."""
    naive = datetime(day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60), tzinfo=ZoneInfo(zone))
    return naive.astimezone(UTC)


def logged_after(rng: Random, received_at: datetime) -> datetime:
    """When a mail is logged: within the hour while somebody is at the desk, else the next morning."""
    here = received_at.astimezone(DESK)
    if 8 <= here.hour < 19:
        return received_at + timedelta(seconds=rng.randint(180, 3_300))
    morning = here.date() if here.hour < 8 else here.date() + timedelta(days=1)
    return moment(morning, time(8), DESK) + timedelta(seconds=rng.randint(60, 5_400))


def worked_on(rng: Random, after: datetime, *, days: int, zone: str, calendar: Calendar) -> datetime:
    """A working moment `days` business days after a moment (0: later that day if there is time, else the next)."""
    here = local(after, zone)
    if days == 0 and here.hour < 18 and calendar.is_business_day(here.date()):
        start = max(after + 10 * MINUTE, moment(here.date(), time(8, 30), zone))
        end = moment(here.date(), time(19, 30), zone)
        part: float = rng.random() ** 1.6
        return start + (end - start) * part
    day = add_business_days(here.date(), max(1, days), calendar)
    start = moment(day, time(8, 20), zone)
    return start + timedelta(seconds=rng.randint(0, 11 * 3600))

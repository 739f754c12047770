"""Local clocks: what day it is in a city, and which moment a local date and time name."""

import zoneinfo
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.util import find_spec
from zoneinfo import ZoneInfo

Zone = str | ZoneInfo

if find_spec("tzdata"):
    # The packaged rules, never those of the system: theirs may be older than what Mexico changed in 2022.
    zoneinfo.reset_tzpath(())


def zone_of(zone: Zone) -> ZoneInfo:
    """The zone of an IANA name, or the zone itself.

    Raises ZoneInfoNotFoundError (a KeyError) for an unknown name. Source: cities.csv; zone is a property of the city.
    """
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone)


def as_utc(at: datetime) -> datetime:
    """The same moment in UTC.

    Raises ValueError when the moment carries no zone: a naive time would be read as the server's.
    """
    return _aware(at).astimezone(UTC)


def local(at: datetime, zone: Zone) -> datetime:
    """A moment as the clock of the zone shows it; aware. Raises ValueError for a naive moment."""
    return _aware(at).astimezone(zone_of(zone))


@lru_cache(maxsize=1024)  # a list asks for today in the same few zones at every row
def local_date(at: datetime, zone: Zone) -> date:
    """The local calendar date of a moment. Raises ValueError for a naive moment."""
    return local(at, zone).date()


def moment(day: date, clock: time, zone: Zone) -> datetime:
    """The moment, in UTC, at which the zone's clock shows a local date and time.

    A time that the clock skips is read with the offset before the change: midnight then is the first moment of the day.
    A time that comes twice is the first of the two. Source: PEP 495, fold=0.
    """
    return datetime.combine(day, clock.replace(fold=0, tzinfo=None), tzinfo=zone_of(zone)).astimezone(UTC)


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError("a moment needs its zone: got a naive datetime")
    return at

"""Opening hours: whether a line answers now, in the line's own zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rules.business_days import ONE_DAY
from rules.closing_days import Calendar
from rules.zones import Zone, as_utc, local, moment

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LOOK_AHEAD = timedelta(days=60)  # no line is closed for longer; after that there is no next opening to tell


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The days of the week a line answers (0 is Monday) and its local hours, from opens up to but not including closes.

    Raises ValueError when closes is not after opens, or a day is not a day of the week.
    """

    days: frozenset[int]
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not self.opens < self.closes:
            raise ValueError(f"a line opens before it closes: got {self.opens} to {self.closes}")
        if not self.days <= frozenset(range(7)):
            raise ValueError(f"days of the week are 0 to 6: got {sorted(self.days)}")


def read_days(text: str) -> frozenset[int]:
    """The days of the week that the reference data name: "Mon-Fri" or "Mon;Tue;Wed" (lines.csv, hours.csv).

    0 is Monday. Raises ValueError for a day that is not Mon, Tue, Wed, Thu, Fri, Sat or Sun.
    """
    days: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(";"))):
        first, _, last = part.partition("-")
        days |= set(range(WEEK.index(first.strip()), WEEK.index((last or first).strip()) + 1))
    return frozenset(days)


def is_open(hours: OpeningHours, *, zone: Zone, calendar: Calendar | None, now: datetime) -> bool:
    """Whether the line answers now: open at the opening second, closed at the closing second.

    Without a calendar only the days of the week close a line: the page does not say that closing days do.
    Raises ValueError for a naive now. Source: contact page L26, L30 ("hora local").
    """
    return closes_at(hours, zone=zone, calendar=calendar, now=now) is not None


def closes_at(hours: OpeningHours, *, zone: Zone, calendar: Calendar | None, now: datetime) -> datetime | None:
    """The moment, in UTC, at which a line that is open now closes; None while it is closed.

    Raises ValueError for a naive now. Source: contact page L26, L30.
    """
    today = local(now, zone).date()
    opens, closes = moment(today, hours.opens, zone), moment(today, hours.closes, zone)
    return closes if _opens_on(today, hours, calendar) and opens <= as_utc(now) < closes else None


def next_opening(hours: OpeningHours, *, zone: Zone, calendar: Calendar | None, now: datetime) -> datetime | None:
    """The moment, in UTC, at which the line opens next, after now; None when it does not within 60 days.

    Raises ValueError for a naive now. Source: contact page L26, L30.
    """
    days = _days_from(local(now, zone).date())
    openings = (moment(day, hours.opens, zone) for day in days if _opens_on(day, hours, calendar))
    return next((opening for opening in openings if opening > as_utc(now)), None)


def _days_from(day: date) -> Iterator[date]:
    return (day + ONE_DAY * n for n in range(LOOK_AHEAD.days))


def _opens_on(day: date, hours: OpeningHours, calendar: Calendar | None) -> bool:
    return day.weekday() in hours.days and (calendar is None or calendar.closing(day) is None)

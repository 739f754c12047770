"""Days and moments as the reader says them: weekday first, the year only when it is not this one.

The clock has 24 hours in both languages, as on the contact page: "8:00 to 20:00 local time".
"""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_day_names

from words import t
from words.tongue import known, locale

SHORT = {"es": "EEE d MMM", "en": "EEE MMM d"}
SHORT_WITH_YEAR = {"es": "EEE d MMM y", "en": "EEE MMM d, y"}
SPOKEN = {"es": "EEEE d 'de' MMMM", "en": "EEEE, MMMM d"}
SPOKEN_WITH_YEAR = {"es": "EEEE d 'de' MMMM 'de' y", "en": "EEEE, MMMM d, y"}
MONTH = {"es": "MMMM 'de' y", "en": "MMMM y"}
TYPED = {"es": "DD/MM/YYYY", "en": "MM/DD/YYYY"}


def day(on: date, *, today: date | None = None, lang: str | None = None) -> str:
    """A day for lists: "jue 19 nov" / "Thu Nov 19"; with its year when that is not the year of `today`."""
    return _format(on, SHORT if _same_year(on, today) else SHORT_WITH_YEAR, lang)


def spoken_day(on: date, *, today: date | None = None, lang: str | None = None) -> str:
    """A day to say aloud: "jueves 19 de noviembre" / "Thursday, November 19"."""
    return _format(on, SPOKEN if _same_year(on, today) else SPOKEN_WITH_YEAR, lang)


def near_day(on: date, *, today: date, lang: str | None = None) -> str:
    """ "hoy", "mañana", "ayer", or else the day for lists."""
    named = {0: t("today", lang=lang), 1: t("tomorrow", lang=lang), -1: t("yesterday", lang=lang)}
    return named.get((on - today).days) or day(on, today=today, lang=lang)


def moment(
    at: datetime, zone: str | ZoneInfo, place: str = "", *, today: date | None = None, lang: str | None = None
) -> str:
    """A moment on the clock of a place: "jue 19 nov, 20:00 Tijuana". Raises ValueError for a naive moment."""
    there = _local(at, zone)
    return f"{day(there.date(), today=today, lang=lang)}, {_clock(there)} {place}".rstrip()


def clock(at: datetime, zone: str | ZoneInfo, *, seconds: bool = False) -> str:
    """The time of day in a zone: "8:05", "20:00"; with seconds "11:42:05". Raises ValueError for a naive moment."""
    return _clock(_local(at, zone), seconds=seconds)


def month(on: date, *, lang: str | None = None) -> str:
    """ "noviembre de 2026" / "November 2026"."""
    return _format(on, MONTH, lang)


def weekday(number: int, *, wide: bool = False, lang: str | None = None) -> str:
    """The name of an ISO weekday, 1 is Monday: "lun" / "Mon", or wide "lunes" / "Monday"."""
    names = get_day_names("wide" if wide else "abbreviated", locale=locale(lang))
    return str(names[number - 1])


def period(first: date, last: date, *, today: date | None = None, lang: str | None = None) -> str:
    """A stretch of days: "jue 1 oct – vie 30 oct"; a single day is that day."""
    start = day(first, today=today, lang=lang)
    return start if first == last else f"{start} – {day(last, today=today, lang=lang)}"


def typed_format(*, lang: str | None = None) -> str:
    """How a day is typed, for st.date_input(format=...): "DD/MM/YYYY" / "MM/DD/YYYY"."""
    return TYPED[known(lang)]


def _same_year(on: date, today: date | None) -> bool:
    return today is None or on.year == today.year


def _format(on: date, patterns: dict[str, str], lang: str | None) -> str:
    return _written(on, patterns[known(lang)], known(lang))


@lru_cache(maxsize=4096)  # a list says the same few days in every row and at every run
def _written(on: date, pattern: str, lang: str) -> str:
    return str(format_date(on, pattern, locale=locale(lang)))


def _clock(local: datetime, *, seconds: bool = False) -> str:
    return f"{local.hour}:{local.minute:02d}" + (f":{local.second:02d}" if seconds else "")


def _local(at: datetime, zone: str | ZoneInfo) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"a moment needs its offset before it can be shown somewhere: {at}")
    return at.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)

"""What remains of the day where an emergency is, and how far apart two halves came, in words."""

from datetime import datetime, timedelta

from db.queries.emergencies import OpenEmergency
from rules.business_days import business_days_between
from rules.closing_days import Calendar
from rules.codes import Status
from rules.urgency import Urgency, overdue_for, urgency
from rules.zones import local_date
from words import t, tn
from words.elapsed import late, left
from words.labels import label

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def due(one: OpenEmergency, *, calendar: Calendar, now: datetime) -> tuple[Urgency | None, str]:
    """How pressing it is and the word for it; None and its status when no answer is owed."""
    if one.clock is None:
        return None, label(Status(one.row.status))
    zone, due_at = one.clock.zone, one.clock.due_at
    band = urgency(due_at, met_at=None, zone=zone, calendar=calendar, now=now)
    if band is Urgency.OVERDUE:
        gone = overdue_for(due_at, now=now, zone=zone, calendar=calendar)
        return band, t("Overdue {ago}", ago=late(gone.business_days, gone.hours))
    today, due_on = local_date(now, zone), local_date(due_at, zone)
    words = left(due_on, today=today, business_days=business_days_between(today, due_on, calendar))
    return band, words[:1].upper() + words[1:]


def remains(due_at: datetime, *, zone: str, now: datetime) -> str:
    """What is left of today there: "quedan 3 h 5 min"."""
    hours, minutes = divmod((due_at - now) // MINUTE, 60)
    if hours:
        return t("{hours} h {minutes} min left", hours=hours, minutes=minutes)
    return tn("{n} minute left", "{n} minutes left", minutes)


def apart(gap: timedelta) -> str:
    """How long after, or before when negative, the other one came: "12 minutos después"."""
    size = abs(gap)
    if size < HOUR:
        n = size // MINUTE
        return tn("{n} minute later", "{n} minutes later", n) if gap >= timedelta(0) else tn(
            "{n} minute earlier", "{n} minutes earlier", n)  # fmt: skip
    if size < DAY:
        n = size // HOUR
        return tn("{n} hour later", "{n} hours later", n) if gap >= timedelta(0) else tn(
            "{n} hour earlier", "{n} hours earlier", n)  # fmt: skip
    n = size // DAY
    return tn("{n} day later", "{n} days later", n) if gap >= timedelta(0) else tn(
        "{n} day earlier", "{n} days earlier", n)  # fmt: skip

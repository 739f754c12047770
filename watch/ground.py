"""The ground of this process's desk: looked at when a page asks and once a minute, so that every page may warn."""

from datetime import datetime, timedelta

import db
from config import settings
from db.ground import ground
from rules.ground import Ground
from watch.machine import begun

_seen: Ground | None = None


def look_down(now: datetime) -> Ground:
    """Everything known of the ground at this moment; one statement and a few looks at the file."""
    global _seen
    idle = timedelta(minutes=settings().idle_minutes)
    _seen = ground(db.store(), now=now, idle=idle, machine=begun.machine())
    return _seen


def last_seen() -> Ground | None:
    """What was seen the last time, at most a minute ago while the desk is open; asks nothing. None before the first."""
    return _seen


def forget() -> None:
    """Know nothing, as at the start."""
    global _seen
    _seen = None

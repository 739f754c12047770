"""Whether the ground under the desk holds: what each fact of rules.ground means for the work."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rules.ground import Fact, Ground, Judged, Verdict

MB = 1_000_000
DISK_FLOOR = 8 * MB
"""Less free space than this, and a save may fail: the desk is not ready to take work."""
DISK_BAD = 50 * MB
"""From here on uploads and exports wait; calls are still saved. The floor is lower, for whoever sends people to another
desk at the first sign would leave them with none."""
DISK_WARN = 500 * MB
LOG_WARN = 64 * MB
"""A write-ahead log is moved into the database every few megabytes: a larger one has a reader in its way."""
BACKUP_WARN = timedelta(hours=26)
"""A nightly backup, and two hours of grace."""
CLOCK_WARN = 5.0
"""Seconds; clocks that are kept right move by milliseconds."""
WAIT_WARN, WAIT_BAD = 1.0, 5.0
"""Seconds a save stands in line; after twelve it is refused."""
POOL_WARN = 0.9
MEMORY_WARN = 1_500 * MB
ZONES_AGE = 2
"""Years after which the rules of the zones are likely out of date: a country changes its own every year."""
QUIET_HOUR = 3
"""The hour of the desk's own clock at which it tidies up: every line is closed, in every zone."""


def judge(ground: Ground) -> tuple[Judged, ...]:
    """The verdict on every fact there is here, in the order it is shown."""
    found = dict(_verdicts(ground))
    return tuple(Judged(fact, found[fact]) for fact in Fact if fact in found)


def worst(judged: tuple[Judged, ...]) -> Verdict:
    """The worst of the verdicts."""
    return max((one.verdict for one in judged), key=list(Verdict).index, default=Verdict.GOOD)


def pressing(ground: Ground) -> tuple[Judged, ...]:
    """What supervisors are told on every page: all that is bad, and backups that have stopped coming.

    A desk that never had one is not nagged on its first day: the page of the ground says so.
    """
    stopped = ground.backup_at is not None or ground.machine.uptime > BACKUP_WARN.total_seconds()
    return tuple(
        one for one in judge(ground)
        if one.verdict is Verdict.BAD or (one == Judged(Fact.BACKUP, Verdict.WARN) and stopped)
    )  # fmt: skip


def night_of(now: datetime, zone: str) -> date:
    """The night a moment belongs to, by the desk's own clock: a new one begins at the quiet hour."""
    return (now.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - timedelta(hours=QUIET_HOUR)).date()


def _verdicts(g: Ground) -> Iterator[tuple[Fact, Verdict]]:
    if g.file_there is not None:
        yield Fact.FILE, _verdict(bad=not g.file_there or g.damaged)
    if g.file_there is not False:  # where there is no file, that says it all
        yield Fact.SAVING, _verdict(bad=bool(g.trouble))
    if g.free_bytes is not None:
        yield Fact.DISK, _verdict(warn=g.free_bytes < DISK_WARN, bad=g.free_bytes < DISK_BAD)
    if g.database == "sqlite":
        yield Fact.BACKUP, _verdict(warn=g.backup_at is None or g.now - g.backup_at > BACKUP_WARN)
        yield Fact.LOG, _verdict(warn=(g.log_bytes or 0) > LOG_WARN)
        yield Fact.JOURNAL, _verdict(bad=g.journal != "wal" or (g.synchronous or 0) < 2)
    yield Fact.QUEUE, _verdict(warn=g.longest_wait > WAIT_WARN, bad=g.longest_wait > WAIT_BAD)
    yield Fact.CLOCK, _verdict(warn=max(abs(g.machine.jump), g.ahead, g.apart) > CLOCK_WARN)
    yield Fact.DRIVER, _verdict(warn=not g.safe)
    yield Fact.SCHEMA, _verdict(bad=g.revision != g.head)
    yield Fact.POOL, _verdict(warn=g.pool_size > 0 and g.pool_in_use >= POOL_WARN * g.pool_size)
    yield Fact.ZONES, _verdict(warn=not g.tzdata[:4].isdecimal() or int(g.tzdata[:4]) <= g.now.year - ZONES_AGE)
    yield Fact.CALENDAR, _verdict(bad=not g.calendar)
    if g.machine.memory is not None:
        yield Fact.MEMORY, _verdict(warn=g.machine.memory > MEMORY_WARN)
    yield Fact.PEOPLE, Verdict.GOOD
    yield Fact.UPTIME, Verdict.GOOD


def _verdict(*, warn: bool = False, bad: bool = False) -> Verdict:
    return Verdict.BAD if bad else Verdict.WARN if warn else Verdict.GOOD

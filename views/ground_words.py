"""What each fact of the ground is called, how it stands, and what to do when it is not well."""

from rules.ground import Fact, Ground, Judged, Verdict
from rules.verdicts import DISK_BAD
from words import t, tn
from words.dates import clock, moment
from words.elapsed import ago
from words.numbers import number

SIZES = ((1e9, "GB", 1), (1e6, "MB", 1), (1e3, "kB", 0))


def name_of(fact: Fact) -> str:
    """What a fact is called."""
    return {
        Fact.FILE: t("The file of the desk"), Fact.SAVING: t("Saving"), Fact.DISK: t("Free disk space"),
        Fact.BACKUP: t("Last verified backup"), Fact.QUEUE: t("Saves in line"), Fact.CLOCK: t("Clock"),
        Fact.LOG: t("Write-ahead log"), Fact.JOURNAL: t("Synced to disk"), Fact.DRIVER: t("Database"),
        Fact.SCHEMA: t("Tables"), Fact.POOL: t("Connections in use"), Fact.ZONES: t("Rules of the time zones"),
        Fact.CALENDAR: t("Calendar of closing days"), Fact.MEMORY: t("Memory"), Fact.PEOPLE: t("People signed in"),
        Fact.UPTIME: t("Running since"),
    }[fact]  # fmt: skip


def value_of(fact: Fact, ground: Ground, *, zone: str) -> str:
    """How it stands, in a few words."""
    match fact:
        case Fact.FILE:
            whole = size(ground.file_bytes)
            if ground.damaged:
                return t("damaged, {size}", size=whole)
            return t("in its place, {size}", size=whole) if ground.file_there else t("not where it was opened")
        case Fact.SAVING:
            return t("the disk refused the last save") if ground.trouble else t("the disk takes what is saved")
        case Fact.DISK:
            return size(ground.free_bytes)
        case Fact.BACKUP:
            return _backup(ground, zone)
        case Fact.QUEUE:
            line = tn("{n} waiting, for {seconds} s", "{n} waiting, the first for {seconds} s", ground.waiting,
                      seconds=number(ground.longest_wait, digits=1))  # fmt: skip
            return line if ground.waiting else t("nobody waits")
        case Fact.CLOCK:
            return _clock(ground, zone)
        case Fact.LOG:
            return size(ground.log_bytes)
        case Fact.JOURNAL:
            return f"{(ground.journal or '–').upper()}, {('OFF', 'NORMAL', 'FULL', 'EXTRA')[ground.synchronous or 0]}"
        case Fact.DRIVER:
            return f"{'SQLite' if ground.database == 'sqlite' else 'PostgreSQL'} {ground.version}"
        case Fact.SCHEMA:
            return t("revision {number}", number=ground.revision or "–")
        case Fact.POOL:
            return t("{n} of {most}", n=number(ground.pool_in_use), most=number(ground.pool_size))
        case Fact.ZONES:
            return ground.tzdata or t("those of the system")
        case Fact.CALENDAR:
            return ground.calendar or t("unknown layers")
        case Fact.MEMORY:
            return size(ground.machine.memory)
        case Fact.PEOPLE:
            return number(ground.signed_in)
        case Fact.UPTIME:
            return ago(ground.machine.uptime)


def advice(one: Judged, ground: Ground) -> str:
    """What to do about it; empty when it is well."""
    if one.verdict is Verdict.GOOD:
        return ""
    if ground.damaged and one.fact is Fact.FILE:
        return t("Stop the desk, keep a copy of the file, and restore the newest backup: ventanilla restore")
    return {
        Fact.FILE: t("Nothing is saved until it is back. Put the file back where it was, or restore a backup and "
                     "start the desk again."),
        Fact.SAVING: t("Look at the disk of the desk. It is tried again every minute."),
        Fact.DISK: t("Free some space soon. Calls are still saved; below {floor} they may not be.",
                     floor=size(DISK_BAD)),
        Fact.BACKUP: t("Make one now: ventanilla backup"),
        Fact.QUEUE: t("Something writes for a long time. If it stays, see who else has the database open."),
        Fact.CLOCK: t("Set the clock of this machine right: deadlines are counted by it."),
        Fact.LOG: t("A long look holds it. It is emptied as soon as nobody writes."),
        Fact.JOURNAL: t("A power cut could take what was saved. Start the desk again; if it stays, call support."),
        Fact.DRIVER: t("This version can lose what was saved, very rarely. Update the packages of the desk."),
        Fact.SCHEMA: t("Stop the desk and run: ventanilla upgrade"),
        Fact.POOL: t("Nearly all connections are taken. If it stays, start the desk again at a quiet moment."),
        Fact.ZONES: t("Update the package tzdata: a country may have changed its clocks since."),
        Fact.CALENDAR: t("Nothing can be promised by it. Run: ventanilla doctor"),
        Fact.MEMORY: t("Start the desk again at a quiet moment: what is typed comes back."),
    }.get(one.fact, "")  # fmt: skip


def alarm(one: Judged, ground: Ground) -> str:
    """The same in one sentence, for the top of every page."""
    if one.fact is Fact.DISK:
        return t("The disk of the desk is nearly full: {free} left.", free=size(ground.free_bytes))
    if ground.damaged and one.fact is Fact.FILE:
        return t("The file of the desk is damaged.")
    return {
        Fact.FILE: t("The file of the desk is gone: nothing is saved."),
        Fact.SAVING: t("The disk refuses what is saved."),
        Fact.BACKUP: t("There is no verified backup of the last day."),
        Fact.QUEUE: t("Saves wait for a long time."),
        Fact.JOURNAL: t("A power cut could take what was saved."),
        Fact.SCHEMA: t("The tables are not those of this version."),
        Fact.CALENDAR: t("The calendar of closing days cannot be read."),
    }.get(one.fact, name_of(one.fact))  # fmt: skip


def size(count: int | None) -> str:
    """An amount of bytes: "79.9 GB", "412 kB"."""
    if count is None:
        return number(None)
    least, unit, digits = next(((s, u, d) for s, u, d in SIZES if count >= s), (1.0, "B", 0))
    return f"{number(count / least, digits=digits if count / least < 100 else 0)}\u00a0{unit}"


def _backup(ground: Ground, zone: str) -> str:
    if ground.backup_at is None:
        return t("none yet")
    said = moment(ground.backup_at, zone, today=ground.now.date())
    return f"{said} ({ago((ground.now - ground.backup_at).total_seconds())})"


def _clock(ground: Ground, zone: str) -> str:
    here = clock(ground.now, zone, seconds=True)
    jump, ahead, apart = ground.machine.jump, ground.ahead, ground.apart
    most = max(abs(jump), ahead, apart)
    if most < 1:
        return here
    if most == abs(jump):
        return t("{clock}, moved by {seconds} s since the start", clock=here, seconds=number(jump))
    if most == ahead:
        return t("{clock}, {seconds} s behind what was saved", clock=here, seconds=number(ahead))
    return t("{clock}, {seconds} s apart from the database", clock=here, seconds=number(apart))

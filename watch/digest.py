"""The digest goes out: once for each supervisor and working day, whoever of several processes comes first."""

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from smtplib import SMTP, SMTPException, SMTPServerDisconnected

from config import Settings
from db.engine import Store
from db.models import Account, Setting
from db.queries.calendar import load_calendar
from db.queries.digest import digest, readers, untold
from db.queries.reference import load
from desk.digests import claim_digest, digest_sent, release_digest
from rules.digest import Digest, day_to_tell
from watch.letter import Desk, letter
from watch.post import mail_server

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=2), timedelta(minutes=30)
BROKEN = (OSError, SMTPException)  # the first is also what no name, no answer and no TLS are
log = logging.getLogger("ventanilla.watch")


@dataclass
class Sent:
    """How a round ended: how many went out, and how many the server did not take, each with the kind of failure."""

    sent: int = 0
    failed: list[str] = field(default_factory=list)


def day_of(store: Store, given: Settings, *, now: datetime) -> date | None:
    """The day whose digest is to be out now, in the desk's own zone. None on closing days and outside working hours."""
    with store.reading() as look:
        zone, calendar = look.get(Setting, "zone"), load_calendar(look)
        return day_to_tell(now, zone=zone.value if zone else given.zone, calendar=calendar)


def compose(store: Store, given: Settings, *, on: date, now: datetime) -> tuple[Digest, Desk]:
    """What is told, and what the letter is written by."""
    with store.reading() as look:
        known = load(look)
        look.expunge_all()
        told = digest(look, on=on, now=now)
        zone = known.settings.get("zone", given.zone)
        return told, Desk(known, load_calendar(look), zone, given.public_url, given.smtp_from)


def send(store: Store, given: Settings, *, on: date, now: datetime) -> Sent:
    """Send the digest of a day to everybody who was not told yet.

    Each reader is claimed in a transaction of its own before the server is asked, and released when it refuses: a
    second process sees the claim, and no save waits for a mail server. A process that dies between the two has told
    nobody twice. The log tells kinds of failures, neither addresses nor what a server says: that repeats them.
    """
    done = Sent()
    with store.reading() as look:
        waiting = untold(look, on=on)
        look.expunge_all()
    if not waiting:
        return done
    told, desk = compose(store, given, on=on, now=now)
    try:
        with mail_server(given) as server:
            for reader in waiting:
                _send_one(store, server, reader, told, desk, done)
    except BROKEN as error:
        done.failed.append(type(error).__name__)
    return done


def _send_one(store: Store, server: SMTP, reader: Account, told: Digest, desk: Desk, done: Sent) -> None:
    assert reader.id is not None
    with store.writing() as work:
        if not claim_digest(work, reader.id, on=told.on, now=told.read_at):
            return
    try:
        server.send_message(letter(told, desk, to=reader.email, lang=reader.language, number_of_reader=reader.id))
    except BROKEN as error:
        with store.writing() as work:
            release_digest(work, reader.id, on=told.on)
        if isinstance(error, SMTPServerDisconnected):
            raise  # the others would fail as well
        done.failed.append(type(error).__name__)
        return
    except BaseException:
        with store.writing() as work:
            release_digest(work, reader.id, on=told.on)
        raise
    done.sent += 1
    with store.writing() as work:
        digest_sent(work, reader.id, on=told.on, now=told.read_at)


def nobody_reads(store: Store) -> bool:
    """Whether no supervisor has an address."""
    with store.reading() as look:
        return not readers(look)


@dataclass
class Post:
    """The chore of every minute. After a failure it waits a while, longer each time, and until the day is over."""

    not_before: datetime | None = None
    pause: timedelta = FIRST_PAUSE

    def round(self, store: Store, given: Settings, *, now: datetime) -> Sent | None:
        """Send what is due; None when nothing is to be done now."""
        if not given.smtp_host or (self.not_before is not None and now < self.not_before):
            return None
        on = day_of(store, given, now=now)
        if on is None:
            return None
        done = send(store, given, on=on, now=now)
        if done.sent:
            log.info("digest sent: %d", done.sent)
        if done.failed:
            self.not_before, minutes = now + self.pause, self.pause.total_seconds() / 60
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            log.warning("digest not sent: %d (%s); next try in %d minutes", len(done.failed),
                        ", ".join(sorted(set(done.failed))), minutes)  # fmt: skip
        else:
            self.not_before, self.pause = None, FIRST_PAUSE
        return done

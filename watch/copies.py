"""The nightly backup: a verified copy of the desk, made by a process of its own so that nobody's page waits for it."""

import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from subprocess import PIPE, STDOUT

from config import HOME
from db.engine import Store
from db.manifests import backups_folder, newest_verified
from rules.verdicts import night_of

WITHIN = 3600.0
"""Seconds a copy may take: one that hangs is ended, and tried again in the next round."""
BEHIND = 10
"""How far it steps back behind those who work."""
WAIT = timedelta(minutes=30)
"""After a copy that failed: a full disk is not filled anew every minute."""
log = logging.getLogger("ventanilla.watch")


@dataclass
class Copies:
    """Once a night, unless there is a verified copy of this night already, whoever made it."""

    zone: str
    failed_at: datetime | None = None

    def round(self, store: Store, *, now: datetime) -> bool:
        """Make the copy of this night when it is missing; whether one was made."""
        path = store.anchor.path
        if path is None or not store.anchor.holds or (self.failed_at and now - self.failed_at < WAIT):
            return False
        url = f"sqlite:///{path}"
        if self._night_of_newest(url) >= night_of(now, self.zone):
            return False
        done = copied(url)
        self.failed_at = None if done else now
        return done

    def _night_of_newest(self, url: str) -> date:
        found = newest_verified(backups_folder(url))
        return night_of(found.made_at, self.zone) if found else date.min


def copied(url: str) -> bool:
    """`ventanilla backup`, in the background of the machine. What it says goes into the log: it names no person."""
    command = [sys.executable, "-m", "cli", "backup", "--database", url]
    try:
        with subprocess.Popen(command, cwd=HOME, stdout=PIPE, stderr=STDOUT, text=True) as child:  # noqa: S603
            os.setpriority(os.PRIO_PROCESS, child.pid, BEHIND)
            try:
                told, _ = child.communicate(timeout=WITHIN)
            except subprocess.TimeoutExpired:
                child.kill()
                raise
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("the nightly backup could not be made: %s", type(error).__name__)
        return False
    said = " ".join(told.split())
    if child.returncode:
        log.error("the nightly backup could not be made: %s", said)
    else:
        log.info("nightly backup: %s", said)
    return child.returncode == 0

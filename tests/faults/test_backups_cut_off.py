"""A backup or a restore that is killed: under the names that count lies the old thing or the new one, never a part."""

import multiprocessing
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from db.backups import back_up
from db.manifests import backups_in
from db.restoring import restore
from tests.cast import NOW
from tests.faults.copies import backed_up, command, keys_in, log, new_desk, whole

WORK = multiprocessing.get_context("forkserver")
WORK.set_forkserver_preload(["tests.faults.test_backups_cut_off", "sqlalchemy.dialects.sqlite", "cli"])
STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "shutil.chown", "sqlite3.connect", "os.listdir", "os.scandir"}


def killed_at(folder, nth, told, verb, /, *given, **named):
    """Do it, and be killed in front of the nth step that touches the folder; tell how many there were if it ends."""
    seen = 0

    def count(event, args):
        nonlocal seen
        if event in STEPS and any(str(folder) in str(one) for one in args if isinstance(one, str | os.PathLike)):
            seen += 1
            if seen == nth:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    verb(*given, **named)
    told.put(seen)


def steps(*given, **named):
    """How many steps it takes when nobody kills it."""
    told = WORK.Queue()
    child = WORK.Process(target=killed_at, args=(given[0], 0, told, *given[1:]), kwargs=named)
    child.start()
    many = told.get(timeout=60)
    child.join()
    return many


def kill(nth, *given, **named):
    told = WORK.Queue()
    child = WORK.Process(target=killed_at, args=(given[0], nth, told, *given[1:]), kwargs=named)
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL


@pytest.fixture
def desk(tmp_path):
    """A desk with a backup, and three inquiries after it."""
    floor = new_desk(tmp_path / "var", inquiries=6)
    path = Path(floor.store.url.database)
    backup = backed_up(path)
    log(floor, 3, start=50)
    floor.store.close()
    return path, backup


def chosen(many, rounds):
    return sorted({1 + n * (many - 1) // max(rounds - 1, 1) for n in range(rounds)})


def test_a_restore_that_is_killed_leaves_the_old_desk_or_the_restored_one(desk, tmp_path, faults):
    path, backup = desk
    shutil.copytree(path.parent, tmp_path / "as it was")

    def again():
        shutil.rmtree(path.parent)
        shutil.copytree(tmp_path / "as it was", path.parent)

    now, old, new = keys_in(path), 0, 0
    given = (path.parent, restore, f"sqlite:///{path}", backup)
    many, slowest = steps(*given, now=NOW), 0.0
    assert many > 10
    for nth in (rounds := chosen(many, faults.rounds(8, 60))):
        again()
        kill(nth, *given, now=NOW)
        there = keys_in(path)
        assert there in (now, now[:6]), f"killed at step {nth}"
        assert whole(path)
        old, new = old + (there == now), new + (there != now)
        begun = time.monotonic()
        code, said = command("restore", backup, path=path)
        slowest = max(slowest, time.monotonic() - begun)
        assert (code, keys_in(path)) == (0, now[:6]), said
        kept = [keys_in(file) for file, _ in backups_in(backup.parent)]
        assert now in kept, "what was there before lies among the backups"
    faults.tell(
        "A15", "restore killed in its middle", provoked=len(rounds), acknowledged=9, present=9, lost=0, doubled=0,
        recover=round(slowest, 2), seen=f"{many} steps; the old desk {old} times, the restored one {new} times",
    )  # fmt: skip


def test_a_backup_that_is_killed_leaves_no_half_one_under_a_name_that_counts(desk, faults):
    path, backup = desk
    folder, keys = backup.parent, keys_in(path)
    given = (path.parent, back_up, f"sqlite:///{path}")
    many = steps(*given, folder=folder, now=NOW)
    for nth in (rounds := chosen(many, faults.rounds(6, 60))):
        kill(nth, *given, folder=folder, now=NOW)
        for file, manifest in backups_in(folder):
            assert command("verify", file, path=path)[0] == 0, f"killed at step {nth}"
            assert manifest.inquiries == len(keys_in(file))
        assert len(list(folder.glob("desk-*.db"))) == len(backups_in(folder)), "none without its manifest"
        assert keys_in(path) == keys
        assert len(keys_in(backed_up(path))) == 9
    faults.tell(
        "A14", "backup killed in its middle", provoked=len(rounds), acknowledged=9, present=9, lost=0, doubled=0,
        seen=f"{many} steps; every backup that has a name verifies",
    )  # fmt: skip

"""Backups: whole while the desk goes on, refused when a byte is wrong, and put back only where nobody works."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from db.backups import back_up, verify
from db.engine import Store, sqlite_driver
from db.manifests import newest_verified, read_manifest
from db.models import Event
from db.queries.tallies import counted, recount
from desk.inquiries import log_inquiry
from seed.making import Story, make
from tests.cast import NOW, Floor, draft
from tests.faults.copies import backed_up, broken, command, keys_in, log, logged_in, new_desk, shot, spoil, whole
from tests.server import ROOT, running_desk

WRITERS = 4


@pytest.fixture
def floor(tmp_path):
    floor = new_desk(tmp_path / "desk", inquiries=12)
    yield floor
    floor.store.close()


@pytest.fixture
def path(floor):
    return Path(floor.store.url.database)


def test_a_log_that_is_torn_anywhere_gives_a_beginning_of_what_was_saved(floor, tmp_path, faults):
    keys = keys_in(path := shot(floor, tmp_path / "shot")) + log(floor, 30, start=100)
    path = shot(floor, tmp_path / "later")
    log_bytes = path.with_name("desk.db-wal").read_bytes()
    cuts = faults.rounds(60, 600)
    seen = set()
    begun = time.monotonic()
    for n in range(cuts):
        at = len(log_bytes) * n // (cuts - 1)
        torn = tmp_path / "torn" / "desk.db"
        torn.parent.mkdir()
        shutil.copy(path, torn)
        torn.with_name("desk.db-wal").write_bytes(log_bytes[:at])
        there = keys_in(torn)
        assert there == keys[: len(there)], f"cut at {at}: not a beginning"
        assert whole(torn), f"cut at {at}"
        assert logged_in(torn) == len(there), f"cut at {at}: half a verb"
        seen.add(len(there))
        shutil.rmtree(torn.parent)
    assert max(seen) == len(keys), "the whole log has everything"
    assert len(seen) > 20
    faults.tell(
        "A03", "log torn at an offset", provoked=cuts, acknowledged=len(keys), present=max(seen), lost=0, doubled=0,
        recover=round((time.monotonic() - begun) / cuts, 3),
        seen=f"each a beginning of the history ({len(seen)} different lengths), whole, chain verifies",
    )  # fmt: skip


@pytest.mark.alone
def test_a_backup_under_load_has_every_row_acknowledged_before(tmp_path, faults):
    path = tmp_path / "desk.db"
    if faults.long:  # about 100 MB
        make(f"sqlite:///{path}", Story.DEMO, now=datetime.now(UTC), seed=3, inquiries=60_000)
        floor = Floor(Store(f"sqlite:///{path}"), (1, 2, 7))
    else:
        floor = new_desk(tmp_path, inquiries=200)
    acknowledged, waits, stop = [], [], threading.Event()

    def write(number):
        n = 0
        while not stop.is_set():
            key, begun = f"writer-{number}-{n}", time.monotonic()
            with floor.store.writing() as work:
                log_inquiry(work, draft(client_key=key), by=floor.ana, now=NOW)
            done = time.monotonic()
            waits.append(done - begun)
            acknowledged.append((done, key))
            n += 1
            time.sleep(0.005)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for one in writers:
        one.start()
    times, lost, doubled, promised = [], 0, 0, 0
    for _ in range(faults.rounds(2, 4)):
        time.sleep(0.3)
        begun = time.monotonic()
        before = [key for at, key in list(acknowledged) if at < begun]
        backup = back_up(f"sqlite:///{path}", folder=tmp_path / "backups", now=datetime.now(UTC))
        copied = time.monotonic()
        verify(backup, now=datetime.now(UTC))
        times.append((copied - begun, time.monotonic() - copied))
        there = keys_in(backup)
        lost += len(set(before) - set(there))
        doubled += len(there) - len(set(there))
        promised += len(before)
    stop.set()
    for one in writers:
        one.join()
    assert promised > WRITERS, "there was a load"
    assert whole(backup)
    with floor.store.reading() as look:
        assert counted(look) == recount(look)
    floor.store.close()
    faults.tell(
        "A14", f"backup under {WRITERS} writers", provoked=len(times), acknowledged=promised, present=promised - lost,
        lost=lost, doubled=doubled, recover=None,
        seen=f"{backup.stat().st_size / 1e6:.0f} MB copied and checked in {max(times)[0]:.1f} s, verified in "
             f"{max(one for _, one in times):.1f} s more; a save took {max(waits):.2f} s at worst",
    )  # fmt: skip
    assert max(waits) < 3
    assert max(times)[0] < 10


LEFT = ("the log of a desk that was shot", "the log of another desk", "a spoilt file and its log", "a log alone")


@pytest.mark.parametrize("left", LEFT)
def test_what_an_old_file_left_beside_it_never_gets_into_the_restored_desk(left, floor, path, tmp_path, faults):
    backup = backed_up(path)
    keys = keys_in(backup)
    later = log(floor, 3, start=50)
    there = shot(floor, tmp_path / "shot")
    if left == "the log of another desk":
        other = new_desk(tmp_path / "other", inquiries=9)
        shutil.copy(tmp_path / "other" / "desk.db-wal", there.with_name("desk.db-wal"))
        other.store.close()
    elif left == "a spoilt file and its log":
        with there.open("r+b") as file:
            file.seek(4096)
            file.write(os.urandom(200_000))
    elif left == "a log alone":
        there.unlink()
    code, said = command("restore", backup, path=there)
    assert code == 0, said
    assert not there.with_name("desk.db-wal").exists()
    assert keys_in(there) == keys
    assert whole(there)
    kept = sorted((there.parent / "backups").iterdir())
    if left == LEFT[0]:
        assert keys_in(kept[0]) == keys + later, "the copy of what was there has what was in its log only"
        assert "3 consultas" in said
    else:
        assert kept
    faults.tell("A15", f"restore beside {left}", provoked=1, acknowledged=len(keys), present=len(keys_in(there)),
                lost=len(set(keys) - set(keys_in(there))), doubled=0, seen="whole, chain verifies")  # fmt: skip


def test_a_desk_that_runs_is_not_replaced(floor, path, faults):
    backup = backed_up(path)
    floor.store.close()
    inode = path.stat().st_ino
    with running_desk(f"sqlite:///{path}") as desk:
        first = command("restore", backup, path=path)
        desk.ask("/sign-in")
        second = command("restore", backup, path=path)
        desk.process.kill()
        desk.process.wait()
    for code, said in (first, second):
        assert code == 2
        assert "está en uso" in said
    assert path.stat().st_ino == inode
    begun = time.monotonic()
    code, said = command("restore", backup, path=path)
    assert code == 0, said
    assert path.stat().st_ino != inode
    faults.tell("A16", "restore onto a running app", provoked=2, recover=round(time.monotonic() - begun, 2),
                seen="refused with words; done at once after the app was shot")  # fmt: skip


@pytest.mark.parametrize("how", ["reading", "between two questions"])
def test_another_program_in_the_file_is_seen_too(how, floor, path, tmp_path):
    backup = backed_up(path)
    floor.store.close()
    held = "c.execute('BEGIN'); " if how == "reading" else ""
    code = (f"import sys; from {sqlite_driver.__name__} import connect; c = connect(sys.argv[1]); {held}"
            "c.execute('SELECT count(*) FROM inquiry').fetchall(); print('there', flush=True); sys.stdin.read()")
    with subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as other:  # fmt: skip
        assert other.stdout.readline() == b"there\n"
        refused = command("restore", backup, path=path)
        other.stdin.close()
    assert refused[0] == 2
    assert "está en uso" in refused[1]
    assert command("restore", backup, path=path)[0] == 0


def test_a_desk_between_two_connections_is_not_replaced(floor, path):
    backup = backed_up(path)
    floor.store.engine.dispose()
    code, said = command("restore", backup, path=path)
    assert (code, "está en uso" in said) == (2, True)
    floor.store.close()
    assert command("restore", backup, path=path)[0] == 0


def test_one_wrong_byte_is_noticed_and_never_restored(floor, path, faults):
    backup = backed_up(path)
    log(floor, 2, start=50)
    keys = keys_in(path)
    floor.store.close()
    dice, sound = random.Random(17), backup.read_bytes()
    rounds, noticed, refused = faults.rounds(25, 400), 0, 0
    for _ in range(rounds):
        at = dice.randrange(len(sound))
        spoilt = bytearray(sound)
        spoilt[at] ^= 1 << dice.randrange(8)
        backup.write_bytes(spoilt)
        code, said = command("verify", backup, path=path)
        noticed += code == 2 and "suma de verificación" in said
        code, said = command("restore", backup, path=path)
        refused += code == 2 and "suma de verificación" in said
    assert (noticed, refused) == (rounds, rounds)
    backup.write_bytes(sound[:-4096])
    assert command("verify", backup, path=path)[0] == 2
    backup.write_bytes(sound)
    assert command("verify", backup, path=path)[0] == 0
    assert keys_in(path) == keys
    faults.tell("A17", "one bit of a backup flipped", provoked=rounds, acknowledged=len(keys), present=len(keys),
                lost=0, doubled=0, seen=f"noticed {noticed}, restore refused {refused}")  # fmt: skip


def test_a_rotten_event_is_named_by_the_doctor_and_by_the_backup(floor, path, faults):
    with floor.store.reading() as look:
        events = list(look.exec(select(Event.id)))
    floor.store.close()
    dice, rounds, named = random.Random(18), faults.rounds(40, 200), 0
    for _ in range(rounds):
        number, column = dice.choice(events), dice.choice(("kind", "at", "on_date", "details", "by", "inquiry_id"))
        spoil(path, "CREATE TABLE was AS SELECT * FROM event WHERE id = ?", number)
        if column in ("by", "inquiry_id"):
            spoil(path, f'UPDATE event SET "{column}" = "{column}" + 1 WHERE id = ?', number)
        else:
            rot(path, column, number, dice)
        named += broken(path) == [number]
        spoil(path, f'UPDATE event SET "{column}" = (SELECT "{column}" FROM was) WHERE id = ?', number)
        spoil(path, "DROP TABLE was")
    assert named == rounds
    assert broken(path) == []
    spoil(path, "UPDATE event SET kind = 'taken' WHERE id = 9")
    code, said = command("doctor", path=path)
    assert (code, "event 9" in said) == (1, True)
    code, said = command("backup", path=path)
    assert code == 2
    assert "evento 9" in said.lower()
    backup = next((path.parent / "backups").glob("desk-*.db"))
    assert newest_verified(backup.parent) is None
    assert command("restore", backup, path=path)[0] == 2
    assert command("restore", backup, "--with-broken-chain", path=path)[0] == 0
    faults.tell("A18", "one bit of an event row changed", provoked=rounds, seen=f"the row was named {named} times")


def rot(path, column, number, dice):
    """Flip one bit of what a column says."""
    with closing(sqlite_driver.connect(path)) as connection:
        said = connection.execute(f"SELECT CAST({column} AS BLOB) FROM event WHERE id = ?", (number,)).fetchone()[0]
        spoilt = bytearray(said)
        spoilt[dice.randrange(len(said))] ^= 1 << dice.randrange(8)
        connection.execute(f"UPDATE event SET {column} = CAST(? AS TEXT) WHERE id = ?", (bytes(spoilt), number))
        connection.commit()


def test_only_the_owner_reads_backups_whatever_the_umask(floor, path, tmp_path, faults):
    floor.store.close()

    code = (
        "import os, sys; os.umask(0); from pathlib import Path; from cli import app\n"
        "path, other = Path(sys.argv[1]), sys.argv[2]\n"
        "def run(*words): app([*words, '--database', f'sqlite:///{path}'], standalone_mode=False)\n"
        "run('backup'); backup = str(next(path.parent.glob('backups/desk-*.db'))); run('restore', backup)\n"
        "run('backup', '--to', other); path.write_bytes(b'no database' * 1_000); os.umask(0); run('restore', backup)\n"
    )
    elsewhere = tmp_path / "elsewhere" / "backups"
    subprocess.run([sys.executable, "-c", code, path, elsewhere], cwd=ROOT, check=True, capture_output=True)
    made = [*path.parent.rglob("*"), *elsewhere.rglob("*")]
    folders = [one for one in (*made, path.parent, elsewhere) if one.is_dir()]
    files = [one for one in made if one.is_file()]
    assert len(files) > 8
    assert {oct(one.stat().st_mode & 0o777) for one in files} == {"0o600"}
    assert {oct(one.stat().st_mode & 0o777) for one in folders} == {"0o700"}
    faults.tell("J02", "umask 000 while backups are made and restored", provoked=4,
                seen=f"{len(files)} files 0600, {len(folders)} folders 0700")  # fmt: skip


def test_a_manifest_says_what_the_backup_holds(floor, path):
    backup = backed_up(path)
    manifest = read_manifest(backup)
    assert (manifest.inquiries, manifest.bytes) == (12, backup.stat().st_size)
    assert manifest.verified_at is not None
    assert manifest.last_seal

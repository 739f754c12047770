"""`ventanilla backup`, `verify`, `restore`: what they say, what they keep, what they refuse."""

import errno
import json
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest

from config import settings
from db.backups import back_up, let_go, verify
from db.engine import sqlite_driver
from db.files import DatabaseProblem
from db.manifests import backups_folder, backups_in, newest_verified, read_manifest
from db.restoring import restore
from db.setup import check
from tests.cast import NOW
from tests.faults.copies import backed_up, command, keys_in, log, new_desk
from tests.server import ROOT

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def floor(tmp_path):
    floor = new_desk(tmp_path / "var", inquiries=5)
    yield floor
    floor.store.close()


@pytest.fixture
def path(floor):
    return Path(floor.store.url.database)


@pytest.fixture
def url(path):
    return f"sqlite:///{path}"


@pytest.fixture
def in_english(monkeypatch):
    monkeypatch.setenv("VENTANILLA_LANGUAGE", "en")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def several(url, folder, many, *, verified=()):
    """Backups an hour apart, the oldest first; some of them verified."""
    files = [back_up(url, folder=folder, now=NOW + timedelta(hours=n)) for n in range(many)]
    for n in verified:
        verify(files[n], now=NOW + timedelta(days=1))
    return files


def test_a_backup_says_what_is_in_it_and_is_verified(path, in_english):
    code, said = command("backup", path=path)
    assert code == 0
    assert "Backed up and verified" in said
    assert "5 inquiries" in said
    (file, manifest), = backups_in(path.parent / "backups")
    assert str(file) in said
    assert manifest.verified_at is not None
    told = json.loads(file.with_suffix(".json").read_text())
    assert set(told) >= {"made_at", "sha256", "bytes", "revision", "inquiries", "events", "last_event_id", "last_seal",
                         "verified_at"}  # fmt: skip


def test_a_backup_needs_no_log_beside_it_and_leaves_none(path, floor):
    log(floor, 2, start=50)
    file = backed_up(path)
    assert len(keys_in(file)) == 7
    assert {one.suffix for one in file.parent.iterdir()} == {".db", ".json"}


def test_the_newest_backups_stay(url, tmp_path):
    files = several(url, tmp_path / "b", 6, verified=range(6))
    gone = let_go(tmp_path / "b", keep=4)
    assert sorted(gone) == files[:2]
    assert sorted(file for file, _ in backups_in(tmp_path / "b")) == files[2:]
    assert len(list((tmp_path / "b").iterdir())) == 8


def test_what_is_not_older_than_the_newest_verified_backup_is_never_deleted(url, tmp_path):
    files = several(url, tmp_path / "b", 6, verified=[1])
    assert let_go(tmp_path / "b", keep=2) == files[:1]
    assert newest_verified(tmp_path / "b").file == files[1].name
    assert let_go(tmp_path / "b", keep=1) == []


def test_without_a_verified_backup_nothing_is_deleted(url, tmp_path):
    several(url, tmp_path / "b", 4)
    assert let_go(tmp_path / "b", keep=1) == []


def test_backups_of_one_second_keep_their_order(url, tmp_path):
    files = [back_up(url, folder=tmp_path / "b", now=NOW) for _ in range(11)]
    assert [file for file, _ in backups_in(tmp_path / "b")] == files[::-1]


def test_old_backups_go_when_a_new_one_is_made(path):
    for _ in range(3):
        backed_up(path)
    code, said = command("backup", "--keep", 2, path=path)
    assert code == 0
    assert "2 respaldos antiguos" in said
    assert len(list((path.parent / "backups").glob("*.db"))) == 2


def test_verify_without_a_name_takes_the_newest(path):
    first, second = backed_up(path), backed_up(path)
    code, said = command("verify", path=path)
    assert code == 0
    assert str(second) in said
    assert str(first) not in said


def test_verify_writes_down_when_it_looked(url, tmp_path):
    (file,) = several(url, tmp_path / "b", 1)
    assert read_manifest(file).verified_at is None
    verify(file, now=NOW + timedelta(days=3))
    assert newest_verified(tmp_path / "b").verified_at == NOW + timedelta(days=3)


@pytest.mark.parametrize(("number", "code"), [(errno.EROFS, 0), (errno.EACCES, 0), (errno.EIO, 2)])
def test_a_copy_on_a_disk_that_takes_nothing_is_looked_at_all_the_same(path, monkeypatch, number, code):
    file = backed_up(path)

    def refused(*_):
        raise OSError(number, "no", str(file))

    monkeypatch.setattr("db.backups.write_manifest", refused)
    assert command("verify", file, path=path)[0] == code


def test_a_restored_desk_is_the_one_of_the_backup_and_says_what_is_gone(floor, path, in_english):
    file = backed_up(path)
    log(floor, 12, start=50)
    with floor.store.reading() as look:
        later = look.connection().exec_driver_sql("SELECT folio FROM inquiry ORDER BY id").scalars().all()[5:]
    floor.store.close()
    code, said = command("restore", file, path=path)
    assert code == 0
    assert len(keys_in(path)) == 5
    assert "12 inquiries" in said
    assert all(folio in said for folio in later[:10])
    assert "and 2 more" in said
    kept = max(backups_in(file.parent), key=lambda one: one[1].inquiries)[0]
    assert str(kept) in said
    assert len(keys_in(kept)) == 17, "and what was there before can be brought back in the same way"
    code, said = command("restore", kept, path=path)
    assert (code, len(keys_in(path))) == (0, 17)
    assert "Nothing had been done" not in said


def test_nothing_is_gone_when_nothing_was_done(floor, path, in_english):
    file = backed_up(path)
    floor.store.close()
    assert "Nothing had been done since the backup." in command("restore", file, path=path)[1]


def test_a_backup_of_another_desk_says_so(floor, path, url, tmp_path):
    other = new_desk(tmp_path / "other", inquiries=9)
    file = backed_up(tmp_path / "other" / "desk.db")
    other.store.close()
    floor.store.close()
    done = restore(url, file, now=NOW)
    assert (done.gone.same_desk, done.gone.inquiries) == (False, 5)
    assert len(keys_in(path)) == 9


def test_a_lost_disk_is_restored_onto_a_new_one(floor, path, tmp_path):
    file = backed_up(path)
    new = tmp_path / "new disk" / "desk.db"
    code, said = command("restore", file, path=new)
    assert code == 0, said
    assert len(keys_in(new)) == 5
    check(f"sqlite:///{new}")


def test_a_backup_of_an_earlier_version_comes_back_and_asks_to_be_upgraded(floor, path, tmp_path):
    old = tmp_path / "old" / "desk.db"
    old.parent.mkdir()
    connection = sqlite_driver.connect(old)
    connection.executescript((ROOT / "tests" / "db" / "releases" / "0001.sql").read_text(encoding="utf-8"))
    connection.close()
    file = backed_up(old)
    floor.store.close()
    code, said = command("restore", file, path=path)
    assert code == 0
    assert "ventanilla upgrade" in said
    assert command("upgrade", path=path)[0] == 0
    assert command("doctor", path=path)[0] == 0


def test_a_file_without_its_manifest_is_refused(path):
    file = backed_up(path)
    file.with_suffix(".json").unlink()
    for verb in ("verify", "restore"):
        code, said = command(verb, file, path=path)
        assert (code, "manifiesto" in said) == (2, True)


def test_a_disk_without_room_is_refused_before_anything_is_written(floor, path, monkeypatch):
    file = backed_up(path)
    floor.store.close()
    before, there = path.read_bytes(), sorted(file.parent.iterdir())
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10**9, 10**9 - 10**6, 10**6))
    for words in (["backup"], ["restore", file]):
        code, said = command(*words, path=path)
        assert (code, "espacio" in said) == (2, True)
    assert path.read_bytes() == before
    assert sorted(file.parent.iterdir()) == there


def test_a_disk_that_fills_up_on_the_way_leaves_no_half_backup(url, tmp_path, monkeypatch):
    def full(*_, **__):
        raise sqlite_driver.OperationalError("database or disk is full")

    monkeypatch.setattr("db.backups.facts_of", full)
    with pytest.raises(DatabaseProblem, match="no_space"):
        back_up(url, folder=tmp_path / "b", now=NOW)
    assert list((tmp_path / "b").iterdir()) == []


def test_without_a_desk_there_is_nothing_to_back_up(tmp_path):
    code, said = command("backup", path=tmp_path / "none.db")
    assert (code, "none.db" in said) == (2, True)
    assert list(tmp_path.iterdir()) == []
    assert command("verify", path=tmp_path / "none.db")[0] == 2


@pytest.mark.parametrize("words", [["backup"], ["verify"], ["restore", "desk.db"]])
def test_a_database_on_a_server_has_its_own_tools(words):
    code, said = command(*words, "--database", "postgresql+psycopg://nobody@localhost/none")
    assert (code, "pg_dump" in said) == (2, True)
    assert len(said.splitlines()) == 1


def test_the_folder_of_the_backups_can_be_chosen(url, path, tmp_path, monkeypatch):
    assert backups_folder(url) == path.parent / "backups"
    monkeypatch.setenv("VENTANILLA_BACKUPS", str(tmp_path / "elsewhere"))
    settings.cache_clear()
    assert backups_folder(url) == tmp_path / "elsewhere"
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"file": "desk.db"}', '{"made_at": 7}'])
def test_a_spoilt_manifest_is_none(tmp_path, text):
    (tmp_path / "desk-x.json").write_text(text)
    (tmp_path / "desk-x.db").touch()
    assert read_manifest(tmp_path / "desk-x.db") is None
    assert newest_verified(tmp_path) is None

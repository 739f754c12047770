"""`ventanilla doctor` finds what is wrong: each thing is broken on purpose, and named."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from cli import app
from config import settings
from db.engine import sqlite_driver
from seed.making import Story, make
from tests.seed.conftest import WEDNESDAY


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "desk.db"
    make(f"sqlite:///{path}", Story.DEMO, now=WEDNESDAY, seed=5, inquiries=60)
    return path


@pytest.fixture
def desk(sound, tmp_path):
    path = tmp_path / "desk.db"
    shutil.copy(sound, path)
    return path


def examine(path):
    result = CliRunner().invoke(app, ["doctor", "--json", "--database", f"sqlite:///{path}"])
    return result.exit_code, {one["check"]: one for one in json.loads(result.output)} if result.stdout else {}


def spoil(path, statement):
    connection = sqlite_driver.connect(path)
    connection.execute("PRAGMA foreign_keys=off")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_sound_desk_has_nothing_wrong(desk):
    code, found = examine(desk)
    assert code == 0
    assert {one["verdict"] for one in found.values()} <= {"ok", "warn"}
    assert found["deadlines"]["looked_at"] > 5
    assert found["search_index"]["looked_at"] == 60


@pytest.mark.parametrize(("check", "statement"), [
    ("tallies", "UPDATE tally SET n = n + 1 WHERE rowid IN (SELECT rowid FROM tally) AND cube = 'reason'"),
    ("tallies", "DELETE FROM event WHERE kind = 'closed'"),
    ("deadlines", "UPDATE deadline SET due_at = datetime(due_at, '+1 day') WHERE met_at IS NULL"),
    ("deadlines", "UPDATE deadline SET ended_why = 'no reason' WHERE id = 1"),
    ("due_moments", "UPDATE inquiry SET due_at = NULL WHERE due_at IS NOT NULL"),
    ("deliveries", "UPDATE delivery SET visa_issued_on = date(visa_issued_on, '-30 days') WHERE tracking_number = ''"),
    ("search_index", "DELETE FROM inquiry_search WHERE rowid = 7"),
    ("foreign_keys", "UPDATE inquiry SET line_code = 'LN_NOWHERE' WHERE id = 3"),
    ("settings", "UPDATE setting SET value = 'mx_lft moon' WHERE name = 'layers'"),
    ("settings", "UPDATE setting SET value = 'America/Atlantis' WHERE name = 'zone'"),
    ("reference_data", "DELETE FROM line"),
    ("event_chain", "UPDATE event SET by = by + 1 WHERE id = 90"),
    ("event_chain", "DELETE FROM event WHERE id = 9"),
    ("event_chain", "UPDATE event SET details = '{' WHERE id = 9"),
])  # fmt: skip
def test_what_is_broken_is_found_and_named(desk, check, statement):
    spoil(desk, statement.replace("rowid IN (SELECT rowid FROM tally) AND ", ""))
    code, found = examine(desk)
    assert code == 1
    assert found[check]["verdict"] == "wrong"
    assert found[check]["named"]


def test_a_desk_that_others_can_read_is_warned_about(desk):
    desk.chmod(0o644)
    code, found = examine(desk)
    assert (code, found["permissions"]["verdict"]) == (0, "warn")


def test_a_frozen_clock_is_warned_about(desk, monkeypatch):
    monkeypatch.setenv("VENTANILLA_FROZEN_NOW", "2026-03-13T17:00:00-07:00")
    settings.cache_clear()
    code, found = examine(desk)
    monkeypatch.undo()
    settings.cache_clear()
    assert (code, found["settings"]["verdict"]) == (0, "warn")


def test_people_read_a_list_and_nothing_is_changed(desk):
    before = desk.read_bytes()
    result = CliRunner().invoke(app, ["doctor", "--database", f"sqlite:///{desk}"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) >= 13
    assert desk.read_bytes() == before


def test_what_cannot_be_opened_is_exit_code_two(tmp_path):
    (tmp_path / "no.db").write_text("not a database at all, only some words in a file")
    for name in ("none.db", "no.db"):
        assert examine(tmp_path / name)[0] == 2


def test_a_desk_without_room_or_backup_is_told_so_with_what_to_do(desk, monkeypatch):
    monkeypatch.setattr("db.ground.free_bytes", lambda _path: 40_000_000)
    code, found = examine(desk)
    assert (code, found["disk"]["verdict"], found["backup"]["verdict"]) == (1, "wrong", "warn")
    assert "40.0" in found["disk"]["named"][0] and "ventanilla backup" in found["backup"]["named"][0]


def test_an_event_of_tomorrow_says_that_the_clock_was_wrong(desk):
    spoil(desk, "UPDATE event SET at = '2199-01-01 00:00:00.000000' WHERE id = (SELECT max(id) FROM event)")
    assert examine(desk)[1]["clock"]["verdict"] == "warn"

"""The round of every minute: it begins with the desk, and what fails in it ends nothing."""

import logging
import time
from datetime import UTC, date, datetime

import pytest

import db
from tests.copied import create
from tests.server import running_desk
from watch import ground, machine, rounds
from watch.chores import Chores
from watch.machine import Beginning


@pytest.fixture
def desk(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    create(url).close()
    used = db.use(url)
    ground.forget()
    yield used
    ground.forget()
    used.close()


def test_a_round_looks_at_the_ground_and_tidies(desk):
    chores = Chores("America/Mexico_City", date(2026, 3, 13))
    rounds.walk(chores)
    assert ground.last_seen().revision == ground.last_seen().head
    assert chores.tidied > date(2026, 3, 13)
    chores.leader.step_down()


def test_what_fails_in_a_round_is_told_in_the_log_and_the_rest_is_done(desk, monkeypatch, caplog):
    def fail(_now):
        raise ZeroDivisionError

    monkeypatch.setattr(rounds, "look_down", fail)
    monkeypatch.setattr(logging.getLogger("ventanilla"), "propagate", True)
    chores = Chores("America/Mexico_City", date(2026, 3, 13))
    rounds.walk(chores)
    assert "a round failed" in caplog.text and "ZeroDivisionError" in caplog.text
    assert chores.tidied > date(2026, 3, 13)
    chores.leader.step_down()


def test_a_disk_that_refused_a_save_is_tried_again_in_the_round(desk):
    with pytest.raises(db.NotStored), desk.writing():
        raise db.NotStored("disk_full")
    chores = Chores("America/Mexico_City", date(2999, 1, 1))
    rounds.walk(chores)
    assert (desk.trouble, ground.last_seen().trouble) == ("", "")
    chores.leader.step_down()


def test_a_running_desk_makes_its_first_round_at_once_and_leaves_no_lock_behind(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    create(url).close()
    with running_desk(url) as running:
        assert "ready on port" in running.log
        until = time.monotonic() + 30
        while "tidied" not in running.log and time.monotonic() < until:
            time.sleep(0.05)
        assert "tidied: statistics refreshed" in running.log
    assert Chores("America/Mexico_City", date(2999, 1, 1)).leader.is_me(db.Store(url))


@pytest.mark.parametrize(("moved", "seen"), [(0, 0), (3600, 3600), (-7200, -7200)])
def test_a_clock_that_was_moved_shows_as_a_jump_and_time_that_passed_does_not(moved, seen):
    begun = Beginning(steady=machine.steady() - 500, wall=machine.wall() - 500 - moved)
    told = begun.machine()
    assert abs(told.jump - seen) < 1
    assert 499 < told.uptime < 502


def test_the_memory_of_the_process_is_known_where_the_system_tells():
    assert machine.memory() is None or 10_000_000 < machine.memory() < 8_000_000_000
    assert abs(machine.wall() - datetime.now(UTC).timestamp()) < 1


def test_a_file_that_is_damaged_within_is_found_in_the_first_round(desk):
    """A large file is not read through before the desk opens."""
    with desk.anchor.path.open("r+b") as file:
        file.seek(-5 * 4096, 2)
        file.write(b"\xff" * 4 * 4096)
    rounds.read_through(desk)
    assert desk.damage not in (None, "")


def test_a_sound_file_is_read_through_once(desk, monkeypatch):
    rounds.read_through(desk)
    monkeypatch.setattr(rounds, "quick_check", lambda path: "must not be asked again")
    rounds.read_through(desk)
    assert desk.damage == ""


def test_what_the_reading_through_found_is_told_to_supervisors(desk):
    desk.damage = "Tree 4 page 9: btreeInitPage() returns error code 11"
    rounds.look_down(datetime(2026, 3, 13, tzinfo=UTC))
    assert ground.last_seen().damaged

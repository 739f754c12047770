"""The round of every minute: it begins with the desk, and what fails in it ends nothing."""

import logging
from datetime import UTC, date, datetime

import pytest

import db
from db.setup import create
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
        for _ in range(100):
            if "tidied" in running.log:
                break
            running.ask("/healthz")
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

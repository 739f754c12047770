"""What the desk does by itself: one process leads, the log is cut at night or once it has grown, no writer waits."""

import threading
import time
from datetime import UTC, date, datetime

import pytest

from db.engine import Store
from db.ground import log_of, size
from db.upkeep import empty_log, refresh_statistics
from tests.cast import furnish
from tests.copied import create
from tests.faults.writers import save
from watch import chores
from watch.chores import Chores, Leader

EVENING = datetime(2026, 3, 14, 2, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
"""20:00 and 3:30 in Mexico City."""


@pytest.fixture
def desk(tmp_path):
    store = create(f"sqlite:///{tmp_path / 'desk.db'}")
    furnish(store)  # here, and not in what is copied: it is in the log
    yield store
    store.close()


@pytest.fixture
def round_of(desk):
    mine = Chores("America/Mexico_City", date(2026, 3, 13))
    yield mine
    mine.leader.step_down()


def log(desk):
    return size(log_of(desk.anchor.path))


def test_by_day_nothing_is_done(desk, round_of):
    save(desk, "one")
    before = log(desk)
    assert round_of.round(desk, now=EVENING) == []
    assert log(desk) == before > 0


def test_at_the_quiet_hour_the_log_is_cut_and_the_statistics_are_fresh_once_a_night(desk, round_of):
    save(desk, "one")
    done = round_of.round(desk, now=NIGHT)
    assert [one.split()[0] for one in done] == ["statistics", "log"]
    assert log(desk) == 0
    assert round_of.round(desk, now=NIGHT) == []


def test_between_the_tables_whose_statistics_are_refreshed_a_save_has_its_turn(desk, monkeypatch):
    turns, turn = [], desk.turnstile.turn
    monkeypatch.setattr(desk.turnstile, "turn", lambda **how: turns.append(how) or turn(**how))
    assert refresh_statistics(desk) < 0.5
    with desk.reading() as look:
        known = {one for (one,) in look.connection().exec_driver_sql("SELECT DISTINCT tbl FROM sqlite_stat1")}
    assert {"account", "line", "promise", "subcase"} <= known
    assert not {one for one in known if one.startswith("inquiry_search")}
    assert len(turns) >= len(known)


def test_a_log_that_has_grown_is_cut_by_day_while_nobody_writes(desk, round_of, monkeypatch):
    monkeypatch.setattr(chores, "LOG_WARN", 50_000)
    save(desk, "one")
    assert log(desk) > 50_000
    with desk.turnstile.turn(patience=1):
        assert round_of.round(desk, now=EVENING) == []
    assert round_of.round(desk, now=EVENING)[0].startswith("log emptied")
    assert log(desk) == 0


@pytest.mark.alone
def test_what_a_reader_needs_stays_and_the_night_tries_again(desk, round_of):
    with desk.reading() as look:
        look.connection().exec_driver_sql("SELECT count(*) FROM inquiry").scalar()
        save(desk, "one")
        began = time.monotonic()
        assert "kept by a reader" in round_of.round(desk, now=NIGHT)[-1]
        assert time.monotonic() - began < 1.5
    assert "log emptied" in round_of.round(desk, now=NIGHT)[-1]


def test_of_two_processes_one_leads_and_the_other_follows_when_it_is_gone(desk):
    other = Store(str(desk.url))
    first, second = Leader(), Leader()
    assert first.is_me(desk) and not second.is_me(other) and first.is_me(desk)
    first.step_down()
    assert second.is_me(other) and not first.is_me(desk)
    second.step_down()
    other.close()


def test_the_lock_of_the_leader_is_for_its_owner_alone(desk, round_of, tmp_path):
    round_of.round(desk, now=EVENING)
    assert (tmp_path / "desk.db-leader").stat().st_mode & 0o777 == 0o600


def test_a_desk_whose_file_is_gone_is_left_alone(desk, round_of):
    save(desk, "one")
    file = desk.anchor.path
    file.rename(file.with_name("kept.db"))
    assert round_of.round(desk, now=NIGHT) == []
    file.with_name("kept.db").rename(file)


@pytest.mark.alone
def test_who_saves_while_the_log_is_cut_hardly_waits(desk):
    waits, stop = [], threading.Event()

    def write(name):
        n = 0
        while not stop.is_set():
            began = time.monotonic()
            save(desk, f"{name}-{n}", notes="x" * 4_000)
            waits.append(time.monotonic() - began)
            n += 1

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for writer in writers:
        writer.start()
    held = []
    for _ in range(5):
        time.sleep(0.2)
        held.append(empty_log(desk).held)
        refresh_statistics(desk)
    stop.set()
    for writer in writers:
        writer.join()
    assert len(waits) > 20
    assert max(held) < 0.3
    assert max(waits) < 0.8

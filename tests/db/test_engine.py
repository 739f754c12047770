"""The two doors of the store: who waits for whom, for how long, and what is never left behind."""

import multiprocessing
import threading
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

import db
from db.engine import WAL_SAFE, Store, sqlite_driver
from db.models import Event, Setting
from db.setup import create
from db.turnstile import Busy, Turnstile

NOON = datetime(2026, 3, 13, 18, tzinfo=UTC)


def add_one(url, times):
    store = Store(url)
    for _ in range(times):
        with store.writing() as work:
            row = work.get(Setting, "sum")
            row.value = str(int(row.value) + 1)
    store.close()


def begin_sum(store):
    with store.writing() as work:
        work.add(Setting(name="sum", value="0"))


def value(store):
    with store.reading() as look:
        return look.get(Setting, "sum").value


def test_the_linked_sqlite_is_safe_with_its_write_ahead_log():
    assert sqlite_driver.sqlite_version_info >= WAL_SAFE


def test_every_pooled_connection_keeps_every_promise(new_store):
    open_at_once = [new_store.engine.raw_connection() for _ in range(5)]
    for connection in open_at_once:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        told = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
        assert told == ["wal", 2, 1]
        connection.close()


def test_a_row_that_points_to_nobody_is_refused(new_store):
    with pytest.raises(IntegrityError), new_store.writing() as work:
        work.add(Event(inquiry_id=4711, kind="x", at=NOON, on_date=NOON.date(), seal="x"))


@pytest.mark.alone
def test_who_looks_is_not_kept_waiting_by_who_writes_and_sees_only_what_is_finished(new_store):
    begin_sum(new_store)
    with new_store.writing() as work:
        work.get(Setting, "sum").value = "1"
        work.flush()
        began = time.monotonic()
        assert value(new_store) == "0"
        assert time.monotonic() - began < 0.5
    assert value(new_store) == "1"


def test_what_raises_is_rolled_back(new_store):
    begin_sum(new_store)
    with pytest.raises(ZeroDivisionError), new_store.writing() as work:  # noqa: PT012
        work.get(Setting, "sum").value = "1"
        work.flush()
        1 / 0  # noqa: B018
    assert (value(new_store), new_store.engine.pool.checkedout()) == ("0", 0)


def test_writers_are_let_in_in_the_order_of_their_arrival():
    line, order, threads = Turnstile(), [], []

    def come(n):
        with line.turn(patience=10):
            order.append(n)

    with line.turn(patience=1):
        for n in range(12):
            threads.append(threading.Thread(target=come, args=(n,)))
            threads[-1].start()
            while line.waiting <= n:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(12))


def test_who_gives_up_waiting_is_told_and_stands_in_nobodys_way():
    line = Turnstile()
    with line.turn(patience=1), pytest.raises(Busy), line.turn(patience=0.05):
        pass
    assert line.waiting == 0
    with line.turn(patience=0.05):
        pass


@pytest.mark.alone
def test_sixteen_writers_wait_about_the_same(new_store, faults):
    begin_sum(new_store)
    waits, stop = [], time.monotonic() + faults.rounds(15, 100) / 10

    def write():
        while time.monotonic() < stop:
            began = time.monotonic()
            with new_store.writing() as work:
                row = work.get(Setting, "sum")
                row.value = str(int(row.value) + 1)
            waits.append(time.monotonic() - began)

    threads = [threading.Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert value(new_store) == str(len(waits))
    middle, worst = sorted(waits)[len(waits) // 2], max(waits)
    assert worst <= 20 * middle
    told = f"worst wait {worst:.2f} s, {worst / middle:.1f} x the median"
    faults.tell("B06", "16 writers at once", provoked=len(waits), acknowledged=len(waits),
                present=int(value(new_store)), lost=0, seen=told)  # fmt: skip


def test_two_processes_write_and_the_sum_is_exact(url, new_store, faults):
    begin_sum(new_store)
    times = faults.rounds(60, 1_000)
    spawn = multiprocessing.get_context("spawn")
    others = [spawn.Process(target=add_one, args=(url, times)) for _ in range(2)]
    for other in others:
        other.start()
    add_one(url, times)
    for other in others:
        other.join()
        assert other.exitcode == 0
    assert value(new_store) == str(3 * times)
    faults.tell("B03", "three processes write", provoked=3 * times, acknowledged=3 * times,
                present=int(value(new_store)), lost=3 * times - int(value(new_store)), seen="0 \"locked\"")  # fmt: skip


def test_a_postgresql_that_waits_in_vain_says_busy_too(postgres):
    from tests.cast import new_database

    store = create(new_database(postgres))
    inside, leave = threading.Event(), threading.Event()

    def stay():
        with store.writing():
            inside.set()
            leave.wait(20)

    staying = threading.Thread(target=stay)
    staying.start()
    assert inside.wait(10)
    with pytest.raises(Busy), store.writing():
        pass
    leave.set()
    staying.join()
    with store.writing() as work:
        work.add(Setting(name="sum", value="1"))
    store.close()


def test_a_folder_with_odd_signs_in_its_name_is_a_folder(tmp_path):
    store = create(f"sqlite:///{tmp_path}/día 100% #1.db")
    assert (tmp_path / "día 100% #1.db").is_file()
    store.close()


def test_the_doors_of_the_process_need_a_database_in_use(monkeypatch):
    monkeypatch.setattr("db.engine._store", None)
    with pytest.raises(RuntimeError, match=r"db\.use"), db.reading():
        pass

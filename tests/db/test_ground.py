"""What is known of the ground, on both databases: asked in one statement, right to the row."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from db.ground import ground, log_of, size
from db.models import SignIn
from desk.accounts import create_account
from rules.ground import Fact, Machine, Verdict
from rules.verdicts import judge
from seed.reference import load_reference
from tests.copied import create, furnished

NOW = datetime.now(UTC)
IDLE = timedelta(minutes=30)


@pytest.fixture
def desk(either_url):
    store, _ = furnished(either_url, with_ana)
    yield store
    store.close()


def with_ana(store):
    with store.writing() as work:
        load_reference(work)
        account(work, "ana", NOW)


def account(work, name, now):
    create_account(work, name, display_name=name.title(), password="cuatro caballos", role="agent", language="es",
                   now=now)  # fmt: skip


def look(store, now=None):
    return ground(store, now=now or datetime.now(UTC), idle=IDLE, machine=Machine())


def sign_in(store, token, *, seen_at, **given):
    with store.writing() as work:
        work.add(SignIn(token_hash=token, account_id=1, created_at=NOW, seen_at=seen_at,
                        ends_at=NOW + timedelta(hours=12), **given))  # fmt: skip


def test_a_new_desk_stands_on_sound_ground_on_either_database(desk):
    amiss = {one.fact for one in judge(look(desk)) if one.verdict is not Verdict.GOOD}
    assert amiss <= {Fact.BACKUP, Fact.DISK}
    seen = look(desk)
    assert (seen.revision, seen.signed_in, seen.waiting, seen.trouble) == (seen.head, 0, 0, "")
    assert (seen.database, seen.file_there is True) == (("sqlite", True) if desk.is_sqlite else ("postgresql", False))
    assert seen.version[0].isdecimal() and seen.calendar and seen.tzdata


def test_it_is_asked_in_one_statement(desk):
    look(desk)
    asked = []
    event.listen(desk.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    look(desk)
    assert len([one for one in asked if "SELECT" in one]) == 1


def test_who_is_signed_in_is_counted_by_person_without_the_idle_and_those_who_left(desk):
    sign_in(desk, "a", seen_at=NOW)
    sign_in(desk, "b", seen_at=NOW)
    assert look(desk, NOW).signed_in == 1
    assert look(desk, NOW + IDLE).signed_in == 0
    assert look(desk, NOW + IDLE - timedelta(seconds=1)).signed_in == 1


def test_who_signed_out_is_not_counted(desk):
    sign_in(desk, "a", seen_at=NOW, revoked_at=NOW)
    assert look(desk, NOW).signed_in == 0


def test_the_line_of_writers_is_seen_with_how_long_the_first_has_waited(desk):
    inside, leave = threading.Event(), threading.Event()

    def stay():
        with desk.writing():
            inside.set()
            leave.wait(20)

    def come():
        with desk.writing():
            pass

    threads = [threading.Thread(target=stay)]
    threads[0].start()
    assert inside.wait(10)
    threads += [threading.Thread(target=come) for _ in range(2)]
    for thread in threads[1:]:
        thread.start()
    until = time.monotonic() + 10
    while (seen := look(desk)).waiting < 2 and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.3)
    seen = look(desk)
    leave.set()
    for thread in threads:
        thread.join()
    assert seen.waiting == 2
    assert 0.25 < seen.longest_wait < 15
    assert (look(desk).waiting, look(desk).longest_wait) == (0, 0.0)


def test_the_newest_event_tells_when_a_clock_was_wrong(desk):
    with desk.writing() as work:
        account(work, "eva", NOW + timedelta(days=2))
    assert look(desk, NOW).ahead == 2 * 86_400


def test_the_log_of_writes_is_measured_beside_the_file(tmp_path):
    desk = create(f"sqlite:///{tmp_path / 'desk.db'}")
    with desk.writing() as work:
        load_reference(work)
    seen = look(desk)
    assert seen.log_bytes == size(log_of(desk.anchor.path)) > 0
    assert seen.file_bytes == (tmp_path / "desk.db").stat().st_size
    assert size(tmp_path / "nothing") == 0
    desk.close()

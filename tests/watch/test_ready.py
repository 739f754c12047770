"""/readyz: yes while a save would succeed, no as soon as one would not, and nothing else to anybody."""

import os
import time

import pytest
from sqlalchemy import text

import db
from db import ground
from tests.copied import create
from tests.server import running_desk
from watch import ready


@pytest.fixture
def store(tmp_path):
    one = create(f"sqlite:///{tmp_path / 'desk.db'}")
    yield one
    one.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"
    kept = create(url)
    with running_desk(url) as running:
        object.__setattr__(running, "store", kept)
        yield running
    kept.close()


@pytest.mark.alone
def test_a_stranger_is_told_yes_and_nothing_more_and_may_ask_every_second(desk):
    answer = desk.ask("/readyz")
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (200, b'{"ok":true}', "no-store")
    began = time.monotonic()
    for _ in range(50):
        assert desk.ask("/readyz").status == 200
    assert (time.monotonic() - began) / 50 < 0.1
    assert desk.ask("/readyz/").status != 200 and desk.ask("/readyz?verbose=1").body == b'{"ok":true}'


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_it_can_only_be_asked(desk, method):
    assert desk.ask("/readyz", method=method).status in {403, 405}


def test_a_running_desk_whose_tables_are_not_its_own_is_not_ready_and_says_no_more(desk):
    with desk.store.writing() as work:
        work.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        answer = desk.ask("/readyz")
        assert (answer.status, answer.body) == (503, b'{"ok":false}')
        assert desk.ask("/healthz").status == 200
    finally:
        with desk.store.writing() as work:
            work.connection().execute(text("UPDATE alembic_version SET version_num = :head"), {"head": ground.head()})
    assert desk.ask("/readyz").status == 200


def test_a_desk_is_ready_while_it_can_save(store):
    assert ready.ready(store)


@pytest.mark.parametrize(("free", "good"), [(8_000_000, True), (7_999_999, False), (40_000_000, True)])
def test_a_nearly_full_disk_still_takes_calls_and_a_full_one_does_not(store, monkeypatch, free, good):
    monkeypatch.setattr(ready, "free_bytes", lambda _path: free)
    assert ready.ready(store) is good


def test_a_file_that_is_gone_or_another_is_no_desk_until_it_is_back(store, tmp_path):
    file = tmp_path / "desk.db"
    file.rename(tmp_path / "kept.db")
    assert not ready.ready(store)
    file.write_bytes((tmp_path / "kept.db").read_bytes())
    assert not ready.ready(store)
    (tmp_path / "kept.db").replace(file)
    assert ready.ready(store)


def test_a_file_that_cannot_be_written_takes_no_work(store, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, how: how != os.W_OK)
    assert not ready.ready(store)


def test_after_a_refused_save_it_is_tried_out_whether_the_disk_takes_one_again(store, monkeypatch):
    with pytest.raises(db.NotStored), store.writing():
        raise db.NotStored("disk_full")
    assert store.trouble == "disk_full"
    monkeypatch.setattr(ready, "heals", lambda _store: False)
    assert not ready.ready(store)
    monkeypatch.undo()
    assert ready.ready(store)
    assert store.trouble == ""


def test_nobody_is_sent_to_a_desk_that_is_still_starting_or_closing(store, monkeypatch):
    import asyncio
    import json

    monkeypatch.setattr("db.engine._store", store)
    told = []
    for now in (False, True, False):
        ready.opened(now=now)
        answer = asyncio.run(ready.readiness(None))
        told.append((answer.status_code, json.loads(answer.body)))
    assert told == [(503, {"ok": False}), (200, {"ok": True}), (503, {"ok": False})]

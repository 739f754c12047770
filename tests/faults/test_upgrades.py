"""Upgrades: every released version becomes this one with all its rows; one that is killed leaves the old desk whole."""

import json
import multiprocessing
import os
import re
import signal
import time
from contextlib import closing

import pytest
from sqlalchemy import Engine, event
from typer.testing import CliRunner

from cli import app
from db.engine import Store, sqlite_driver
from db.freshness import TOKEN
from db.setup import check, head, known_revisions, migrate, upgrade
from tests.server import ROOT

RELEASES = ROOT / "tests" / "db" / "releases"
WORK = multiprocessing.get_context("forkserver")
WORK.set_forkserver_preload(["tests.faults.test_upgrades", "sqlalchemy.dialects.sqlite", "alembic.ddl.sqlite"])
MANY = 3_000
KEPT = "SELECT id, inquiry_id, kind, by, at, on_date, details FROM event ORDER BY id"


def released(revision, path, *, events=0):
    """A database of an earlier version; with `events`, its events are repeated until there are as many."""
    with closing(sqlite_driver.connect(path)) as connection:
        connection.executescript((RELEASES / f"{revision}.sql").read_text(encoding="utf-8"))
        while events > (there := connection.execute("SELECT count(*) FROM event").fetchone()[0]):
            connection.execute(
                "INSERT INTO event (inquiry_id, kind, by, at, on_date, details) "
                "SELECT inquiry_id, 'noted', by, at, on_date, details FROM event LIMIT ?", (min(there, events - there),)
            )  # fmt: skip
        connection.commit()
    return f"sqlite:///{path}"


def ask(path, question):
    with closing(sqlite_driver.connect(f"file:{path}?mode=rw", uri=True)) as connection:
        return connection.execute(question).fetchall()


def everything(path):
    """The rows of every table but the search index, by their columns."""
    found = {}
    for (name,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'inquiry_search%'"):
        columns = [row[1] for row in ask(path, f"PRAGMA table_info({name})")]
        rows = ask(path, f"SELECT * FROM {name}")
        found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return found


def doctor(url):
    result = CliRunner().invoke(app, ["doctor", "--json", "--database", url])
    return {one["check"]: one["named"] for one in json.loads(result.output) if one["verdict"] == "wrong"}


def killed_at(url, nth, told):
    """Upgrade, and be killed in front of the nth statement, or in front of the commit when there are fewer."""
    seen = 0

    def die(*_):
        told.put(seen)
        told.close()
        told.join_thread()
        os.kill(os.getpid(), signal.SIGKILL)

    def count(_connection, _cursor, statement, *_rest):
        nonlocal seen
        seen += 1
        if seen == nth:
            die()

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", die)
    upgrade(url)


def statements(path):
    """How many statements the upgrade of this database takes."""
    seen = []
    store = Store(released("0001", path, events=MANY))
    event.listen(store.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    with store.engine.begin() as connection:
        migrate(connection)
    store.close()
    return len(seen)


def test_an_upgrade_that_is_killed_leaves_the_old_desk_and_the_next_one_works(tmp_path, faults):
    many, rounds = statements(tmp_path / "counted.db"), faults.rounds(4, 40)
    assert many > 12
    old, slowest = 0, 0.0
    for n in range(rounds):
        path = tmp_path / f"desk{n}.db"
        url = released("0001", path, events=MANY)
        before = ask(path, KEPT)
        told = WORK.Queue()
        child = WORK.Process(target=killed_at, args=(url, 5 + n * (many - 4) // (rounds - 1), told))
        child.start()
        child.join(60)
        assert child.exitcode == -signal.SIGKILL
        begun = time.monotonic()
        assert ask(path, "PRAGMA integrity_check") == [("ok",)]
        assert ask(path, "SELECT version_num FROM alembic_version") == [("0001",)]
        assert "seal" not in {row[1] for row in ask(path, "PRAGMA table_info(event)")}
        assert ask(path, "SELECT name FROM sqlite_master WHERE name LIKE '%tmp%'") == []
        assert ask(path, KEPT) == before
        old += 1
        upgrade(url)
        slowest = max(slowest, time.monotonic() - begun)
        assert check(url) == head()
        assert ask(path, KEPT) == before
        assert doctor(url) == {}
    faults.tell(
        "A12", "upgrade killed in its middle", provoked=rounds, acknowledged=rounds * MANY,
        present=rounds * len(before), lost=rounds - old, doubled=0, recover=round(slowest, 2),
        seen=f"{many} statements; each upgraded afterwards",
    )  # fmt: skip


@pytest.mark.parametrize("revision", sorted(known_revisions() - {head()}))
def test_a_desk_of_every_released_version_is_brought_here_with_all_its_rows(revision, tmp_path, faults):
    path = tmp_path / "desk.db"
    url = released(revision, path)
    before = everything(path)
    assert all(before[name] for name in ("inquiry", "event", "deadline", "tally", "contact", "account", "line"))
    begun = time.monotonic()
    said = CliRunner().invoke(app, ["upgrade", "--database", url])
    took = time.monotonic() - begun
    assert said.exit_code == 0, said.output
    after = everything(path)
    rows = lost = 0
    for name, there in before.items():
        if name != "alembic_version":
            if name == "setting":
                layers = next(row for row in there if row["name"] == "layers")
                if " own" not in layers["value"]:
                    layers["value"] += " own"  # days that supervisors close count from 0003 on
                new = {row["name"] for row in after[name][len(there) :]}
                assert new == {TOKEN, "warning_bands"} - {row["name"] for row in there}
            else:
                assert len(there) == len(after[name])
            rows += len(there)
            lost += sum({key: now[key] for key in row} != row for row, now in zip(there, after[name], strict=False))
    assert lost == 0
    terms = {(row["promise_code"], row["business_days"], row["holds_from"]) for row in after["promise_term"]}
    days = {row["code"]: row["business_days"] for row in before["promise"] if row["business_days"] is not None}
    assert terms == {(code, n, "2000-01-01") for code, n in days.items()}
    assert len(terms) == 4
    assert doctor(url) == {}
    assert re.search(r"desk-\d{8}T\d{6}Z\.db", said.output), "a backup of the old desk is made first"
    backup = next((tmp_path / "backups").glob("desk-*.db"))
    assert ask(backup, "SELECT version_num FROM alembic_version") == [(revision,)]
    faults.tell(
        "A13", f"upgrade of a desk of revision {revision}", provoked=1, acknowledged=rows, present=rows - lost,
        lost=lost, doubled=0, recover=round(took, 2), seen="all rows and versions, doctor green, a backup first",
    )  # fmt: skip


def test_every_released_version_is_kept():
    assert {file.stem for file in RELEASES.glob("*.sql")} >= known_revisions() - {head()}


def test_a_kept_version_holds_no_password():
    for file in RELEASES.glob("*.sql"):
        assert "$argon2" not in file.read_text(encoding="utf-8")

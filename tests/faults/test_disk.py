"""A04, A05, A20: the disk is full, nearly full, or the file is gone. It is said, and nothing acknowledged is lost."""

import os
import resource
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import event

import db
from db import ground as ground_of_db
from db.ground import log_of, size
from db.setup import quick_check
from tests.cast import furnished_floor
from tests.faults.desks import Ground
from tests.faults.writers import save, started, write_until_full
from tests.pages.conftest import FRIDAY, opened, store  # noqa: F401
from tests.pages.test_call_screen import a_call, field, inquiries, problems_of
from tests.pages.test_call_screen import save as press_save
from watch import ground as seen
from watch.ground import look_down


@contextmanager
def no_file_grows(used):
    """The log of the database cannot grow by a byte: what a quota says, or `ulimit -f`."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(4096, size(log_of(used.anchor.path))), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def no_page_is_free(used):
    """SQLite's own word for a full disk: the database may have no more pages than it has."""

    def limit(connection, _record):
        connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")

    used.engine.dispose()
    event.listen(used.engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(used.engine, "connect", limit)
        used.engine.dispose()


LONG = "Dice que pagó el martes y que el recibo todavía no aparece. " * 160


@pytest.mark.parametrize(("full", "said"), [
    (no_file_grows, "El disco de la mesa no recibió nada: está lleno o falla"),
    (no_page_is_free, "El disco de la mesa está lleno: no se guardó nada"),
])  # fmt: skip
def test_a_full_disk_is_said_to_the_agent_who_keeps_every_word_and_saves_when_there_is_room(
    opened, store, faults, full, said  # noqa: F811
):  # fmt: skip
    at = press_save(a_call(opened("ana"), name="Antes"))
    a_call(at, name="José Peña", phone="664 123 4567", notes=LONG)
    other = opened("berta", "queue")
    with full(store):
        press_save(at)
        assert said in "".join(problems_of(at))
        assert (field(at, "name").value, field(at, "notes").value) == ("José Peña", LONG)
        assert len(inquiries(store)) == 1, "what was there is there, and can be read"
        assert not other.run().exception, "looking goes on"
    began = time.monotonic()
    press_save(at)
    faults.tell("A04", f"disk full while an agent saves ({full.__name__.replace('_', ' ')})", provoked=1,
                acknowledged=2, present=len(inquiries(store)), lost=2 - len(inquiries(store)), doubled=0,
                recover=round(time.monotonic() - began, 2), seen="said in Spanish; every typed word kept")  # fmt: skip
    assert problems_of(at) == []
    assert store.trouble == ""


def test_a_process_at_its_limit_keeps_what_it_acknowledged_and_goes_on_when_there_is_room(tmp_path, faults):
    desk = furnished_floor(f"sqlite:///{tmp_path / 'desk.db'}").store
    save(desk, "before")
    book = tmp_path / "book"
    limits = [size(log_of(desk.anchor.path)) + 400_000 * n for n in range(1, 1 + faults.rounds(2, 8))]
    told = []
    for limit in limits:
        book.unlink(missing_ok=True)
        writer = started(write_until_full, str(desk.url), str(book), limit)
        writer.join(60)
        assert writer.exitcode == 0
        told += [line.split() for line in book.read_text().splitlines()]
    acknowledged = {key for word, key in told if word in {"saved", "again"}} | {"before"}
    with desk.reading() as look:
        stored = {key for (key,) in look.connection().exec_driver_sql("SELECT client_key FROM inquiry")}
        bare = look.connection().exec_driver_sql(
            "SELECT count(*) FROM inquiry WHERE id NOT IN (SELECT inquiry_id FROM event WHERE kind = 'logged')"
        ).scalar()  # fmt: skip
    faults.tell("A04", "disk full under a process that writes", provoked=len(limits), acknowledged=len(acknowledged),
                present=len(acknowledged & stored), lost=len(acknowledged - stored),
                doubled=len(stored - acknowledged),
                seen=f"refused as {sorted({code for word, code in told if word == 'refused'})[0]}; "
                     "reading went on")  # fmt: skip
    assert {code for word, code in told if word == "refused"} <= {"disk_full", "disk_failed"}
    assert bare == 0
    assert quick_check(desk.anchor.path) == "ok"
    desk.close()


def test_a_disk_that_is_nearly_full_is_told_to_supervisors_while_calls_are_saved(
    opened, store, faults, monkeypatch  # noqa: F811
):  # fmt: skip
    monkeypatch.setattr(ground_of_db, "free_bytes", lambda _path: 40_000_000)
    monkeypatch.setattr(seen, "_seen", None)
    look_down(FRIDAY)  # the round of the minute
    warned = [
        page for page in ("today", "queue", "volumes", "log", "health")
        if any("casi lleno" in one.proto.label for one in opened("sofia", page).get("page_link"))
    ]  # fmt: skip
    agent = opened("ana")
    assert not any("casi lleno" in one.proto.label for one in agent.get("page_link"))
    press_save(a_call(agent))
    faults.tell("A05", "40 MB of disk are left", provoked=1, acknowledged=1, present=len(inquiries(store)),
                lost=1 - len(inquiries(store)), doubled=0, seen=f"warned on {len(warned)} of 5 pages")  # fmt: skip
    assert len(warned) == 5


@pytest.fixture
def running(tmp_path):
    desk = Ground(tmp_path)
    yield desk
    desk.close()


def test_a_file_removed_while_it_is_open_is_seen_at_the_next_look_and_takes_no_save(running, faults):
    desk, file = running.desk, running.store.anchor.path
    cookie, first_page = desk.sign_in("sofia"), desk.sign_in("sam")
    save(running.store, "before")
    assert "en su lugar" in desk.run_page("health", cookie=cookie).text
    assert desk.ask("/readyz").status == 200
    os.link(file, running.folder / "kept.db")
    file.unlink()

    began = time.monotonic()
    ready = desk.ask("/readyz")
    noticed = time.monotonic() - began
    seen_on_page = desk.run_page("health", cookie=cookie).text
    with pytest.raises(db.NotStored) as refused:
        save(running.store, "into nowhere")
    nobody = desk.ask("/sign-in", form={"name": "ana", "password": "cuatro caballos cruzan el puente"})
    healthy, opens = desk.ask("/healthz").status, desk.ask("/health", cookie=first_page).status

    (running.folder / "kept.db").rename(file)
    began = time.monotonic()
    while desk.ask("/readyz").status != 200:
        assert time.monotonic() - began < 5
    save(running.store, "after")
    faults.tell("A20", "file removed while open", provoked=1, acknowledged=2, present=running.count()[0],
                lost=2 - running.count()[0], doubled=0, recover=round(time.monotonic() - began, 2),
                seen=f"/readyz 503 after {noticed:.3f} s; saves refused, looking goes on")  # fmt: skip
    assert (ready.status, ready.body, refused.value.code) == (503, b'{"ok":false}', "file_gone")
    assert "Urgente" in seen_on_page and "no está donde se abrió" in seen_on_page
    assert nobody.status == 503 and "Nadie puede entrar ahora" in nobody.text
    assert opens == 200, "that the session is still used cannot be noted, and the page opens"
    assert healthy == 200, "the process lives and its database answers; it only must not be sent anybody"


def test_another_file_in_its_place_takes_no_save_either(tmp_path):
    mine = furnished_floor(f"sqlite:///{tmp_path / 'desk.db'}").store
    other = furnished_floor(f"sqlite:///{tmp_path / 'other.db'}").store
    other.close()
    save(mine, "before")
    os.replace(tmp_path / "other.db", tmp_path / "desk.db")
    with pytest.raises(db.NotStored):
        save(mine, "into the old one")
    assert not mine.anchor.holds
    mine.close()

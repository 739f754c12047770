"""A01: a process that dies while it saves takes nothing acknowledged with it, and leaves no half of anything."""

import random
import time

import pytest
from sqlalchemy import text

from db.chain import links
from db.queries.tallies import counted, recount
from db.setup import quick_check
from tests.cast import furnished_floor
from tests.faults.writers import save, started, write_on


@pytest.fixture
def desk(tmp_path):
    floor = furnished_floor(f"sqlite:///{tmp_path / 'desk.db'}")
    yield floor.store
    floor.store.close()


def kill_a_writer(store, book, name, *, threads, chance):
    """Let a process log for a moment, then SIGKILL; the seconds until another save was possible."""
    writer = started(write_on, str(store.url), str(book), name, threads)
    waited = time.monotonic() + 30
    while not book.exists() or f"saved {name}" not in book.read_text():
        assert writer.is_alive() and time.monotonic() < waited, "the writer never saved anything"
        time.sleep(0.005)
    time.sleep(chance.uniform(0.0, 0.3))
    writer.kill()
    killed = time.monotonic()
    save(store, f"after-{name}")
    recovered = time.monotonic() - killed
    writer.join()
    assert writer.exitcode == -9
    return recovered


def lines(book, word):
    return [line.split()[1:] for line in book.read_text().splitlines() if line.startswith(word)]


def rows(store, question):
    with store.reading() as look:
        return look.connection().execute(text(question)).all()


def test_a_killed_process_loses_no_acknowledged_inquiry_and_repeating_doubles_none(desk, tmp_path, faults):
    book, chance = tmp_path / "book", random.Random(1)
    rounds = faults.rounds(8, 80)
    recovered = [
        kill_a_writer(desk, book, f"r{n}", threads=2 + n % 3, chance=chance) for n in range(rounds)
    ]  # fmt: skip
    saved = dict(lines(book, "saved"))
    begun = [key for (key,) in lines(book, "begun")]
    stored = dict(rows(desk, "SELECT client_key, folio FROM inquiry WHERE client_key LIKE 'r%'"))

    lost = {key: folio for key, folio in saved.items() if stored.get(key) != folio}
    silent = [key for key in begun if key in stored and key not in saved]
    half = rows(desk, "SELECT i.id FROM inquiry i WHERE NOT EXISTS "
                      "(SELECT 1 FROM event e WHERE e.inquiry_id = i.id AND e.kind = 'logged')")  # fmt: skip
    unsaid = [key for key in begun if key not in saved]
    again = [*unsaid, *list(saved)[-20:]]
    for key in again:  # what a browser does that heard no answer
        assert save(desk, key) == saved.get(key, stored.get(key)) or key not in stored
    doubled = rows(desk, "SELECT client_key FROM inquiry GROUP BY client_key HAVING count(*) > 1")
    (after,) = rows(desk, "SELECT count(*) FROM inquiry WHERE client_key LIKE 'r%'")[0]

    faults.tell("A01", "process killed while saving", provoked=rounds, acknowledged=len(saved),
                present=len(saved) - len(lost), lost=len(lost), doubled=len(doubled) + after - len(begun),
                recover=round(max(recovered), 2),
                seen=f"{len(half)} rows without event; {len(silent)} stored and not acknowledged, "
                     f"{len(again)} repeated under the same key")  # fmt: skip
    assert half == []
    assert len(unsaid) >= rounds, "no writer was killed in the middle of anything"
    assert quick_check(desk.anchor.path) == "ok"
    with desk.reading() as look:
        assert recount(look) == counted(look)
        assert all(holds for _, holds in links(look.connection()))

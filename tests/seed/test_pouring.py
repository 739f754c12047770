"""A large desk is written by a second process: the same rows, nothing half done, and no memory of what is finished."""

import gc
import os
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from sqlmodel import func, select

from db.engine import Store, sqlite_driver
from db.files import quick_check
from db.freshness import TOKEN
from db.models import Event, Inquiry
from db.queries.tallies import counted, recount
from db.setup import create
from rules.zones import local_date
from seed import pouring
from seed.making import Phase, Story, make, scene_of, tell
from seed.piped import NO_MORE, Piped
from seed.pouring import Pouring
from seed.stories import clean
from seed.swift import pour
from seed.swift_one import Living
from tests.seed.conftest import WEDNESDAY

ROOT = Path(__file__).resolve().parents[2]
OF_CHANCE = {"account"}
"""Passwords are made by the system's own randomness; so is the token of the reference data, in the settings."""


def everything(path):
    """Every row of every table, as SQLite writes it down."""
    file = sqlite_driver.connect(f"file:{path}?mode=ro", uri=True)
    names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found = {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for name in names if name not in OF_CHANCE}
    file.close()
    found["setting"] = [row for row in found["setting"] if row[0] != TOKEN]
    return found


def told(path, *, beside, inquiries=150):
    store = create(f"sqlite:///{path}")
    with store.writing() as work:
        clean.tell(work)
    scene, _ = scene_of(store, Story.DEMO, now=WEDNESDAY, seed=5)
    phases = list(pour(store, tell(scene, Story.DEMO, inquiries=inquiries), expected=inquiries, beside=beside))
    store.close()
    return phases


def test_one_process_and_two_write_the_same(tmp_path):
    phases = [told(tmp_path / f"{beside}.db", beside=beside) for beside in (False, True)]
    assert phases[0] == phases[1]
    assert everything(tmp_path / "False.db") == everything(tmp_path / "True.db")
    assert quick_check(tmp_path / "True.db") == "ok"


def test_the_same_seed_tells_the_same_on_any_machine(tmp_path):
    """Another zone, another order of sets, another folder, another language."""
    for name, machine in {
        "one": {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        "two": {"TZ": "America/Tijuana", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "VENTANILLA_LANGUAGE": "en"},
    }.items():
        (tmp_path / name).mkdir()
        asked = ["demo", "--inquiries", "150", "--database", f"sqlite:///{tmp_path / name / 'desk.db'}"]
        frozen = {"VENTANILLA_FROZEN_NOW": WEDNESDAY.isoformat()}
        subprocess.run([sys.executable, ROOT / "cli.py", *asked], env=os.environ | machine | frozen, check=True)
    one, two = (everything(tmp_path / name / "desk.db") for name in ("one", "two"))
    assert one == two
    assert len(one["inquiry"]) == 150


def test_when_the_teller_goes_away_the_other_process_ends_and_makes_nothing_whole(tmp_path):
    path = tmp_path / "desk.db"
    store = create(f"sqlite:///{path}")
    with store.writing() as work:
        clean.tell(work)
    store.close()
    other = Piped(path)
    other.take("tally", ("cube", "on_date", "a", "b", "n"), [["reason", "2026-03-11", "a", "b", 1]])
    other._ready.put(NO_MORE)
    other._carrier.join()
    other._to.close()
    assert other._other.wait(timeout=20) == 1
    assert other._back.read() == b""
    other.give_up()


def test_a_row_that_belongs_to_nothing_is_found_before_the_desk_is_told_to_be_whole(tmp_path):
    store = create(f"sqlite:///{tmp_path / 'desk.db'}")
    store.close()
    one = Pouring(tmp_path / "desk.db")
    one.take("deadline", ("inquiry_id", "promise_code", "started_at", "zone", "business_days", "calendar_version",
                          "due_at", "due_on", "promised_due_at", "ended_why"), [[9, "x", *["2026-03-11"] * 7, ""]])
    with pytest.raises(AssertionError, match="rows of deadline belong to nothing"):
        list(one.finish())
    one.give_up()


LARGEST = "SELECT id >> 37, count(*) FROM inquiry_search_data WHERE id > 10 GROUP BY 1 ORDER BY 2 DESC LIMIT 1"


def test_no_save_gathers_the_words_of_a_whole_large_desk_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(pouring, "HEAVY", 200)
    told(tmp_path / "desk.db", beside=False, inquiries=300)
    file = sqlite_driver.connect(str(tmp_path / "desk.db"), isolation_level=None)
    file.execute("PRAGMA synchronous=off")
    before = file.execute(LARGEST).fetchone()
    assert before[1] > 10
    for number in range(1_001, 1_401):
        file.execute("INSERT INTO inquiry_search(rowid, words) VALUES (?, ?)", (number, f"folio {number}"))
    assert file.execute(LARGEST).fetchone() == before
    file.close()


def test_a_full_disk_leaves_one_sentence_and_no_file(tmp_path):
    limit = "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); " \
            "resource.setrlimit(resource.RLIMIT_FSIZE, (9_000_000,) * 2); sys.argv = sys.argv[1:]; " \
            f"sys.path.insert(0, {str(ROOT)!r}); runpy.run_path(sys.argv[0], run_name='__main__')"
    asked = ["demo", "--inquiries", "20000", "--database", f"sqlite:///{tmp_path / 'desk.db'}"]
    done = subprocess.run([sys.executable, "-c", limit, ROOT / "cli.py", *asked], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "desk.db" in done.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_no_half_a_desk_and_nobody_writing(tmp_path):
    asked = ["demo", "--inquiries", "100000", "--database", f"sqlite:///{tmp_path / 'desk.db'}"]
    half = tmp_path / "desk.db.half"
    with subprocess.Popen([sys.executable, ROOT / "cli.py", *asked], stderr=subprocess.PIPE, text=True,
                          env=os.environ | {"VENTANILLA_LANGUAGE": "en"}, start_new_session=True) as making:
        first = list(islice(making.stderr, 2))
        assert half.exists()
        assert writers(half)
        os.killpg(making.pid, signal.SIGINT)  # as a terminal does
        said = making.stderr.read()
        assert making.wait(timeout=20) == 130
    assert first == ["Telling the story\n", "10240 / 100000\n"]
    assert said.endswith("Stopped. Nothing was made.\n")
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []
    assert not writers(half)


def writers(half):
    """Other processes that name the file."""
    found = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if str(half) in line]


def test_only_what_is_still_being_lived_is_held(tmp_path):
    store, most = create(f"sqlite:///{tmp_path / 'desk.db'}"), 0
    with store.writing() as work:
        clean.tell(work)
    scene, _ = scene_of(store, Story.DEMO, now=WEDNESDAY, seed=5)
    for phase, done, of in pour(store, tell(scene, Story.DEMO, inquiries=4_000), expected=4_000, beside=False):
        if phase is Phase.TELLING and done % 400 == 0 and done < of:
            most = max(most, sum(isinstance(one, Living) for one in gc.get_objects()))
    store.close()
    assert 0 < most < 60


def test_a_storm_of_twenty_thousand_is_today_counted_right_and_can_be_found(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    made = make(url, Story.STORM, now=WEDNESDAY, seed=1)
    assert made.inquiries == 20_000
    store, today = Store(url), local_date(WEDNESDAY, "America/Mexico_City")
    with store.reading() as look:
        by_day = dict(look.exec(select(Inquiry.received_on, func.count()).group_by(Inquiry.received_on)).all())
        latest = look.exec(select(func.max(Event.at))).one()
        raw = look.connection()
        found = raw.exec_driver_sql("SELECT count(*) FROM inquiry_search WHERE words MATCH 'visa'").scalar()
        assert counted(look) == recount(look)
    store.close()
    assert by_day[today] > 19_900
    assert latest <= WEDNESDAY
    assert found > 1_000

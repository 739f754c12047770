"""Making, checking and upgrading a database: explicit acts, refused with one word and without a trace."""

import os
import subprocess
import sys

import pytest

from db.engine import Store, sqlite_driver
from db.setup import DatabaseProblem, check, create, head, revision_of
from tests.server import ROOT, free_port


def fill(path, statement):
    connection = sqlite_driver.connect(str(path))
    connection.execute(statement)
    connection.commit()
    connection.close()


def empty(path):
    path.write_bytes(b"")


def text_file(path):
    path.write_bytes(b"folio,fecha\n" * 1000)


def foreign(path):
    fill(path, "CREATE TABLE somebody_else (id INTEGER PRIMARY KEY)")


def truncated(path):
    create(f"sqlite:///{path}").close()
    path.write_bytes(path.read_bytes()[:20_000])


def garbled(path):
    create(f"sqlite:///{path}").close()
    whole = bytearray(path.read_bytes())
    whole[4096:40_960] = os.urandom(36_864)
    path.write_bytes(whole)


def stamped(revision):
    def stamp(path):
        create(f"sqlite:///{path}").close()
        fill(path, f"UPDATE alembic_version SET version_num = '{revision}'")

    return stamp


SPOILT = [
    (empty, "not_a_database"), (text_file, "not_a_database"), (foreign, "foreign"), (truncated, "damaged"),
    (garbled, "damaged"), (stamped("9999"), "newer"),
]  # fmt: skip


def refusal(url):
    with pytest.raises(DatabaseProblem) as problem:
        check(url)
    return problem.value.code


def start_the_desk(url, folder, **env):
    """`streamlit run dashboard.py` as far as it comes."""
    port = free_port()
    return subprocess.run(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(port)],
        cwd=folder, env=os.environ | {"VENTANILLA_DATABASE_URL": url, "VENTANILLA_LANGUAGE": "en"} | env, timeout=60,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_new_database_is_at_the_newest_revision_and_accepted(new_store, url):
    assert check(url) == head()


def test_a_database_is_never_made_over_another(new_store, url):
    with pytest.raises(DatabaseProblem, match="exists"):
        create(url)


def test_a_missing_database_is_refused_and_not_made(url, tmp_path):
    assert refusal(url) == "missing"
    assert list(tmp_path.iterdir()) == []
    store = Store(url)
    with pytest.raises(sqlite_driver.OperationalError, match="unable to open"):
        store.engine.raw_connection()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("spoil", "code"), SPOILT, ids=lambda given: getattr(given, "__name__", given))
def test_a_file_that_is_no_desk_of_this_version_is_refused_and_left_byte_for_byte(tmp_path, spoil, code):
    path = tmp_path / "desk.db"
    spoil(path)
    before = path.read_bytes()
    assert refusal(f"sqlite:///{path}") == code
    assert path.read_bytes() == before


def test_an_older_database_is_refused_until_it_is_upgraded(new_store, url, monkeypatch):
    monkeypatch.setattr("db.setup.head", lambda: "9999")
    assert refusal(url) == "older"


def test_a_database_that_cannot_be_written_is_refused(new_store, url, monkeypatch):
    monkeypatch.setattr("db.files.os.access", lambda *_: False)
    assert refusal(url) == "read_only"


def test_a_server_that_does_not_answer_is_unreachable_and_its_password_is_not_told(tmp_path):
    with pytest.raises(DatabaseProblem) as problem:
        check("postgresql+psycopg://desk:hush@127.0.0.1:9/desk?connect_timeout=1")
    assert problem.value.code == "unreachable"
    assert "hush" not in str(problem.value)


def test_an_empty_postgresql_is_no_desk_and_a_made_one_is(postgres):
    from tests.cast import new_database

    url = new_database(postgres)
    assert refusal(url) == "foreign"
    store = create(url)
    assert check(url) == head()
    with store.engine.connect() as connection:
        assert revision_of(connection) == head()
    store.close()
    with pytest.raises(DatabaseProblem, match="exists"):
        create(url)


def test_only_the_desk_reads_its_files_whatever_the_umask(tmp_path):
    code = (
        "import os, sys; os.umask(0); from db.setup import create; from db.models import Setting\n"
        "store = create(sys.argv[1])\n"
        "with store.writing() as work: work.add(Setting(name='a', value='b'))\n"
        "print({f.name: oct(f.stat().st_mode & 0o777) for f in __import__('pathlib').Path(sys.argv[2]).iterdir()})\n"
    )
    folder = tmp_path / "var"
    ran = subprocess.run(
        [sys.executable, "-c", code, f"sqlite:///{folder / 'desk.db'}", str(folder)], cwd=ROOT, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    modes = eval(ran.stdout)
    assert set(modes) == {"desk.db", "desk.db-wal", "desk.db-shm", "desk.db.in-use"}
    assert set(modes.values()) == {"0o600"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


@pytest.mark.parametrize("spoil", [None, text_file, stamped("9999")], ids=["missing", "no database", "newer"])
def test_the_desk_does_not_start_on_it_one_line_says_why_and_the_exit_code_is_two(tmp_path, spoil):
    path, folder = tmp_path / "desk.db", tmp_path / "elsewhere"
    folder.mkdir()
    if spoil:
        spoil(path)
    before = path.read_bytes() if spoil else None
    ended = start_the_desk(f"sqlite:///{path}", folder)
    assert ended.returncode == 2
    told = [line for line in (ended.stdout + ended.stderr).splitlines() if str(path) in line]
    assert len(told) == 1
    assert "Traceback" not in ended.stdout + ended.stderr
    assert (path.read_bytes() if path.exists() else None) == before

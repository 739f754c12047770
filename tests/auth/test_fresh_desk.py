"""The first minutes of a process: D13 with every call into a page counted, set-up, and starts that must fail."""

import os
import subprocess
import sys
import time

import pytest

from tests.auth.conftest import people
from tests.copied import create, furnished
from tests.server import PASSWORD, ROOT, run_in, running_desk
from words.problems import refusal

# Loaded by Python itself in the server's process: writes down every function of a page that is called.
COUNTER = f"""
import os, sys, threading
PAGES = {str(ROOT / "pages" / "agent")!r}, {str(ROOT / "pages" / "supervisor")!r}
def seen(frame, event, arg):
    if event == "call" and frame.f_code.co_filename.startswith(PAGES):
        with open(os.environ["CALLED"], "a") as told:
            told.write(frame.f_code.co_filename + " " + frame.f_code.co_name + chr(10))
threading.setprofile(seen)
"""
NAMES = {
    "agent": ("log", "queue", "inquiry"),
    "supervisor": ("today", "volumes"),
}


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counted")
    (folder / "sitecustomize.py").write_text(COUNTER)
    called = folder / "called"
    called.touch()
    url = f"sqlite:///{folder / 'desk.db'}"
    furnished(url, people)[0].close()
    with running_desk(url, PYTHONPATH=str(folder), CALLED=str(called)) as desk:
        until = time.monotonic() + 30
        while "tidied" not in desk.log and time.monotonic() < until:
            time.sleep(0.05)  # the desk itself imports the pages of supervisors a moment after it has opened
        called.write_text("")
        yield desk, called


def test_no_line_of_a_page_runs_for_a_stranger_or_for_the_wrong_role(counted):
    desk, called = counted
    for path in ("/", *(f"/{name}" for names in NAMES.values() for name in names)):
        assert desk.ask(path).status == 303
        assert desk.ask(path, page=False).status == 401
    assert called.read_text() == ""
    cookie = desk.sign_in("ana")
    for name in NAMES["supervisor"]:
        assert desk.ask(f"/{name}", cookie=cookie).status == 200  # the empty shell, the same for every address
        for by_hash in (False, True):
            with desk.socket(cookie=cookie) as opened:
                run_in(opened, name, by_hash=by_hash)
    assert "supervisor" not in called.read_text()
    with desk.socket(cookie=cookie) as opened:
        assert run_in(opened, "today").page_not_found
    desk.run_page("today", cookie=desk.sign_in("sofia"))
    assert "supervisor" in called.read_text()  # the counter does count


def test_an_agents_own_pages_open_by_address(counted):
    desk, called = counted
    cookie = desk.sign_in("ana")
    for name in ("queue", "inquiry"):
        called.write_text("")
        assert not desk.run_page(name, cookie=cookie).page_not_found
        assert f"{name}.py" in called.read_text()


def test_the_first_supervisor_sets_the_desk_up_and_is_signed_in(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    create(url).close()
    with running_desk(url) as desk:
        assert desk.ask("/").headers["location"] == "/sign-in"
        assert desk.ask("/sign-in?lang=en").headers["location"] == "/set-up?lang=en"
        assert desk.ask("/sign-in", form={"name": "x", "password": "y"}).headers["location"] == "/set-up"
        form = {"name": "Sofia", "display_name": "Sofía  Duarte", "password": PASSWORD, "lang": "en"}
        bad = desk.ask("/set-up", form=form | {"name": "so fia", "display_name": " ", "password": "password1234"})
        assert bad.status == 422
        for said in ("Write your name.", "without spaces.", "This is easy to guess."):
            assert said in bad.text
        assert 'value="so fia"' in bad.text
        assert desk.ask("/set-up", form=form, origin="http://evil.example").status == 403
        answer = desk.ask("/set-up", form=form)
        assert (answer.status, answer.headers["location"]) == (303, "/")
        assert "Sofía Duarte" in desk.run_page("today", cookie=answer.cookie).text
        assert desk.ask("/set-up").status == 404
        assert desk.ask("/set-up", form=form | {"name": "eve"}).status == 404
        assert desk.sign_in("sofia")


@pytest.mark.parametrize(("there", "code"), [(None, "missing"), (b"not a database at all", "not_a_database")])
def test_a_desk_without_its_database_says_so_in_one_line(tmp_path, there, code):
    path = tmp_path / "desk.db"
    if there is not None:
        path.write_bytes(there)
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", "0"],
        cwd=tmp_path,
        env=os.environ | {"VENTANILLA_DATABASE_URL": f"sqlite:///{path}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.strip().splitlines() == [refusal(f"database_{code}", lang="es", where=path)]
    assert ended.stdout.strip() == ""
    assert (path.read_bytes() if path.exists() else None) == there

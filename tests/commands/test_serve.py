"""`ventanilla serve` never puts an empty desk in the place of a lost one."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from cli import app
from commands import serve
from config import Settings
from tests.server import free_port

ASKED = [sys.executable, "-m", "cli", "serve"]


def test_a_lost_database_is_refused_in_one_line(tmp_path):
    result = CliRunner().invoke(app, ["serve", "--database", f"sqlite:///{tmp_path / 'lost.db'}"])
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("left_behind", "first"), [
    ((), True), ((".had-a-desk",), False), (("desk.db-wal",), False), (("desk.db",), False), (("desk.db.old",), False),
    (("notes.txt",), True),
])  # fmt: skip
def test_only_a_folder_that_never_held_a_desk_gets_one_unasked(tmp_path, monkeypatch, left_behind, first):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    monkeypatch.setattr(Settings.model_fields["database_url"], "default", url)
    for name in left_behind:
        (tmp_path / name).touch()
    assert serve._first_time(url) is first


def test_a_database_somebody_named_is_never_made_unasked(tmp_path):
    assert not serve._first_time(f"sqlite:///{tmp_path / 'desk.db'}")


def test_a_port_in_use_is_one_clear_line(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", "--new", "--database", url, "--port", port])
    assert result.exit_code == 2
    assert port in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_new_desk_is_served_on_this_machine_until_it_is_interrupted(tmp_path):
    port = free_port()
    given = ["--new", "--database", "sqlite:///new.db", "--port", str(port)]
    root = str(serve.HERE)
    process = subprocess.Popen(
        [*ASKED, *given], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"PYTHONPATH": root},
    )  # fmt: skip
    try:
        _wait(port, process)
        assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600
    finally:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}" in said
    assert "Traceback" not in said


def _wait(port, process):
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the desk did not answer")

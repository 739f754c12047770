"""`ventanilla demo` makes a desk once, keeps it from other eyes, and says who can sign in."""

import re

import pytest
from typer.testing import CliRunner

from cli import app
from config import settings
from db.engine import Store
from db.setup import sqlite_path
from desk.accounts import account_named
from desk.passwords import password_matches


@pytest.fixture
def told(tmp_path):
    url = f"sqlite:///{tmp_path / 'var' / 'desk.db'}"
    settings.cache_clear()
    return url, CliRunner().invoke(app, ["demo", "--inquiries", "20", "--seed", "1", "--database", url])


def test_the_printed_passwords_open_the_desk(told):
    url, result = told
    assert result.exit_code == 0, result.output
    sign_ins = re.findall(r"^(\w+) +(agent|supervisor) +(\S+)$", result.output, re.M)
    assert [role for _, role, _ in sign_ins] == ["agent", "supervisor"]
    store = Store(url)
    with store.reading() as look:
        for name, role, password in sign_ins:
            account = account_named(look, name)
            assert account.role == role
            assert password_matches(account.password_hash, password)
    store.close()


def test_what_was_made_is_for_its_owner_alone(told):
    path = sqlite_path(told[0])
    modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
    assert modes.pop("demo-sign-ins.txt") == 0o600
    assert set(modes.values()) == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_sign_ins_lie_beside_the_database(told):
    url, result = told
    notes = (sqlite_path(url).parent / "demo-sign-ins.txt").read_text(encoding="utf-8")
    assert all(line in result.output for line in notes.splitlines())


def test_a_desk_that_is_there_is_never_made_again(told):
    url, _ = told
    before = sqlite_path(url).read_bytes()
    again = CliRunner().invoke(app, ["demo", "--database", url])
    assert again.exit_code == 2
    assert str(sqlite_path(url)) in again.stderr
    assert sqlite_path(url).read_bytes() == before


def test_an_unknown_story_is_refused_and_nothing_is_made(tmp_path):
    result = CliRunner().invoke(app, ["demo", "--story", "tango", "--database", f"sqlite:///{tmp_path / 'x.db'}"])
    assert result.exit_code == 2
    assert "tango" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_clean_desk_has_the_contact_page_and_nobody(tmp_path):
    from desk.accounts import anybody

    url = f"sqlite:///{tmp_path / 'x.db'}"
    assert CliRunner().invoke(app, ["demo", "--story", "clean", "--database", url]).exit_code == 0
    store = Store(url)
    with store.reading() as look:
        assert not anybody(look)
    store.close()
    assert not (tmp_path / "demo-sign-ins.txt").exists()


PHASES = ("Contando la historia", "Cifras", "Índices", "Índice de búsqueda", "Comprobando que esté completa")


def made(tmp_path, *, inquiries, **env):
    asked = ["demo", "--inquiries", str(inquiries), "--database", f"sqlite:///{tmp_path / 'x.db'}"]
    return CliRunner().invoke(app, asked, env=env)


def test_who_waits_hears_of_every_phase_and_in_the_end_how_many_how_long_and_how_large(tmp_path):
    result = made(tmp_path, inquiries=2_100)
    assert result.exit_code == 0
    said = result.stderr.splitlines()
    assert [line for line in said if line in PHASES] == list(PHASES)
    assert said.index("2100 / 2100") < said.index("Cifras")
    assert re.match(r"La ventanilla nueva está lista: 2,100 consultas, \d+ s, [1-9]\d* MB\.\n", result.stdout)


def test_a_small_demo_is_made_before_anybody_reads_a_line(tmp_path):
    assert made(tmp_path, inquiries=30).stderr == ""


def test_on_a_terminal_every_phase_has_its_bar_and_each_is_full_in_the_end(tmp_path):
    result = made(tmp_path, inquiries=300, FORCE_COLOR="1", TERM="xterm", COLUMNS="120")
    assert result.exit_code == 0
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", result.stderr).replace("\r", "\n").splitlines()[-12:]
    for phase, full in zip(PHASES, ("300/300", "1/1", "5/5", "1/1", "10/10"), strict=True):
        assert any(phase in line and f" {full} " in line for line in last), (phase, last)

"""`ventanilla user`: accounts from the server itself."""

import pytest
from typer.testing import CliRunner

from auth.sessions import hash_of
from cli import app
from config import settings
from db.engine import Store
from desk.accounts import account_named, set_password
from desk.links import RESET, whose
from desk.passwords import password_matches
from seed.stories import clean
from tests.copied import furnished

PHRASE = "cuatro caballos cruzan el puente"


@pytest.fixture
def desk(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    store, _ = furnished(url, with_reference)
    yield store
    store.close()


def with_reference(store):
    with store.writing() as work:
        clean.tell(work)


def run(store: Store, *words: str, given: str = ""):
    return CliRunner().invoke(app, ["user", *words, "--database", str(store.url)], input=given)


def account(store: Store, name: str):
    with store.reading() as look:
        return account_named(look, name)


def test_a_supervisor_is_made_with_a_password_typed_twice(desk):
    result = run(desk, "add", "sofia", "--role", "supervisor", given=f"{PHRASE}\n{PHRASE}\n")
    assert result.exit_code == 0, result.output
    assert PHRASE not in result.output
    assert account(desk, "sofia").role == "supervisor"
    assert password_matches(account(desk, "sofia").password_hash, PHRASE)


def test_two_passwords_that_differ_make_nothing(desk):
    assert run(desk, "add", "ana", "--role", "agent", given=f"{PHRASE}\n{PHRASE}!\n").exit_code == 2
    assert run(desk, "list").output == ""


def test_a_password_is_read_from_the_standard_input_or_made(desk):
    assert run(desk, "add", "ana", "--role", "agent", "--password-stdin", given=PHRASE + "\n").exit_code == 0
    made = run(desk, "add", "berta", "--role", "agent", "--generate")
    assert password_matches(account(desk, "ana").password_hash, PHRASE)
    assert password_matches(account(desk, "berta").password_hash, made.output.splitlines()[-1])


@pytest.mark.parametrize(("words", "given"), [
    (("add", "ana", "--role", "boss", "--generate"), ""),
    (("add", "ana", "--role", "agent", "--language", "fr", "--generate"), ""),
    (("add", "a b", "--role", "agent", "--generate"), ""),
    (("add", "ana", "--role", "agent", "--password-stdin"), "kurz\n"),
    (("password", "nobody", "--generate"), ""),
    (("deactivate", "nobody"), ""),
])  # fmt: skip
def test_what_the_desk_refuses_is_one_sentence_and_exit_code_two(desk, words, given):
    result = run(desk, *words, given=given)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert run(desk, "list").output == ""


def test_a_new_password_replaces_the_old_one(desk):
    run(desk, "add", "ana", "--role", "agent", "--password-stdin", given=PHRASE + "\n")
    made = run(desk, "password", "ana", "--generate").output.splitlines()[-1]
    assert password_matches(account(desk, "ana").password_hash, made)
    assert not password_matches(account(desk, "ana").password_hash, PHRASE)


def test_somebody_leaves_and_comes_back_but_the_last_supervisor_stays(desk):
    run(desk, "add", "ana", "--role", "agent", "--generate")
    run(desk, "add", "sofia", "--role", "supervisor", "--generate")
    assert run(desk, "deactivate", "ana").exit_code == 0
    assert not account(desk, "ana").active
    assert run(desk, "reactivate", "ana").exit_code == 0
    assert account(desk, "ana").active
    assert run(desk, "deactivate", "sofia").exit_code == 2
    assert account(desk, "sofia").active


def test_a_missing_database_is_not_made(tmp_path):
    result = CliRunner().invoke(app, ["user", "list", "--database", f"sqlite:///{tmp_path / 'none.db'}"])
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_link_for_a_new_password_is_printed_once_and_only_its_hash_is_kept(desk, monkeypatch):
    monkeypatch.setenv("VENTANILLA_PUBLIC_URL", "https://desk.example/")
    settings.cache_clear()
    run(desk, "add", "ana", "--role", "agent", "--generate")
    first, second = (run(desk, "reset", "ana").output.splitlines()[-1] for _ in range(2))
    settings.cache_clear()
    for link in (first, second):
        assert link.startswith("https://desk.example/reset?token=")
    tokens = [hash_of(link.partition("token=")[2]) for link in (first, second)]
    with desk.reading() as look:
        opens = [whose(look, token, purpose=RESET, now=settings().now()) is not None for token in tokens]
    assert opens == [False, True], "a newer link ends the older one"
    assert run(desk, "reset", "nobody").exit_code == 2
    run(desk, "deactivate", "ana")
    assert run(desk, "reset", "ana").exit_code == 2


def test_a_password_from_the_server_has_to_be_changed_at_the_first_sign_in(desk):
    run(desk, "add", "ana", "--role", "agent", "--generate")
    assert account(desk, "ana").must_change
    with desk.writing() as work:
        ana = account_named(work, "ana")
        set_password(work, ana, password=PHRASE, now=settings().now(), by=ana.id)
    assert not account(desk, "ana").must_change
    run(desk, "password", "ana", "--generate")
    assert account(desk, "ana").must_change


def test_roles_are_given_and_a_lost_telephone_is_taken_off_at_the_server(desk):
    run(desk, "add", "adela", "--role", "administrator", "--generate")
    run(desk, "add", "sofia", "--role", "supervisor", "--generate")
    assert run(desk, "role", "sofia", "boss").exit_code == 2
    assert run(desk, "role", "adela", "agent").exit_code == 2, "nobody else is an administrator"
    assert run(desk, "role", "sofia", "administrator").exit_code == 0
    assert account(desk, "sofia").role == "administrator"
    assert run(desk, "second-step-off", "sofia").exit_code == 2, "it is not on"
    with desk.writing() as work:
        sofia = account_named(work, "sofia")
        sofia.totp_secret, sofia.totp_on_at = "A" * 32, settings().now()
    assert run(desk, "second-step-off", "sofia").exit_code == 0
    assert (account(desk, "sofia").totp_secret, account(desk, "sofia").totp_on_at) == ("", None)

"""The verbs about accounts: who may, what is refused, what is remembered. D15, and the rows of D11 that are here."""

import pytest
from sqlmodel import select

from db.models import Account, Event, SignIn
from desk.accounts import (
    account_named,
    anybody,
    change_role,
    create_account,
    create_first_account,
    deactivate,
    reactivate,
    set_language,
    set_password,
)
from desk.errors import DeskError
from desk.names import account_problems
from desk.passwords import password_matches, password_problem
from desk.sign_ins import start_session
from tests.auth.conftest import NOON
from tests.server import PASSWORD

NEW = {"display_name": "Eva Ruiz", "password": PASSWORD, "role": "agent", "language": "es", "now": NOON}


def refused(store, act):
    with pytest.raises(DeskError) as refusal, store.writing() as work:
        act(work)
    return refusal.value.code


def events(store):
    with store.reading() as look:
        return [(one.kind, one.by, one.details) for one in look.exec(select(Event).order_by(Event.id)).all()]


def test_a_new_account_is_folded_hashed_and_remembered(store):
    with store.writing() as work:
        account = create_account(work, "  EVA\u2075 ", **NEW)
    assert (account.name, account.role, account.active, account.created_at) == ("eva5", "agent", True, NOON)
    assert PASSWORD not in account.password_hash
    assert password_matches(account.password_hash, PASSWORD)
    assert events(store)[-1] == ("account_created", None, {"account": account.id, "role": "agent"})


@pytest.mark.parametrize(("changed", "code"), [
    ({"name": "Ana"}, "name_taken"), ({"name": " "}, "missing"), ({"name": "a b"}, "name_format"),
    ({"name": "x" * 41}, "name_format"), ({"name": "a\nb"}, "name_format"), ({"display_name": "  "}, "missing"),
    ({"display_name": "\u202eEva"}, "name_format"), ({"password": "short"}, "password_short"),
    ({"name": "caballos"}, "password_name"), ({"password": "password1234"}, "password_common"),
])  # fmt: skip
def test_what_cannot_be_an_account_is_refused(store, changed, code):
    given = {"name": "eva", **NEW} | changed
    assert refused(store, lambda work: create_account(work, given.pop("name"), **given)) == code


def test_a_form_hears_of_all_its_problems_at_once():
    assert account_problems("", display_name="", password="") == {
        "name": "missing", "display_name": "missing", "password": "password_short",
    }  # fmt: skip


@pytest.mark.parametrize(("password", "code"), [
    ("doce letras", "password_short"), ("x" * 257, "password_long"), ("aaaaaaaaaaaaaaaa", "password_common"),
    ("123456789012", "password_common"), ("qwertyuiop12", "password_common"), ("Contraseña2026!", "password_common"),
    ("P@ssw0rd2026", "password_common"), ("tijuanatijuana", "password_common"), ("abcabcabcabc", "password_common"),
    ("  ventanilla  ", "password_common"), ("soy ANA, la de aquí", "password_name"),
    ("1212 1212 1212", "password_common"), ("mañana por la ventana", None),
    (PASSWORD, None), ("correct horse battery staple", None), ("ñandú ¿qué? ☂ 12", None), ("x7#kQ2!mZ9$w", None),
])  # fmt: skip
def test_a_password_is_long_and_hard_to_guess_and_nothing_else(password, code):
    assert password_problem(password, name="ana") == code


def test_only_supervisors_make_and_end_accounts(store):
    with store.reading() as look:
        ana, berta, sofia = (account_named(look, name) for name in ("ana", "berta", "sofia"))
    for act in (
        lambda work, by: create_account(work, "eva", **NEW, by=by),
        lambda work, by: deactivate(work, berta, now=NOON, by=by),
        lambda work, by: reactivate(work, berta, now=NOON, by=by),
        lambda work, by: set_password(work, berta, password="una frase del todo nueva", now=NOON, by=by),
        lambda work, by: set_language(work, berta, language="en", now=NOON, by=by),
    ):
        assert refused(store, lambda work, act=act: act(work, ana.id)) == "not_allowed"
        assert refused(store, lambda work, act=act: act(work, 9999)) == "not_allowed"
        with store.writing() as work:
            act(work, sofia.id)
    with store.writing() as work:
        set_password(work, ana, password="una frase del todo nueva", now=NOON, by=ana.id)
        set_language(work, ana, language="en", now=NOON, by=ana.id)
    assert events(store)[-1] == ("language_set", ana.id, {"account": ana.id, "before": "es", "after": "en"})


@pytest.mark.parametrize("act", [
    lambda work, one: deactivate(work, one, now=NOON, by=one.id),
    lambda work, one: change_role(work, one, role="agent", now=NOON),
], ids=["leave", "become an agent"])  # fmt: skip
def test_the_last_supervisor_stays(store, act):
    with store.reading() as look:
        sofia = account_named(look, "sofia")
    assert refused(store, lambda work: act(work, sofia)) == "last_supervisor"
    with store.writing() as work:
        create_account(work, "eva", **NEW | {"role": "supervisor"})
        act(work, sofia)


def test_the_last_administrator_stays_while_supervisors_may_go(store):
    with store.reading() as look:
        sofia = account_named(look, "sofia")
    with store.writing() as work:
        marta = create_account(work, "marta", **NEW | {"role": "administrator"})
        deactivate(work, sofia, now=NOON, by=marta.id)
    assert refused(store, lambda work: deactivate(work, marta, now=NOON, by=marta.id)) == "last_administrator"
    assert (
        refused(store, lambda work: change_role(work, marta, role="supervisor", now=NOON, by=marta.id))
        == "last_administrator"
    )


def test_what_takes_rights_away_ends_every_session_but_the_one_kept(store):
    with store.reading() as look:
        berta = account_named(look, "berta")

    def open_sessions():
        with store.reading() as look:
            rows = look.exec(select(SignIn).where(SignIn.account_id == berta.id, SignIn.revoked_at.is_(None))).all()
            return {row.token_hash for row in rows}

    with store.writing() as work:
        for token in ("one", "two"):
            start_session(work, berta, token_hash=token, now=NOON)
        set_password(work, berta, password="una frase del todo nueva", now=NOON, keep="two")
    assert open_sessions() == {"two"}
    with store.writing() as work:
        change_role(work, berta, role="supervisor", now=NOON)
    assert open_sessions() == set()


def test_the_first_account_is_made_once(store, tmp_path):
    from db.setup import create

    first = {"display_name": "Eva", "password": PASSWORD, "language": "es", "now": NOON}
    assert refused(store, lambda work: create_first_account(work, "eva", **first)) == "already_set_up"
    empty = create(f"sqlite:///{tmp_path / 'empty.db'}")
    with empty.writing() as work:
        assert not anybody(work)
        assert create_first_account(work, "eva", **first).role == "administrator"
    with empty.reading() as look:
        assert anybody(look)
        assert len(look.exec(select(Account)).all()) == 1
    empty.close()


def test_nobody_of_that_name(store):
    assert refused(store, lambda work: account_named(work, "nadie")) == "unknown_account"


def test_a_refusal_reads_well_in_a_log():
    assert str(DeskError("stale", folio="26-000001-7", seen=1)) == "stale (folio='26-000001-7', seen=1)"
    assert str(DeskError("busy")) == "busy"

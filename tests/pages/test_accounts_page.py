"""The accounts as supervisors and administrators see them, and everybody's own: what is offered, what is done."""

from datetime import timedelta

import pytest
from sqlmodel import select

from auth.sessions import hash_of
from db.models import Account, OneTimeLink, SignIn
from db.queries.accounts import open_sign_ins, people
from desk.accounts import account_named, deactivate
from desk.sign_ins import end_session, start_session
from tests.pages.conftest import FRIDAY
from views.account_words import browser_of

IDLE = timedelta(minutes=30)
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


def of(store, name):
    with store.reading() as look:
        return account_named(look, name)


def opened_at(opened, who, name, store):
    at = opened(who, "accounts")
    at.session_state["account_chosen"] = str(of(store, name).id)
    return at.run()


def press(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


def html(at):
    return "\n".join(one.proto.body for one in at.get("html"))


def keys(at):
    return {one.key for one in at.button if one.key}


def test_everybody_is_listed_with_when_they_came_and_where_they_are(store):
    with store.writing() as work:
        ana = account_named(work, "ana")
        for n, ago in enumerate((timedelta(hours=13), timedelta(minutes=40), timedelta(minutes=5), timedelta(0))):
            start_session(work, ana, token_hash=f"{n}" * 64, now=FRIDAY - ago, address="10.0.0.7", agent=WINDOWS)
        end_session(work, "3" * 64, now=FRIDAY)
        deactivate(work, account_named(work, "berta"), now=FRIDAY)
    with store.reading() as look:
        found = people(look, now=FRIDAY, idle=IDLE)
        (mine,) = open_sign_ins(look, of(store, "ana").id, now=FRIDAY, idle=IDLE)
    assert [one.name for one in found] == ["ana", "irene", "marta", "sofia", "berta"], "who left stands last"
    ana = next(one for one in found if one.name == "ana")
    assert (ana.sessions, ana.last_in, ana.second_step, ana.must_change) == (1, FRIDAY, False, False)
    assert (mine.mark, mine.address, browser_of(mine.agent)) == ("2" * 12, "10.0.0.7", "Chrome, Windows")
    assert (browser_of(""), browser_of("curl/8.0")) == ("", "")


def test_a_link_is_shown_once_and_opens_the_account_it_was_made_for(opened, store):
    at = press(opened_at(opened, "sofia", "ana", store), "account_reset")
    (shown,) = [one.value for one in at.code]
    token = shown.partition("/reset?token=")[2]
    with store.reading() as look:
        (link,) = look.exec(select(OneTimeLink)).all()
    assert link.token_hash == hash_of(token)
    assert (link.account_id, link.created_by) == (of(store, "ana").id, of(store, "sofia").id)
    press(at, "account_link_done")
    assert not at.code
    press(at, "account_reset")
    at.session_state["account_chosen"] = str(of(store, "berta").id)
    assert not at.run().code, "another account shows no link of this one"


def test_a_new_account_comes_in_by_a_link_or_has_to_change_its_password(opened, store):
    at = press(opened("sofia", "accounts"), "account_add")
    assert [one.options for one in at.selectbox if one.key == "account_new_role"] == [["Agente"]]
    for given, name in (("", "eva"), ("una frase que dicta sofia", "ivan")):
        at.text_input(key="account_new_shown").input(name.title())
        at.text_input(key="account_new_name").input(f" {name.upper()} ")
        at.text_input(key="account_new_password").input(given)
        next(one for one in at.button if one.label == "Crear la cuenta").click().run()
        made = of(store, name)
        assert (made.role, made.must_change, made.display_name) == ("agent", True, name.title())
        assert len(at.code) == (0 if given else 1)
        assert f"La cuenta de {name.title()} quedó creada." in html(at)
        press(at, "account_add")


def test_what_cannot_be_an_account_is_said_and_what_was_typed_stays(opened, store):
    at = press(opened("marta", "accounts"), "account_add")
    at.text_input(key="account_new_shown").input("Ana Dos")
    at.text_input(key="account_new_name").input("ana")
    next(one for one in at.button if one.label == "Crear la cuenta").click().run()
    assert "account-refused" in html(at)
    assert at.text_input(key="account_new_shown").value == "Ana Dos"
    with store.reading() as look:
        assert len(look.exec(select(Account)).all()) == 5


def test_an_administrator_changes_a_role_and_every_session_of_it_ends(opened, store):
    with store.writing() as work:
        start_session(work, account_named(work, "ana"), token_hash="a" * 64, now=FRIDAY)
    at = opened_at(opened, "marta", "ana", store)
    at.selectbox(key=f"account_role_{of(store, 'ana').id}").select("supervisor")
    press(at, "account_role_set")
    assert of(store, "ana").role == "supervisor"
    with store.reading() as look:
        assert look.get(SignIn, "a" * 64).revoked_at


def test_somebody_leaves_and_comes_back_and_the_last_who_leads_does_not(opened, store):
    at = press(opened_at(opened, "sofia", "berta", store), "account_leave")
    assert not of(store, "berta").active
    press(at, "account_back")
    assert of(store, "berta").active
    me = opened_at(opened, "marta", "marta", store)
    assert not keys(me) & {"account_leave", "account_role_set", "account_reset"}, "nobody locks themselves out here"


@pytest.mark.parametrize(("who", "whose", "offered"), [
    ("sofia", "ana", {"account_reset", "account_leave", "account_email_set"}),
    ("sofia", "marta", set()), ("sofia", "irene", set()), ("irene", "ana", set()), ("irene", "marta", set()),
    ("marta", "ana", {"account_reset", "account_leave", "account_email_set", "account_role_set"}),
    ("marta", "irene", {"account_reset", "account_leave", "account_email_set", "account_role_set"}),
])  # fmt: skip
def test_what_is_offered_is_what_is_allowed(opened, store, who, whose, offered):
    at = opened_at(opened, who, whose, store)
    assert {key for key in keys(at) if key.startswith("account_")} - {"account_add"} == offered
    assert ("account_add" in keys(at)) is (who != "irene")


def test_a_session_is_ended_from_the_accounts_and_from_ones_own_page(opened, store):
    with store.writing() as work:
        for token in "abc":
            start_session(work, account_named(work, "ana"), token_hash=token * 64, now=FRIDAY, agent=WINDOWS)
    press(opened_at(opened, "sofia", "ana", store), f"account_end_{'a' * 12}")
    at = press(opened("ana", "own"), f"account_end_{'b' * 12}")
    mine = at.user["session"][:12]
    assert {one for one in keys(at) if one.startswith("account_end_")} == {f"account_end_{'c' * 12}"}
    assert mine not in {one.rpartition("_")[2] for one in keys(at)}, "one's own session ends by signing out"
    with store.reading() as look:
        ended = {token for token in "abc" if look.get(SignIn, token * 64).revoked_at}
    assert ended == {"a", "b"}


def test_ones_own_page_leads_to_the_doors_that_belong_to_the_role(opened, store):
    has = {"ana": (False, False), "sofia": (True, True), "marta": (True, True), "irene": (True, False)}
    for who, (step, mail) in has.items():
        at = opened(who, "own")
        assert 'href="/password"' in html(at)
        assert ('href="/two-step"' in html(at)) is step
        assert any(one.key == "own_email" for one in at.text_input) is mail
    at = opened("sofia", "own", done="on")
    assert "El segundo paso está activo." in html(at)
    at.text_input(key="own_email").input("sofia@example.org")
    next(one for one in at.button if one.label == "Guardar el correo").click().run()
    assert of(store, "sofia").email == "sofia@example.org"

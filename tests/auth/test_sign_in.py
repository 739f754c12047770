"""Signing in and out on a real desk: D02, D03, D04, D05, D07, D08, D09, and where people are sent afterwards."""

import re

import pytest

from auth import cookies
from auth.forms import safe_next
from desk.accounts import account_named, change_role, deactivate, reactivate, set_password
from tests.auth.conftest import NOON
from tests.server import PASSWORD, run_in

WRONG = "This name and password do not match."


def test_the_right_password_opens_the_page_that_was_asked_for(desk):
    answer = desk.ask("/sign-in", form={"name": " ANA ", "password": PASSWORD, "next": "/queue?view=overdue"})
    assert answer.status == 303
    assert answer.headers["location"] == "/queue?view=overdue"
    assert desk.ask("/queue", cookie=answer.cookie).status == 200


def test_unknown_names_wrong_passwords_and_closed_accounts_read_the_same(desk):
    with desk.store.writing() as work:
        deactivate(work, account_named(work, "berta"), now=NOON)
    told = set()
    for place, (name, password) in enumerate([("nadie", "x"), ("ana", "wrong"), ("berta", PASSWORD)]):
        answer = desk.ask(
            "/sign-in?lang=en", form={"name": name, "password": password}, x_forwarded_for=f"198.51.100.{place}"
        )  # fmt: skip
        assert answer.status == 401
        assert WRONG in answer.text
        assert answer.headers["set-cookie"] is None
        told.add(answer.text.replace(f'value="{name}"', 'value=""'))
    assert len(told) == 1
    with desk.store.writing() as work:
        reactivate(work, account_named(work, "berta"), now=NOON)


def test_the_typed_name_stays_and_is_shown_as_text(desk):
    answer = desk.ask(
        "/sign-in", form={"name": '"><script>x</script>', "password": "y"}, x_forwarded_for="198.51.100.9"
    )
    assert 'value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"' in answer.text
    assert "<script>x" not in answer.text


@pytest.mark.parametrize(("form", "problem"), [
    ({"name": "", "password": "x"}, "Escriba su nombre."),
    ({"name": "ana", "password": ""}, "Escriba su contraseña."),
    ({}, "Escriba su nombre."),
])  # fmt: skip
def test_an_empty_field_is_said_beside_it_and_counts_as_no_attempt(desk, form, problem):
    answer = desk.ask("/sign-in", form=form)
    assert answer.status == 200
    assert re.search(rf'id="(name|password)-problem" role="alert">{re.escape(problem)}<', answer.text)


def test_a_form_as_large_as_a_book_is_refused_unread(desk):
    assert desk.ask("/sign-in", form={"name": "a" * 100_000}).status == 413


def test_each_sign_in_is_a_new_session_and_ends_the_one_the_browser_had(desk):
    before = desk.sign_in("ana")
    after = desk.ask("/sign-in", form={"name": "ana", "password": PASSWORD}, cookie=before).cookie
    assert after != before
    assert desk.ask("/", cookie=after).status == 200
    assert desk.ask("/", cookie=before).status == 303


def test_a_cookie_set_by_somebody_else_is_never_taken_over(desk):
    fixed = "ventanilla=" + "A" * 43
    answer = desk.ask("/sign-in", form={"name": "ana", "password": PASSWORD}, cookie=fixed)
    assert answer.cookie != fixed
    assert desk.ask("/", cookie=fixed).status == 303


def test_the_cookie_is_out_of_reach(desk, settled):
    given = desk.ask("/sign-in", form={"name": "ana", "password": PASSWORD}).headers["set-cookie"]
    assert re.fullmatch(r"ventanilla=[\w-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict", given)
    settled(VENTANILLA_SECURE_COOKIES="true")
    assert re.fullmatch(
        r"__Host-ventanilla=t; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure", cookies.give("t")
    )
    assert cookies.read("ventanilla=" + "x" * 43) is None


def test_a_replayed_cookie_is_refused_after_sign_out(desk):
    cookie = desk.sign_in("ana")
    answer = desk.ask("/sign-out", form={}, cookie=cookie)
    assert answer.status == 303
    assert answer.headers["location"] == "/sign-in?bye&lang=es"
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert answer.headers["clear-site-data"] == '"storage"'
    assert desk.ask("/", cookie=cookie).status == 303
    assert "Su sesión quedó cerrada." in desk.ask("/sign-in?bye&lang=es").text


def test_a_second_tab_ends_with_the_next_thing_it_does(desk):
    cookie = desk.sign_in("ana")
    with desk.socket(cookie=cookie) as tab:
        assert "Ana Robles" in run_in(tab).text
        desk.ask("/sign-out", form={}, cookie=cookie)
        shown = run_in(tab, "queue").text
    assert "Su sesión terminó" in shown
    assert "Ana Robles" not in shown


@pytest.mark.parametrize("end", [
    lambda work, one: deactivate(work, one, now=NOON),
    lambda work, one: change_role(work, one, role="agent", now=NOON),
    lambda work, one: set_password(work, one, password="otra frase que nadie conoce", now=NOON),
], ids=["left", "demoted", "new password"])  # fmt: skip
def test_what_takes_rights_away_ends_the_open_page_within_one_run(desk, end):
    from desk.accounts import create_account

    with desk.store.writing() as work:
        create_account(work, f"eva{id(end)}", display_name="Eva", password=PASSWORD, role="supervisor", language="en",
                       now=NOON)  # fmt: skip
    with desk.socket(cookie=desk.sign_in(f"eva{id(end)}")) as tab:
        assert "Eva" in run_in(tab).text
        with desk.store.writing() as work:
            end(work, account_named(work, f"eva{id(end)}"))
        assert "Your session has ended" in run_in(tab).text


def test_the_number_of_somebodys_page_opens_nothing_of_theirs(desk):
    ana, sofia = desk.sign_in("ana"), desk.sign_in("sofia")
    with desk.socket(cookie=ana) as mine:
        number = run_in(mine).session_id
        other = desk.run_page(cookie=sofia, session_id=number)
        assert other.session_id != number
        assert "Sofía" in other.text
        assert "Ana" not in other.text


@pytest.mark.parametrize("address", [
    "//evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example", "http:evil.example",
    "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "evil.example", "", "/sign-in?next=/", "/sign-out",
    "/_stcore/health", "/x\r\nset-cookie: a=b", "///evil.example", "/" + "a" * 3000, "/\u202egnp", "http://[",
])  # fmt: skip
def test_nobody_is_sent_elsewhere_after_signing_in(desk, address):
    assert safe_next(address) == "/"
    if len(address) < 50:
        answer = desk.ask("/sign-in", form={"name": "ana", "password": PASSWORD, "next": address})
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize("address", ["/", "/queue", "/queue?view=overdue&reason=GROUP", "/inquiry?folio=26-104233-7"])
def test_pages_of_the_desk_can_be_come_back_to(address):
    assert safe_next(address) == address


def test_the_language_of_the_account_changes_and_the_page_comes_back(desk):
    cookie = desk.sign_in("berta")
    assert desk.ask("/language", form={"language": "xx"}, cookie=cookie).status == 400
    answer = desk.ask("/language", form={"language": "en"}, cookie=cookie, referer=f"{desk.url}/queue?view=mine")
    assert answer.headers["location"] == "/queue?view=mine"
    page = desk.ask("/queue", cookie=cookie).text
    assert '<html lang="en">' in page
    assert "i18n.js" not in page
    assert "Sign out" in desk.run_page(cookie=cookie).text
    foreign = desk.ask("/language", form={"language": "es"}, cookie=cookie, referer="http://evil.example/queue")
    assert foreign.headers["location"] == "/"


@pytest.mark.parametrize(("asked", "given", "language"), [
    ("", {}, "es"), ("?lang=en", {}, "en"), ("?lang=xx", {}, "es"), ("", {"accept_language": "en-US,en;q=0.9"}, "en"),
    ("", {"accept_language": "fr,de;q=0.8"}, "es"), ("", {"accept_language": "es;q=0.5,en;q=0.9"}, "en"),
    ("?lang=es", {"accept_language": "en"}, "es"), ("", {"accept_language": ";;q=x,,en;q=0.1"}, "en"),
])  # fmt: skip
def test_the_sign_in_page_speaks_the_readers_language(desk, asked, given, language):
    assert f'<html lang="{language}">' in desk.ask(f"/sign-in{asked}", **given).text


def test_whoever_is_signed_in_is_not_asked_again(desk):
    answer = desk.ask("/sign-in?next=/queue", cookie=desk.sign_in("ana"))
    assert (answer.status, answer.headers["location"]) == (303, "/queue")


def test_the_set_up_page_is_gone_once_there_is_an_account(desk):
    form = {"name": "eve", "display_name": "Eve", "password": "una frase muy larga de verdad", "lang": "es"}
    assert desk.ask("/set-up").status == 404
    assert desk.ask("/set-up", form=form).status == 404


def test_the_first_page_of_a_role_opens_under_its_own_name_too(desk):
    for name, home in (("ana", "/log"), ("sofia", "/today")):
        answer = desk.ask(home + "?lang=x", cookie=desk.sign_in(name))
        assert (answer.status, answer.headers["location"]) == (303, "/?lang=x")

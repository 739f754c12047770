"""Passwords that others chose, changed and reset ones (D10), the second step: on the running desk and in the verbs."""

import re
import secrets
import time
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlmodel import select
from websockets.exceptions import InvalidStatus

from auth.sessions import hash_of, new_token
from db.models import Account, Event, OneTimeLink, SignIn, Throttle
from desk.accounts import account_named, create_account, deactivate, set_password
from desk.errors import DeskError
from desk.links import RESET, SECOND_STEP, await_second_step, make_link, use_link, whose
from desk.second_step import accept_code, prepare_second_step, turn_off_second_step, turn_on_second_step
from tests.auth.conftest import NOON
from tests.server import PASSWORD, run_in

NEW = "siete lunas sobre el malecón"
HOUR = timedelta(hours=1)


@pytest.fixture
def person(desk):
    """Somebody of a test's own on the running desk."""
    name = f"p{secrets.token_hex(4)}"

    def make(role="agent", **given):
        with desk.store.writing() as work:
            create_account(work, name, display_name="Pilar Soto", password=PASSWORD, role=role, language="en", now=NOON,
                           **given)  # fmt: skip
        return name

    yield make
    with desk.store.writing() as work:
        for row in work.exec(select(Throttle)).all():
            work.delete(row)


def account_of(desk, name):
    with desk.store.reading() as look:
        return account_named(look, name)


def link_for(desk, name, *, purpose=RESET, now=None, token=None):
    token = token or new_token()
    with desk.store.writing() as work:
        verb = make_link if purpose == RESET else await_second_step
        verb(work, account_named(work, name), token_hash=hash_of(token), now=now or datetime.now(UTC))
    return token


# A password that somebody else chose


def test_a_password_that_somebody_else_chose_opens_the_form_that_changes_it_and_nothing_else(desk, person):
    name = person(must_change=True)
    cookie = desk.sign_in(name)
    for path in ("/", "/queue", "/inquiry?folio=1", "/own", "/two-step"):
        answer = desk.ask(path, cookie=cookie)
        assert (answer.status, answer.headers["location"].split("?")[0]) == (303, "/password"), path
    for path in ("/_stcore/health", "/_stcore/host-config", "/media/x", "/static/js/index.js"):
        assert desk.ask(path, cookie=cookie, page=False).status == 401
    assert desk.ask("/_stcore/upload_file/x/y", method="PUT", body=b"x", cookie=cookie, origin=desk.url,
                    page=False).status == 401  # fmt: skip
    with pytest.raises(InvalidStatus), desk.socket(cookie=cookie):
        pass
    assert desk.ask("/assets/doors.css", cookie=cookie, page=False).status == 200
    assert "Somebody else chose the password you have" in desk.ask("/password?next=/queue", cookie=cookie).text
    form = {"old": PASSWORD, "password": NEW, "next": "/queue"}
    answer = desk.ask("/password", form=form, cookie=cookie)
    assert (answer.status, answer.headers["location"]) == (303, "/queue")
    assert desk.ask("/queue", cookie=cookie).status == 200
    assert "Pilar" in desk.run_page(cookie=cookie).text
    assert desk.sign_in(name, NEW)


@pytest.mark.parametrize(("form", "status", "said"), [
    ({"old": "not this one", "password": NEW}, 422, "This is not your password."),
    ({"old": PASSWORD, "password": PASSWORD}, 422, "This is the password you have."),
    ({"old": PASSWORD, "password": "short"}, 422, "This is too short"),
    ({"old": PASSWORD, "password": "contraseña2026"}, 422, "This is easy to guess."),
    ({}, 422, "This is not your password."),
])  # fmt: skip
def test_a_change_that_is_refused_says_why_and_the_old_password_stays(desk, person, form, status, said):
    name = person(must_change=True)
    answer = desk.ask("/password", form=form, cookie=desk.sign_in(name))
    assert (answer.status, said in answer.text) == (status, True)
    assert account_of(desk, name).must_change
    assert desk.sign_in(name)


def test_a_changed_password_ends_every_other_session_at_once(desk, person):
    name = person()
    here, there = desk.sign_in(name), desk.sign_in(name)
    with desk.socket(cookie=there) as tab:
        assert "Pilar" in run_in(tab).text
        answer = desk.ask("/password", form={"old": PASSWORD, "password": NEW, "next": "/own"}, cookie=here)
        assert answer.headers["location"] == "/own?done=password"
        assert "Your session has ended" in run_in(tab).text
    assert desk.ask("/queue", cookie=there).status == 303
    assert desk.ask("/queue", cookie=here).status == 200
    assert desk.ask("/sign-in", form={"name": name, "password": PASSWORD}).status == 401


def test_whoever_finds_an_open_screen_guesses_the_old_password_no_faster_than_at_the_door(desk, person):
    name = person()
    cookie = desk.sign_in(name)
    told = [
        desk.ask("/password", form={"old": f"guess {n}", "password": NEW}, cookie=cookie,
                 x_forwarded_for=f"203.0.113.{100 + n}").status for n in range(7)
    ]  # fmt: skip
    assert told == [422] * 5 + [429] * 2


@pytest.mark.parametrize("path", ["/password", "/two-step", "/own"])
def test_a_stranger_is_asked_to_sign_in_first(desk, path):
    assert desk.ask(path).headers["location"].startswith("/sign-in")
    assert desk.ask(path, form={"old": PASSWORD, "password": NEW}).headers["location"] == "/sign-in"


# Links: D10


def test_a_link_sets_a_password_once_and_ends_every_session(desk, person):
    name = person(must_change=True)
    cookie, token = desk.sign_in(name), link_for(desk, name)
    page = desk.ask(f"/reset?token={token}&lang=en")
    assert (page.status, "For Pilar Soto." in page.text, page.headers["cache-control"]) == (200, True, "no-store")
    assert desk.ask("/reset", form={"token": token, "password": "short"}).status == 422
    answer = desk.ask("/reset", form={"token": token, "password": NEW, "lang": "en", "name": "sofia"})
    assert (answer.status, answer.headers["location"]) == (303, "/sign-in?changed&lang=en")
    assert desk.ask("/queue", cookie=cookie).status == 303
    assert not account_of(desk, name).must_change
    assert desk.sign_in(name, NEW)
    for _ in range(2):
        again = desk.ask("/reset", form={"token": token, "password": "otra frase que nadie conoce", "lang": "en"})
        assert (again.status, "This link does not work" in again.text) == (410, True)
    assert desk.ask(f"/reset?token={token}").status == 410
    assert desk.sign_in(name, NEW)


def test_every_wrong_link_reads_the_same(desk, person):
    name = person()
    good, old = new_token(), new_token()
    link_for(desk, name, token=old, now=datetime.now(UTC) - HOUR - timedelta(seconds=1))
    used = link_for(desk, name)
    desk.ask("/reset", form={"token": used, "password": NEW})
    step = link_for(desk, name, purpose=SECOND_STEP)
    link_for(desk, name, token=good)
    wrong = ["", "x", good.upper(), good.lower(), good + "A", good[:-1], f" {good}", "A" * 100_000, "\x00", old, used,
             step, hash_of(good), "%", "' OR 1=1 --"]  # fmt: skip
    told = set()
    for one in wrong:
        answer = desk.ask("/reset", form={"token": one[:9_000], "password": NEW, "lang": "en"})
        assert answer.status == 410, one[:50]
        told.add(answer.text)
    assert len(told) == 1
    assert desk.ask("/reset", form={"password": NEW}).status == 410
    assert desk.ask(f"/reset?token={good}").status == 200, "none of them used it up"


def test_a_link_opens_nothing_in_somebody_elses_session(desk, person):
    name = person()
    token, ana = link_for(desk, name), desk.sign_in("ana")
    for answer in (desk.ask(f"/reset?token={token}", cookie=ana),
                   desk.ask("/reset", form={"token": token, "password": NEW}, cookie=ana)):  # fmt: skip
        assert (answer.status, "Pilar" in answer.text) == (403, False)
    assert desk.sign_in(name)


def test_only_the_hash_of_a_link_is_stored_and_it_is_never_told(desk, person):
    token = link_for(desk, person())
    desk.ask(f"/reset?token={token}")
    desk.ask("/reset", form={"token": token, "password": "short"})
    assert token not in desk.log
    assert PASSWORD not in desk.log
    with desk.store.reading() as look:
        assert look.get(OneTimeLink, hash_of(token))
        assert look.get(OneTimeLink, token) is None
        told = str([one.details for one in look.exec(select(Event))])
    assert token not in told
    assert hash_of(token) not in told
    assert len(token) == 43


def test_a_link_lasts_an_hour_to_the_second(store):
    with store.writing() as work:
        make_link(work, account_named(work, "ana"), token_hash="h", now=NOON)
    with store.reading() as look:
        second = timedelta(seconds=1)
        for after, opens in ((0 * HOUR, True), (HOUR - second, True), (HOUR, False), (-2 * HOUR, False)):
            assert (whose(look, "h", purpose=RESET, now=NOON + after) is not None) is opens
        assert whose(look, "h", purpose=SECOND_STEP, now=NOON) is None


@pytest.mark.parametrize("end", [
    lambda work, ana: make_link(work, ana, token_hash="newer", now=NOON),
    lambda work, ana: set_password(work, ana, password=NEW, now=NOON),
    lambda work, ana: deactivate(work, ana, now=NOON),
    lambda work, ana: use_link(work, "h", purpose=RESET, now=NOON),
], ids=["a newer link", "a new password", "somebody left", "used"])  # fmt: skip
def test_what_ends_a_link_before_its_time(store, end):
    with store.writing() as work:
        ana = account_named(work, "ana")
        make_link(work, ana, token_hash="h", now=NOON)
        end(work, ana)
    with store.reading() as look:
        assert whose(look, "h", purpose=RESET, now=NOON) is None
    with pytest.raises(DeskError, match="link_ended"), store.writing() as work:
        use_link(work, "h", purpose=RESET, now=NOON)


def test_nobody_who_left_gets_a_link(store):
    with store.writing() as work:
        deactivate(work, account_named(work, "ana"), now=NOON)
    with pytest.raises(DeskError, match="inactive"), store.writing() as work:
        make_link(work, account_named(work, "ana"), token_hash="h", now=NOON)


# The second step


def turned_on(desk, name):
    """The second step of somebody on the running desk, turned on at its doors: their cookie and the telephone."""
    cookie = desk.sign_in(name)
    page = desk.ask("/two-step", form={"step": "begin", "old": PASSWORD}, cookie=cookie)
    assert page.status == 200, page.text
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")
    assert f"secret={secret}" in page.text
    assert "<svg" in page.text
    telephone = pyotp.TOTP(secret)
    if time.time() % 30 > 26:
        time.sleep(4.1)  # the code of the half minute before is to be a code of the half minute before when it arrives
    before = telephone.at(datetime.now(UTC) - timedelta(seconds=30))
    answer = desk.ask("/two-step", form={"step": "confirm", "code": before}, cookie=cookie)
    assert answer.headers["location"] == "/own?done=on"
    return cookie, telephone


def asked_for_code(desk, name, **headers):
    page = desk.ask("/sign-in", form={"name": name, "password": PASSWORD, "next": "/queue"}, **headers)
    assert (page.status, page.headers["set-cookie"]) == (200, None)
    return re.search(r'name="pending" value="([\w-]{43})"', page.text)[1]


def test_a_second_step_is_asked_for_and_no_code_is_accepted_twice(desk, person):
    name = person("supervisor")
    _, telephone = turned_on(desk, name)
    code = telephone.now()
    form = {"pending": asked_for_code(desk, name), "code": f"{code[:3]} {code[3:]}", "next": "/queue"}
    answer = desk.ask("/second-step", form=form)
    assert (answer.status, answer.headers["location"]) == (303, "/queue")
    assert desk.ask("/queue", cookie=answer.cookie).status == 200
    assert desk.ask("/second-step", form=form).headers["location"].startswith("/sign-in?late"), "the form is used up"
    again = desk.ask("/second-step", form={"pending": asked_for_code(desk, name), "code": code})
    assert (again.status, again.headers["set-cookie"]) == (401, None)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "000000 OR", "١٢٣٤٥٦x", "-12345"])
def test_what_is_no_code_lets_nobody_in(desk, person, code):
    name = person("supervisor")
    turned_on(desk, name)
    answer = desk.ask("/second-step", form={"pending": asked_for_code(desk, name), "code": code, "lang": "en"})
    assert (answer.status, answer.headers["set-cookie"]) == (401, None)
    assert "This code is not right" in answer.text


def test_codes_are_guessed_no_faster_than_passwords_and_a_right_password_forgives_none(desk, person):
    name = person("supervisor")
    _, telephone = turned_on(desk, name)
    told = []
    for n in range(7):
        at = {"x_forwarded_for": f"203.0.113.{150 + n}"}
        form = {"pending": asked_for_code(desk, name, **at), "code": "000000"}
        told.append(desk.ask("/second-step", form=form, **at))
    assert [answer.status for answer in told] == [401] * 5 + [429] * 2
    right = {"pending": asked_for_code(desk, name), "code": telephone.now()}
    assert desk.ask("/second-step", form=right).status == 429


@pytest.mark.parametrize("pending", ["", "x", "A" * 43])
def test_without_the_password_no_code_is_looked_at(desk, pending):
    answer = desk.ask("/second-step", form={"pending": pending, "code": "000000"})
    assert (answer.status, answer.headers["set-cookie"]) == (303, None)
    assert desk.ask("/second-step").headers["location"] == "/sign-in"


def test_a_reset_link_does_not_go_around_the_second_step(desk, person):
    name = person("supervisor")
    turned_on(desk, name)
    desk.ask("/reset", form={"token": link_for(desk, name), "password": NEW})
    page = desk.ask("/sign-in", form={"name": name, "password": NEW})
    assert (page.headers["set-cookie"], 'name="pending"' in page.text) == (None, True)
    answer = desk.ask("/second-step", form={"pending": link_for(desk, name), "code": "000000"})
    assert answer.headers["location"].startswith("/sign-in?late")


def test_the_second_step_goes_off_with_password_and_code_only(desk, person):
    name = person("administrator")
    cookie, telephone = turned_on(desk, name)
    for form, said in (({"old": "wrong", "code": telephone.now()}, "This is not your password."),
                       ({"old": PASSWORD, "code": "000000"}, "This code is not right")):  # fmt: skip
        answer = desk.ask("/two-step", form={"step": "off"} | form, cookie=cookie)
        assert (answer.status, said in answer.text) == (422, True)
        assert account_of(desk, name).totp_on_at
    form = {"old": PASSWORD, "code": telephone.now()}
    for step in ("begin", "confirm"):
        assert desk.ask("/two-step", form={"step": step} | form, cookie=cookie).status == 422
    assert desk.ask("/two-step", form={"step": "off"} | form, cookie=cookie).status == 303
    assert account_of(desk, name).totp_secret == ""
    assert desk.sign_in(name)


def test_agents_have_no_second_step(desk, person, store):
    cookie = desk.sign_in(person())
    assert desk.ask("/two-step", cookie=cookie).headers["location"] == "/own"
    assert desk.ask("/two-step", form={"step": "begin", "old": PASSWORD}, cookie=cookie).headers["location"] == "/own"
    with pytest.raises(DeskError, match="no_second_step"), store.writing() as work:
        prepare_second_step(work, account_named(work, "ana"), secret="A" * 32, now=NOON)


def test_a_lost_telephone_is_taken_off_by_an_administrator_and_not_by_a_supervisor(store):
    secret = pyotp.random_base32()
    telephone = pyotp.TOTP(secret)
    with store.writing() as work:
        sofia = account_named(work, "sofia")
        boss = create_account(work, "boss", display_name="B", password=PASSWORD, role="administrator", language="es",
                              now=NOON)  # fmt: skip
        other = create_account(work, "other", display_name="O", password=PASSWORD, role="supervisor", language="es",
                               now=NOON)  # fmt: skip
        prepare_second_step(work, sofia, secret=secret, now=NOON, by=sofia.id)
        with pytest.raises(DeskError, match="not_allowed"):
            turn_on_second_step(work, sofia, code=telephone.at(NOON), at=NOON, now=NOON, by=boss.id)
        turn_on_second_step(work, sofia, code=telephone.at(NOON), at=NOON, now=NOON, by=sofia.id)
        with pytest.raises(DeskError, match="not_allowed"):
            turn_off_second_step(work, sofia, now=NOON, by=other.id)
        turn_off_second_step(work, sofia, now=NOON, by=boss.id)
        assert not accept_code(work, sofia, telephone.at(NOON), at=NOON)


def test_a_telephone_may_be_half_a_minute_early_or_late_and_no_more(store):
    secret = pyotp.random_base32()
    telephone = pyotp.TOTP(secret)
    with store.writing() as work:
        sofia = account_named(work, "sofia")
        sofia.totp_secret, sofia.totp_on_at = secret, NOON
    for seconds, right in ((-60, False), (-30, True), (0, True), (0, False), (-30, False), (30, True), (60, False)):
        with store.writing() as work:
            code = telephone.at(NOON + timedelta(seconds=seconds))
            assert accept_code(work, account_named(work, "sofia"), code, at=NOON) is right, seconds


def test_what_is_asked_of_the_password_is_remembered_without_it(store):
    with store.writing() as work:
        ana = account_named(work, "ana")
        set_password(work, ana, password=NEW, now=NOON, by=account_named(work, "sofia").id)
        assert ana.must_change
        set_password(work, ana, password=PASSWORD, now=NOON, by=ana.id)
        assert not ana.must_change
    with store.reading() as look:
        told = look.exec(select(Event).where(Event.kind == "password_set")).all()
        assert [one.by == one.details["account"] for one in told] == [False, True]
        assert all(PASSWORD not in str(one.details) and NEW not in str(one.details) for one in told)
        assert look.exec(select(SignIn)).all() == []
        assert PASSWORD not in str(look.exec(select(Account)).all())

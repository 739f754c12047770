"""Every event of a page tells where it was done: from which address, in which session."""

import threading

from sqlmodel import select

import db
from auth import sessions
from db.chain import links
from db.models import Event
from db.origin import NOWHERE, Origin, come_from, here, origin_of
from desk.accounts import account_named, set_language
from tests.auth.conftest import NOON
from tests.server import PASSWORD


def newest(store, **where):
    with store.reading() as look:
        return look.exec(select(Event).filter_by(**where).order_by(Event.id.desc())).first()


def test_what_a_page_writes_tells_the_address_and_the_beginning_of_the_session(store):
    session = sessions.hash_of(sessions.new_token())
    sessions.came_from(session, "198.51.100.7")

    def run():
        sessions.arrive(session)
        with db.writing() as work:
            set_language(work, account_named(work, "ana"), language="en", now=NOON)

    page = threading.Thread(target=run)
    page.start()
    page.join()
    told = newest(store)
    assert (told.kind, told.address, told.sign_in) == ("language_set", "198.51.100.7", session[:12])
    assert here() == NOWHERE, "what another thread does was done elsewhere"
    with store.engine.connect() as connection:
        assert all(holds for _, holds in links(connection))


def test_what_is_done_at_the_server_tells_no_address(store):
    with db.writing() as work:
        set_language(work, account_named(work, "ana"), language="en", now=NOON)
    assert (newest(store).address, newest(store).sign_in) == ("", "")


def test_a_place_that_is_given_counts_before_the_thread_s_own(store):
    come_from(Origin("198.51.100.7", "a" * 12))
    try:
        with db.writing(origin=origin_of("203.0.113.5", "b" * 64)) as work:
            set_language(work, account_named(work, "ana"), language="en", now=NOON)
    finally:
        come_from(NOWHERE)
    assert (newest(store).address, newest(store).sign_in) == ("203.0.113.5", "b" * 12)


def test_signing_in_and_out_and_a_refused_attempt_tell_from_where(desk):
    desk.ask("/sign-in", form={"name": "ana", "password": "wrong"}, x_forwarded_for="198.51.100.21")
    told = newest(desk.store, kind="sign_in_refused")
    assert (told.address, told.sign_in, told.by) == ("198.51.100.21", "", None)
    cookie = desk.sign_in("ana", x_forwarded_for="198.51.100.22")
    mine = sessions.hash_of(cookie.partition("=")[2])[:12]
    told = newest(desk.store, kind="signed_in")
    assert (told.address, told.sign_in) == ("198.51.100.22", mine)
    desk.ask("/language", form={"language": "es"}, cookie=cookie, x_forwarded_for="198.51.100.23")
    told = newest(desk.store, kind="language_set")
    assert (told.address, told.sign_in) == ("198.51.100.23", mine)
    desk.ask("/sign-out", form={}, cookie=cookie, x_forwarded_for="198.51.100.24")
    told = newest(desk.store, kind="signed_out")
    assert (told.address, told.sign_in) == ("198.51.100.24", mine)


def test_names_that_nobody_has_fill_no_book(desk):
    before = newest(desk.store, kind="sign_in_refused")
    desk.ask("/sign-in", form={"name": "nobody at all", "password": PASSWORD}, x_forwarded_for="198.51.100.25")
    assert newest(desk.store, kind="sign_in_refused") == before

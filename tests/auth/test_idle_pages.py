"""A page that only refreshes itself is nobody at work (D06); a person's click is."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select
from streamlit.proto.BackMsg_pb2 import BackMsg

from auth.sessions import hash_of
from db.models import SignIn
from tests.server import run_in
from views.inside import acted


def frame(**given):
    message = BackMsg()
    message.rerun_script.query_string = ""
    for name, value in given.items():
        setattr(message.rerun_script, name, value)
    return message.SerializeToString()


def test_a_run_asked_by_a_timer_is_no_act():
    assert acted(frame())
    assert not acted(frame(is_auto_rerun=True))
    assert not acted(BackMsg(clear_cache=True).SerializeToString())
    assert not acted(b"\xff\xfe garbage")
    assert not acted(b"")


def test_only_what_a_person_does_keeps_a_session_alive(desk):
    cookie = desk.sign_in("ana")
    session = hash_of(cookie.partition("=")[2])
    long_ago = datetime.now(UTC) - timedelta(minutes=20)

    def seen():
        with desk.store.reading() as look:
            return look.exec(select(SignIn.seen_at).where(SignIn.token_hash == session)).one()

    with desk.store.writing() as work:
        work.get(SignIn, session).seen_at = long_ago
    with desk.socket(cookie=cookie) as opened:
        opened.send(frame(is_auto_rerun=True))
        opened.recv(timeout=10)
        assert seen() == long_ago
        run_in(opened)
        assert seen() > long_ago

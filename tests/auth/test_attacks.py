"""Attacks on the running desk, as outsiders make them: D01, D02, D06, D07, D08 over HTTP and the socket."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select
from websockets.exceptions import InvalidStatus

from auth.sessions import hash_of
from db.models import SignIn, Throttle
from desk.accounts import account_named, deactivate, reactivate
from tests.auth.conftest import NOON
from tests.server import PASSWORD, run_in


@pytest.fixture(autouse=True)
def forgiven(desk):
    yield
    with desk.store.writing() as work:
        for row in work.exec(select(Throttle)).all():
            work.delete(row)


def memory(desk):
    told = Path(f"/proc/{desk.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", told)[1]) // 1024


def refused(desk, cookie):
    """Nothing opens: no page, no file of the page, no socket."""
    assert desk.ask("/", cookie=cookie).headers["location"].startswith("/sign-in")
    assert desk.ask("/_stcore/health", cookie=cookie, page=False).status == 401
    with pytest.raises(InvalidStatus), desk.socket(cookie=cookie):
        pass
    return True


@pytest.mark.alone
def test_a_thousand_wrong_passwords_are_ten_attempts_a_minute_and_nobody_else_notices(desk, faults):
    desk.sign_in("sofia")
    before, began, looked_at, slowest = memory(desk), time.monotonic(), 0, 0.0
    rounds = faults.rounds(300, 1_000)
    for n in range(rounds):
        answer = desk.ask("/sign-in", form={"name": "ana", "password": f"guess {n}"},
                          x_forwarded_for=f"203.0.{n // 250}.{n % 250}")  # fmt: skip
        assert answer.status in {401, 429}
        looked_at += answer.status == 401
        if n % 100 == 50:
            asked = time.monotonic()
            desk.sign_in("berta", x_forwarded_for="198.51.100.40")
            slowest = max(slowest, time.monotonic() - asked)
    minutes = (time.monotonic() - began) / 60
    more = memory(desk) - before
    faults.tell("D01", "wrong passwords for one name, from as many addresses", provoked=rounds, present=looked_at,
                seen=f"{looked_at} looked at in {minutes * 60:.0f} s; a colleague signed in within {slowest:.2f} s; "
                     f"{more} MB more")  # fmt: skip
    assert looked_at <= 10 * max(1, minutes)
    assert slowest < 2
    assert more < 200


@pytest.mark.alone
def test_how_long_a_refusal_takes_does_not_tell_whether_there_is_such_a_name(desk, faults):
    with desk.store.writing() as work:
        deactivate(work, account_named(work, "berta"), now=NOON)
    took = {"ana": [], "nobody": [], "berta": []}
    told = set()
    try:
        for n in range(16):
            for name, times in took.items():
                with desk.store.writing() as work:  # what is measured is an attempt that is looked at
                    for row in work.exec(select(Throttle)).all():
                        work.delete(row)
                began = time.perf_counter()
                answer = desk.ask("/sign-in", form={"name": name, "password": f"guess {n}"})
                times.append(time.perf_counter() - began)
                told.add((answer.status, answer.text.replace(f'value="{name}"', "")))
    finally:
        with desk.store.writing() as work:
            reactivate(work, account_named(work, "berta"), now=NOON)
    quickest = {name: min(times) for name, times in took.items()}  # what the machine does beside it only adds
    ratio = max(quickest.values()) / min(quickest.values())
    faults.tell("D02", "a refusal timed: a name that exists, one that does not, one of somebody who left", provoked=48,
                present=len(told), seen=f"{len(told)} text; slowest to quickest {ratio:.2f}")  # fmt: skip
    assert len(told) == 1
    assert ratio < 1.3


def test_a_session_that_is_too_old_opens_nothing(desk):
    now = datetime.now(UTC)
    cookies = [desk.sign_in("ana") for _ in range(3)]
    idle, old, good = (hash_of(cookie.partition("=")[2]) for cookie in cookies)
    with desk.store.writing() as work:
        work.get(SignIn, idle).seen_at = now - timedelta(minutes=31)
        row = work.get(SignIn, old)
        row.created_at, row.ends_at = now - timedelta(hours=12), now - timedelta(seconds=1)
        work.get(SignIn, good).seen_at = now - timedelta(minutes=29)
    time.sleep(3.1)  # for so long the gate trusts what it read
    assert refused(desk, cookies[0])
    assert refused(desk, cookies[1])
    assert desk.ask("/", cookie=cookies[2]).status == 200


def test_a_cookie_that_was_signed_out_opens_nothing_however_often_it_is_replayed(desk):
    cookie = desk.sign_in("ana")
    desk.ask("/sign-out", form={}, cookie=cookie)
    for _ in range(3):
        assert refused(desk, cookie)
        assert desk.ask("/password", form={"old": PASSWORD, "password": "x" * 20}, cookie=cookie).status == 303
        assert desk.ask("/language", form={"language": "en"}, cookie=cookie).status in {303, 401}


def test_the_number_of_a_page_without_its_cookie_opens_nothing(desk):
    with desk.socket(cookie=desk.sign_in("ana")) as mine:
        number = run_in(mine).session_id
        with pytest.raises(InvalidStatus), desk.socket(session_id=number):
            pass
    with pytest.raises(InvalidStatus), desk.socket(session_id=number, cookie="ventanilla=" + number):
        pass


def test_the_hash_that_is_stored_of_a_session_is_no_cookie(desk):
    cookie = desk.sign_in("ana")
    assert refused(desk, "ventanilla=" + hash_of(cookie.partition("=")[2]))
    assert refused(desk, cookie.upper().replace("VENTANILLA", "ventanilla"))

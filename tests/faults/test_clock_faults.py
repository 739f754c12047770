"""Clocks that go back, ahead or twice through the same hour (I01); a server in another zone (I02), without zones of its
own or with old ones (I03)."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata

from config import settings
from db.models import Deadline, Event, SignIn, Throttle
from db.queries.inquiry import whole_inquiry
from desk import throttles
from desk.accounts import account_named
from desk.inquiries import log_inquiry
from desk.replies import add_note, record_message, record_reply
from desk.sign_ins import SKEW, start_session, touch_session, who
from tests import cast
from tests.cast import own_floor
from tests.pages.conftest import FRIDAY, opened, store

__all__ = ["opened", "own_floor", "store"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
IDLE = timedelta(minutes=30)
JUMPS = {"back an hour": -HOUR, "back two days": -2 * DAY, "forward two days": 2 * DAY}


def begin(floor, token, *, now):
    with floor.store.writing() as work:
        start_session(work, account_named(work, "ana"), token_hash=token, now=now)


def is_in(floor, token, *, now):
    with floor.store.reading() as look:
        return who(look, token, now=now, idle=IDLE) is not None


def test_sessions_end_whatever_the_clock_did(own_floor, faults):
    floor, now = own_floor, cast.NOW
    begin(floor, "at work", now=now)
    assert is_in(floor, "at work", now=now - SKEW)  # an hour back signs nobody out
    assert not is_in(floor, "at work", now=now + 2 * DAY)
    begin(floor, "of the future", now=now + 2 * DAY)  # and then the clock is put right
    kept = [minutes for minutes in range(0, 3 * 24 * 60, 7)
            if is_in(floor, "of the future", now=now + timedelta(minutes=minutes))]  # fmt: skip
    assert min(kept) >= 2 * 24 * 60 - 60  # nearly when it began by its own account
    assert max(kept) <= 2 * 24 * 60 + 30
    begin(floor, "long open", now=now - 11 * HOUR)
    with floor.store.writing() as work:
        touch_session(work, "long open", now=now + HOUR)  # seen by a clock an hour ahead, which is then put right
        touch_session(work, "long open", now=now)
    with floor.store.reading() as look:
        assert look.get(SignIn, "long open").seen_at == now
    assert not is_in(floor, "long open", now=now + 31 * timedelta(minutes=1))
    faults.tell("I01", "sessions while the clock jumps", provoked=3, present=0, seen="each ends in time")


def test_nobody_is_locked_out_for_days_because_the_clock_was_ahead(own_floor):
    tried, now = throttles.tried_name("ana"), cast.NOW
    with own_floor.store.writing() as work:
        for _ in range(9):
            throttles.count_failure(work, tried, now=now + 2 * DAY)
    with own_floor.store.reading() as look:
        assert look.get(Throttle, tried.key).blocked_until > now + 2 * DAY
        assert throttles.blocked_until(look, [tried], now=now + 2 * DAY) is not None
        assert throttles.blocked_until(look, [tried], now=now) is None


@pytest.mark.parametrize("jump", JUMPS)
def test_a_call_and_its_answer_are_saved_when_the_clock_jumps_between_them(own_floor, faults, jump):
    floor, now = own_floor, cast.NOW
    folio = floor.log(cast.group_mail(received_at=now), now=now).folio
    before = floor.of(folio).deadlines[0]
    then = now + JUMPS[jump]
    floor.do(add_note, folio, text="Volvió a llamar", now=then)
    floor.do(record_reply, folio, channel="phone", text="Contestado", version=None, now=then)
    floor.do(add_note, folio, text="Gracias", now=now)
    of = floor.of(folio)
    [after] = of.deadlines
    assert (after.due_at, after.promised_due_at, after.started_at) == (
        before.due_at, before.promised_due_at, before.started_at,
    )  # fmt: skip
    assert after.met_at >= after.started_at  # no answer before its question
    with floor.store.reading() as look:
        told = [one.kind for one in whole_inquiry(look, folio).events]
    mine = [kind for kind in of.kinds if kind in ("logged", "noted", "replied")]
    assert mine == ["logged", "noted", "replied", "noted"]
    assert told == of.kinds[::-1] or told == of.kinds  # by their sequence, not by the clock
    faults.tell("I01", f"the clock goes {jump} between a question and its answer", provoked=1, acknowledged=4,
                present=4, lost=0, doubled=0, seen="due at the same instant, events in sequence")  # fmt: skip


STYLES = re.compile("<style>.*?</style>", re.DOTALL)
NEGATIVE = re.compile(r"(?:hace|en|ago|in|left|late)\s+[-−]\d|[-−]\d+\s*(?:s|min|h|hora|día|hábil|minuto|day|hour)")


@pytest.fixture
def at_clock(monkeypatch):
    """Set the desk's clock."""

    def set_to(now):
        monkeypatch.setenv("VENTANILLA_FROZEN_NOW", now.isoformat())
        settings.cache_clear()

    yield set_to
    monkeypatch.undo()
    settings.cache_clear()


def drawn(at):
    sent = "\n".join(str(getattr(one, "proto", "")) for one in at.main).encode().decode("unicode_escape")
    return STYLES.sub("", sent.encode("latin-1", "replace").decode("utf-8", "replace"))


@pytest.mark.parametrize("jump", JUMPS)
def test_no_page_shows_a_negative_age_or_fails(store, opened, at_clock, faults, jump):
    with store.writing() as work:
        ana = account_named(work, "ana").id
        for made in (cast.group_mail, cast.emergency_mail, cast.passport, cast.draft):
            folio = log_inquiry(work, made(received_at=FRIDAY, name="Julia Ríos"), by=ana, now=FRIDAY).folio
        record_message(work, folio, channel="email", received_at=FRIDAY, text="¿?", by=ana, now=FRIDAY, version=None)
    then = FRIDAY + JUMPS[jump]
    at_clock(then)
    seen = 0
    for name, page, query in (("ana", "log", {}), ("ana", "queue", {"queue": "open"}),
                              ("ana", "inquiry", {"folio": folio}), ("sofia", "today", {}),
                              ("sofia", "volumes", {})):  # fmt: skip
        text = drawn(opened(name, page, now=then, **query))
        assert NEGATIVE.findall(text) == [], page
        seen += 1
        if page == "queue":
            assert "Julia" in text
    faults.tell("I01", f"pages while the clock is {jump}", provoked=seen, present=seen, seen="no negative age")


def test_the_check_knows_a_negative_age():
    assert NEGATIVE.search("hace -3 minutos")
    assert NEGATIVE.search("−2 días hábiles")
    assert not NEGATIVE.search("hace 3 minutos, 26-000123-4")


def test_a_call_begun_before_the_clock_went_back_is_saved(store, opened, at_clock):
    at = opened("ana", "log")
    field = {one.key.rsplit("_", 1)[0]: one for one in (*at.text_input, *at.text_area, *at.selectbox) if one.key}
    field["call_line"].set_value("LN_TIJ_1")
    field["call_name"].set_value("Julia Ríos")
    at.run()
    reason = next(one for one in at.button_group if one.key.startswith("call_reason_"))
    reason.set_value("STATUS")
    at.run()
    at_clock(FRIDAY - HOUR)
    with store.writing() as work:
        touch_session(work, at.user["session"], now=FRIDAY - HOUR)
        work.get(SignIn, at.user["session"]).created_at = FRIDAY - 2 * HOUR  # signed in long before
    at.button(key="call_save").click().run()
    assert not at.exception
    assert [row.received_at for row in cast.Floor(store, (1, 2, 3)).rows(cast.Inquiry)] == [FRIDAY - HOUR]


@pytest.mark.parametrize(("zone", "night"), [
    ("America/Tijuana", datetime(2026, 3, 8, 6, tzinfo=UTC)), ("America/Tijuana", datetime(2026, 11, 1, 5, tzinfo=UTC)),
    ("America/Mexico_City", datetime(2026, 11, 1, 5, tzinfo=UTC)),
])  # fmt: skip
def test_the_night_the_clocks_change_moves_no_deadline(own_floor, faults, zone, night):
    city = "TIJ" if zone == "America/Tijuana" else "MEX"
    moments = [night + timedelta(minutes=20 * n) for n in range(24)]
    folios = [own_floor.log(cast.group_mail(city_code=city, received_at=at), now=at).folio for at in moments]
    due = {own_floor.of(folio).deadlines[0].due_at for folio in folios}
    days = {own_floor.inquiry(folio).received_on for folio in folios}
    assert {at.astimezone(ZoneInfo(zone)).strftime("%H:%M") for at in due} == {"20:00"}
    assert len(due) <= len(days) <= 2
    assert [one.id for one in own_floor.rows(Event, kind="logged")] == sorted(
        one.id for one in own_floor.rows(Event, kind="logged")
    )
    assert len(own_floor.rows(Deadline)) == len(moments)
    faults.tell("I01", f"mails through the night of the change in {zone}, {night:%B}", provoked=len(moments),
                acknowledged=len(folios), present=len(folios), lost=0, seen="due at 20:00 there")  # fmt: skip


def elsewhere(tmp_path, **given):
    """The same desk in processes of other places, at once: what each of them says."""
    running = {}
    for name, env in given.items():
        clean = {key: value for key, value in os.environ.items() if key not in ("TZ", "PYTHONTZPATH")}
        running[name] = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("elsewhere.py")), f"sqlite:///{tmp_path / name}.db"],
            env=clean | env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    told = {}
    for name, one in running.items():
        out, wrong = one.communicate(timeout=120)
        assert one.returncode == 0, wrong.decode()[-2000:]
        told[name] = json.loads(out)
    return told


def test_the_zone_of_the_server_and_its_own_rules_change_nothing(tmp_path, faults):
    old = tmp_path / "old" / "America"
    old.mkdir(parents=True)
    packaged = Path(tzdata.__file__).parent / "zoneinfo"
    for name in ("Tijuana", "Mexico_City"):
        (old / name).write_bytes((packaged / "Asia" / "Tokyo").read_bytes())  # as wrong as can be
    wrong = {"PYTHONTZPATH": str(tmp_path / "old")}
    places = {"here": {"TZ": "America/Tijuana"} | wrong, "tokyo": {"TZ": "Asia/Tokyo"},
              "bare": {"TZ": "UTC", "PYTHONTZPATH": ""}}  # fmt: skip
    if faults.long:
        places |= {"lord_howe": {"TZ": "Australia/Lord_Howe"} | wrong, "utc": {"TZ": "UTC"}, "none": {"TZ": "Nowhere"}}
    told = elsewhere(tmp_path, **places)
    here = told["here"]
    assert here["due"] == ["2026-03-20 03:00:00+00:00", "2026-03-13 03:00:00+00:00"]
    assert "Julia" in here["pages"]["queue"]
    assert len({tuple(one["tzname"]) for one in told.values()}) >= 3  # the machines do differ
    for name, one in told.items():
        for what in ("due", "missing", "days", "pages"):
            assert one[what] == here[what], f"{what} in {name}"
        assert one["version"] == tzdata.IANA_VERSION
    same = len(here["due"]) * len(told)
    faults.tell("I02", "the server stands in another zone", provoked=len(told), present=same, lost=0,
                seen="same due instants, same words on four pages")  # fmt: skip
    faults.tell("I03", "no zones of the system, or wrong ones", provoked=2 + 2 * faults.long, present=same, lost=0,
                seen=f"the packaged rules, {tzdata.IANA_VERSION}")  # fmt: skip

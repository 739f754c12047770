"""Whenever the demo is made, something is late, something is due, something is missing, and not much is open."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, func, select

from db.engine import Store
from db.models import Deadline, Delivery, Emergency, Inquiry
from db.queries.calendar import load_calendar
from rules.business_days import next_business_day
from rules.zones import local_date
from seed.making import Story, make

ZONE = "America/Mexico_City"
MOMENTS = {
    "a wednesday at noon": datetime(2026, 3, 11, 18, tzinfo=UTC),
    "the friday before the juárez monday": datetime(2026, 3, 13, 23, tzinfo=UTC),
    "a sunday": datetime(2026, 3, 15, 17, tzinfo=UTC),
    "after closing time": datetime(2026, 6, 2, 5, 30, tzinfo=UTC),
    "five past midnight": datetime(2026, 6, 3, 6, 5, tzinfo=UTC),
    "good friday": datetime(2026, 4, 3, 18, tzinfo=UTC),
    "christmas": datetime(2026, 12, 25, 18, tzinfo=UTC),
    "new year": datetime(2027, 1, 1, 7, tzinfo=UTC),
    "the day the clocks change at the border": datetime(2026, 3, 8, 10, 30, tzinfo=UTC),
}


@pytest.fixture(scope="module", params=MOMENTS.values(), ids=MOMENTS.keys())
def waiting(request, tmp_path_factory):
    now = request.param
    url = f"sqlite:///{tmp_path_factory.mktemp('waits') / 'desk.db'}"
    make(url, Story.DEMO, now=now, seed=3, inquiries=60)
    store = Store(url)
    with store.reading() as look:
        yield look, now
    store.close()


def test_some_group_replies_are_overdue(waiting):
    look, now = waiting
    late = look.exec(select(Inquiry).where(Inquiry.status != "closed", col(Inquiry.due_at) < now)).all()
    assert 2 <= len(late) <= 6
    assert {one.reason_code for one in late} == {"GROUP"}


def test_something_is_due_on_the_next_business_day(waiting):
    look, now = waiting
    next_day = next_business_day(local_date(now, ZONE), load_calendar(look))
    assert look.exec(select(Deadline).where(Deadline.due_on == next_day, col(Deadline.met_at).is_(None))).all()


def test_something_is_due_today_while_the_desk_is_open_and_nothing_when_nothing_can_be(waiting):
    look, now = waiting
    here = now.astimezone(ZoneInfo(ZONE))
    owed = look.exec(select(Deadline).where(Deadline.due_on == here.date(), col(Deadline.met_at).is_(None))).all()
    due = [one for one in owed if one.due_at > now]
    open_today = load_calendar(look).is_business_day(here.date())
    assert len(due) >= 3 if open_today and here.hour < 20 else not open_today or len(due) <= 2
    assert not due or open_today


def test_passports_are_missing_for_different_times_and_others_are_within_the_term(waiting):
    look, now = waiting
    watched = look.exec(
        select(Delivery).where(Delivery.tracking_number == "", col(Delivery.settled_at).is_(None))
    ).all()
    missing = [one for one in watched if one.missing_from <= now]
    assert len({one.missing_from for one in missing}) >= 3
    assert len(missing) < len(watched)


def test_documents_wait_at_the_courier_some_for_their_last_days_and_one_longer_than_it_is_kept(waiting):
    look, now = waiting
    today = local_date(now, ZONE)
    kept = select(Delivery).where(col(Delivery.collectable_on).is_not(None), col(Delivery.settled_at).is_(None))
    days_left = sorted((one.collect_by - today).days for one in look.exec(kept) if one.tracking_number)
    assert days_left[0] in (-1, -2)
    assert sum(0 <= days <= 3 for days in days_left) >= 2
    assert days_left[-1] >= 20


def test_three_emergencies_wait_with_different_halves_missing(waiting):
    look, _ = waiting
    pairs = look.exec(
        select(Emergency).join(Inquiry, col(Inquiry.id) == col(Emergency.inquiry_id)).where(Inquiry.status != "closed")
    ).all()
    halves = {(one.mail_at is not None, one.voicemail_at is not None) for one in pairs}
    assert halves == {(True, True), (True, False), (False, True)}
    assert any(not one.company for one in pairs)
    assert any(not one.reason for one in pairs)


def test_something_came_today(waiting):
    look, now = waiting
    today = local_date(now, ZONE)
    assert look.exec(select(func.count()).select_from(Inquiry).where(Inquiry.received_on == today)).one() >= 3


def test_only_what_a_desk_can_hold_is_open(waiting):
    look, _ = waiting
    assert look.exec(select(func.count()).select_from(Inquiry).where(Inquiry.status != "closed")).one() < 50

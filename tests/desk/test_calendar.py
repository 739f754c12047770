"""A supervisor changes the calendar: what is open follows, what was promised and judged stays, and it is told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from db.models import ClosingDayRow, Event
from db.queries.calendar import load_calendar
from db.queries.tallies import counted
from db.queries.tallies import recount as counted_fresh
from desk.calendar import add_closing_days, remove_closing_day, switch_day, switch_layer
from desk.deliveries import set_tracking
from desk.errors import DeskError
from desk.replies import record_reply
from rules.closing_days import ClosingDay
from rules.codes import Layer
from tests.cast import DUE, NOW, TIJUANA, emergency_mail, group_mail, later, passport

TUESDAY, JUAREZ_MONDAY = date(2026, 3, 17), date(2026, 3, 16)
A_DAY = timedelta(days=1)


def own(day=TUESDAY, name="Inventario"):
    return ClosingDay(day, Layer.OWN, name, "Stocktaking", "circular 4", "own")


def version(floor):
    with floor.store.reading() as look:
        return load_calendar(look).version


def change(floor, verb, *args, **given):
    return floor.do(verb, *args, **({"by": floor.sofia, "seen": version(floor)} | given))


def add(floor, *days, **given):
    return change(floor, add_closing_days, days, **({"why": "Orden de la embajada"} | given))


def remove(floor, day=TUESDAY, layer=Layer.OWN, **given):
    return change(floor, remove_closing_day, day, layer, **given)


def refused(floor, verb, *args, **given):
    with pytest.raises(DeskError) as error:
        change(floor, verb, *args, **given)
    return error.value.code


@pytest.fixture(autouse=True)
def as_it_was(floor):
    before = version(floor)
    yield
    with floor.store.reading() as look:
        said = [row for row in load_calendar(look).added if row.layer is not Layer.EXTRAORDINARY]
    for row in said:
        remove(floor, row.on, row.layer)
    assert version(floor) == before
    with floor.store.reading() as look:
        assert dict(counted(look)) == dict(counted_fresh(look))


def test_a_closing_day_moves_what_counts_it_and_keeps_what_was_promised(floor):
    folio = floor.log(group_mail()).folio
    done = add(floor, own())
    deadline = floor.of(folio).deadlines[0]
    assert deadline.due_at == DUE + A_DAY
    assert deadline.due_on == date(2026, 3, 20)
    assert deadline.promised_due_at == DUE
    assert deadline.calendar_version == done.version == version(floor)
    assert floor.inquiry(folio).due_at == DUE + A_DAY
    assert done.recounted.deadlines == done.effect.deadlines >= 1


def test_taking_the_day_back_brings_the_first_state_back(floor):
    folio = floor.log(group_mail()).folio
    before = version(floor)
    add(floor, own())
    remove(floor)
    assert floor.of(folio).deadlines[0].due_at == DUE == floor.inquiry(folio).due_at
    assert floor.of(folio).deadlines[0].calendar_version == before
    row = floor.rows(ClosingDayRow, on_date=TUESDAY, layer="own")[-1]
    assert (row.active, row.added_by, row.note) == (False, floor.sofia, "Orden de la embajada")


def test_an_inquirys_version_stays_so_that_nobody_is_refused_what_they_are_saving(floor):
    inquiry = floor.log(group_mail())
    add(floor, own())
    answer(floor, inquiry.folio, later(hours=1), version=inquiry.version)
    assert floor.of(inquiry.folio).deadlines[0].met_at == later(hours=1)


def answer(floor, folio, at, **given):
    floor.do(record_reply, folio, channel="email", at=at, now=max(at, NOW), text="", **({"version": None} | given))


def test_an_answered_deadline_keeps_its_judgement_and_the_effect_tells_what_it_would_be(floor):
    folio = floor.log(group_mail(received_at=NOW - 9 * A_DAY)).folio  # Wednesday 4 March: due on Monday the 9th
    answer(floor, folio, datetime(2026, 3, 10, 17, tzinfo=UTC))
    before = floor.of(folio).deadlines[0]
    assert before.met_at > before.due_at
    done = add(floor, own(date(2026, 3, 6)))
    after = floor.of(folio).deadlines[0]
    assert (after.due_at, after.due_on, after.calendar_version) == (
        before.due_at,
        before.due_on,
        before.calendar_version,
    )
    assert done.effect.on_time >= 1
    assert done.effect.late == 0
    assert remove(floor, date(2026, 3, 6)).effect.late == done.effect.on_time


def test_an_overdue_promise_stops_being_overdue_when_a_day_of_its_count_was_closed(floor):
    folio = floor.log(emergency_mail(received_at=NOW - A_DAY)).folio  # due on Friday at eight
    late = later(hours=4)
    done = add(floor, own(date(2026, 3, 13)), now=late)
    assert done.effect.freed >= 1
    assert floor.inquiry(folio).due_at > late
    assert remove(floor, date(2026, 3, 13), now=late).effect.caught == done.effect.freed


def test_a_passport_is_missing_one_day_later(floor):
    folio = floor.log(passport(visa_issued_on=date(2026, 3, 10))).folio
    before = floor.of(folio).delivery.missing_from
    done = add(floor, own())
    assert floor.of(folio).delivery.missing_from == before + A_DAY
    assert done.recounted.deliveries == done.effect.deliveries >= 1
    assert floor.of(folio).delivery.calendar_version == done.version


def test_a_number_that_is_cleared_after_the_calendar_changed_is_watched_by_the_new_calendar(floor):
    folio = floor.log(passport(visa_issued_on=date(2026, 3, 10), tracking_number="3318810025")).folio
    before = floor.of(folio).delivery.missing_from
    done = add(floor, own())
    assert floor.of(folio).delivery.missing_from == before, "what is on its way is left alone"
    floor.do(set_tracking, folio, carrier_code="", tracking_number="", version=None)
    delivery = floor.of(folio).delivery
    assert (delivery.missing_from, delivery.calendar_version) == (before + A_DAY, done.version)


def test_a_day_of_the_law_is_switched_open_and_closed_again(floor):
    folio = floor.log(group_mail()).folio
    change(floor, switch_day, JUAREZ_MONDAY, Layer.MX_LFT, closed=False, why="abrimos")
    assert floor.inquiry(folio).due_at == DUE - A_DAY
    assert refused(floor, switch_day, JUAREZ_MONDAY, Layer.MX_LFT, closed=False) == "day_open"
    change(floor, switch_day, JUAREZ_MONDAY, Layer.MX_LFT, closed=True)
    assert floor.inquiry(folio).due_at == DUE
    assert refused(floor, switch_day, JUAREZ_MONDAY, Layer.MX_LFT, closed=True) == "day_there"


def test_a_reported_day_is_switched_open_and_closed_again_with_its_name_and_source(floor):
    day = next(row for row in floor.rows(ClosingDayRow, layer="extraordinary") if row.active)
    for closed in (False, True):
        change(floor, switch_day, day.on_date, Layer.EXTRAORDINARY, closed=closed)
        (row,) = floor.rows(ClosingDayRow, on_date=day.on_date, layer="extraordinary", active=True)
        assert (row.closed, row.name_es, row.source, row.status) == (closed, day.name_es, day.source, day.status)


def test_a_layer_is_switched_off_and_says_which_answers_relied_on_it(floor):
    folio = floor.log(group_mail(received_at=datetime(2026, 1, 30, 18, tzinfo=UTC))).folio  # Constitution Day, 2 Feb
    answer(floor, folio, datetime(2026, 2, 5, 18, tzinfo=UTC))
    kept = floor.of(folio).deadlines[0]
    assert kept.met_at <= kept.due_at
    done = change(floor, switch_layer, Layer.MX_LFT, on=False)
    assert done.effect.late >= 1
    assert floor.of(folio).deadlines[0].due_at == kept.due_at
    back = change(floor, switch_layer, Layer.MX_LFT, on=True)
    assert back.effect.on_time == done.effect.late
    assert refused(floor, switch_layer, Layer.MX_LFT, on=True) == "layer_already"


def test_what_was_changed_by_whom_and_what_it_did_is_one_event(floor):
    floor.log(group_mail())
    before, moved = version(floor), add(floor, own()).recounted.deadlines
    event = floor.rows(Event, kind="calendar_changed")[-1]
    assert (event.by, event.at, event.on_date) == (floor.sofia, NOW, NOW.astimezone(TIJUANA).date())
    told = event.details
    assert (told["what"], told["before"], told["after"]) == ("days_added", before, version(floor))
    assert told["days"] == [{"on": "2026-03-17", "layer": "own", "name": "Inventario"}]
    assert told["moved"] == told["effect"]["deadlines"] == moved
    assert told["why"] == "Orden de la embajada"


def test_two_supervisors_at_once_the_second_sees_what_the_first_did_before_deciding(floor):
    seen = version(floor)
    add(floor, own())
    assert refused(floor, add_closing_days, [own(date(2026, 3, 18))], why="", seen=seen) == "calendar_changed"
    assert refused(floor, remove_closing_day, TUESDAY, Layer.OWN, seen=seen) == "calendar_changed"


@pytest.mark.parametrize(("code", "days"), [
    ("day_there", [own(), own()]),
    ("day_there", [ClosingDay(JUAREZ_MONDAY, Layer.MX_LFT, "x", "x", "", "own")]),
    ("day_name", [own(name=" ")]),
    ("day_name", [own(name="x" * 121)]),
    ("day_far", [own(date(1999, 12, 31))]),
    ("no_days", []),
    ("too_many_days", [own(date(2027, 1, 1) + n * A_DAY) for n in range(401)]),
])  # fmt: skip
def test_what_cannot_be_closed_is_refused_and_nothing_is_half_done(floor, code, days):
    before, events = version(floor), len(floor.rows(Event))
    assert refused(floor, add_closing_days, days, why="") == code
    assert (version(floor), len(floor.rows(Event))) == (before, events)


def test_a_day_that_was_taken_back_cannot_be_taken_back_again(floor):
    assert refused(floor, remove_closing_day, TUESDAY, Layer.OWN) == "day_gone"


def test_agents_do_not_change_the_calendar(floor):
    assert refused(floor, add_closing_days, [own()], why="", by=floor.ana) == "not_allowed"
    assert refused(floor, switch_layer, Layer.MX_LFT, on=False, by=floor.berta) == "not_allowed"


def test_a_list_is_added_as_a_whole_with_one_event(floor):
    events = len(floor.rows(Event, kind="calendar_changed"))
    done = add(floor, own(), own(date(2026, 3, 18)), own(date(2027, 7, 5)))
    assert len(floor.rows(Event, kind="calendar_changed")) == events + 1
    with floor.store.reading() as look:
        calendar = load_calendar(look)
    assert not any(map(calendar.is_business_day, (TUESDAY, date(2026, 3, 18), date(2027, 7, 5))))
    assert done.effect.deadlines == done.recounted.deadlines

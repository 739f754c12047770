"""The board of deliveries, on SQLite and on PostgreSQL: one state for each passport, pages by key, a search."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from db.queries import calendar, reference
from db.queries.deliveries import BoardView, DeliveryState, board, counts, found, one, total
from desk.deliveries import set_collectable, set_tracking, settle_delivery
from tests.cast import NOW, passport

MERIDA = {"city_code": "MID"}


@pytest.fixture(autouse=True)
def read_anew():
    calendar.forget()
    reference.forget()


def shown(floor, state="missing", *, now=NOW, **more):
    with floor.store.reading() as look:
        rows, _ = board(look, BoardView(state=DeliveryState(state), **more), now=now)
    return [row.folio for row in rows]


def collectable(floor, folio, on, *, now=NOW):
    floor.do(set_tracking, folio, carrier_code="DHL_EXPRESS", tracking_number="3318810025", version=None, now=now)
    floor.do(set_collectable, folio, on=on, version=None, now=now)


def test_every_passport_stands_in_the_state_the_rule_says_and_is_counted_there(floor):
    made = {
        "missing": floor.log(passport()).folio,
        "within": floor.log(passport(visa_issued_on=date(2026, 3, 12))).folio,
        "on_way": floor.log(passport(tracking_number="3318810036")).folio,
        "settled": floor.log(passport()).folio,
    }
    floor.do(settle_delivery, made["settled"], why="collected", version=None)
    for state, on in (("ready", date(2026, 3, 10)), ("soon", date(2026, 2, 20)), ("passed", date(2026, 2, 12))):
        made[state] = floor.log(passport(visa_issued_on=date(2026, 1, 20))).folio
        collectable(floor, made[state], on)
    with floor.store.reading() as look:
        counted = counts(look, now=NOW)
        for state, folio in made.items():
            rows, _ = board(look, BoardView(state=DeliveryState(state)), now=NOW)
            assert folio in [row.folio for row in rows], state
            assert {row.state(NOW) for row in rows} == {DeliveryState(state)}
            assert counted[DeliveryState(state)] == len(rows)


def test_a_passport_moves_from_ready_to_soon_to_passed_at_midnight_of_its_own_place(floor):
    west, east = floor.log(passport()).folio, floor.log(passport(**MERIDA)).folio
    for folio in (west, east):
        collectable(floor, folio, date(2026, 3, 13))  # kept until 13 April
    midnight = NOW.replace(day=14, month=4, hour=6, minute=0)  # of the 14th in Mérida; in Tijuana the 13th, 23:00
    passed, soon = shown(floor, "passed", now=midnight), shown(floor, "soon", now=midnight)
    assert east in passed and west not in passed
    assert west in soon and east not in soon
    assert west in shown(floor, "passed", now=midnight + timedelta(hours=2))
    assert {east, west} <= set(shown(floor, "ready", now=midnight - timedelta(days=9)))
    week_before = midnight - timedelta(days=8)  # a week is left in Mérida, a day more in Tijuana
    assert east in shown(floor, "soon", now=week_before) and west in shown(floor, "ready", now=week_before)
    assert east not in shown(floor, "ready", now=week_before) and west not in shown(floor, "soon", now=week_before)


def test_the_longest_missing_come_first_and_pages_have_no_gap_and_no_row_twice(floor):
    for days in range(5):
        floor.log(passport(visa_issued_on=date(2026, 2, 2) + timedelta(days=days % 2)))
    with floor.store.reading() as look:
        whole, _ = board(look, BoardView(), now=NOW, size=500)
        cursor, walked = "", []
        while True:
            rows, cursor = board(look, BoardView(), now=NOW, cursor=cursor, size=2)
            walked += [row.folio for row in rows]
            if not cursor:
                break
    assert walked == [row.folio for row in whole]
    assert [row.missing_from for row in whole] == sorted(row.missing_from for row in whole)


@pytest.mark.parametrize("state", ["on_way", "soon", "settled"])
def test_pages_of_the_other_states_turn_as_well(floor, state):
    for _ in range(3):
        folio = floor.log(passport(tracking_number="3318810036")).folio
        if state == "soon":
            collectable(floor, folio, date(2026, 3, 13), now=NOW)
        elif state == "settled":
            floor.do(settle_delivery, folio, why="returned", version=None)
    now = NOW + timedelta(days=27) if state == "soon" else NOW
    with floor.store.reading() as look:
        whole, _ = board(look, BoardView(state=DeliveryState(state)), now=now, size=500)
        first, cursor = board(look, BoardView(state=DeliveryState(state)), now=now, size=2)
        rest, _ = board(look, BoardView(state=DeliveryState(state)), now=now, cursor=cursor, size=500)
    assert [row.folio for row in (*first, *rest)] == [row.folio for row in whole] and len(whole) >= 3


@pytest.mark.parametrize(
    "cursor", ["x", "0~~1", "2026-03-13~1", "~", "2026-03-13T00:00:00~1", "2026-03-13T00:00:00+00:00~x"]
)
def test_a_cursor_nobody_gave_out_starts_from_the_top(floor, cursor):
    floor.log(passport())
    with floor.store.reading() as look:
        assert board(look, BoardView(), now=NOW, cursor=cursor) == board(look, BoardView(), now=NOW)


def test_city_and_courier_narrow_and_what_nobody_knows_is_a_filter_too(floor):
    here = floor.log(passport(tracking_number="3318810036", carrier_code="UPS")).folio
    nowhere = floor.log(passport(tracking_number="3318810036", city_code="")).folio
    assert here in shown(floor, "on_way", courier="UPS") and nowhere not in shown(floor, "on_way", courier="UPS")
    assert nowhere in shown(floor, "on_way", city="-", courier="-")
    assert here not in shown(floor, "on_way", city="-")
    with floor.store.reading() as look:
        assert total(look, BoardView(state=DeliveryState.ON_WAY, courier="UPS"), now=NOW) == len(
            shown(floor, "on_way", courier="UPS"))  # fmt: skip


def test_what_was_sent_or_settled_months_ago_is_on_no_list_and_still_found(floor):
    folio = floor.log(passport(tracking_number="3318810095", name="Íñigo Ruvalcaba")).folio
    later = NOW + timedelta(days=91)
    assert folio in shown(floor, "on_way") and folio not in shown(floor, "on_way", now=later)
    with floor.store.reading() as look:
        for query in (folio, "33 1881-0095", "inigo ruvalcaba", "ruvalc"):
            assert folio in [row.folio for row in found(look, query)], query
        assert found(look, "nadie así") == () and one(look, folio).tracking_number == "3318810095"


def test_a_search_finds_deliveries_only_and_takes_no_command(floor):
    folio = floor.log(passport(name="Zenobia Quiroga", ds160="AA00ZENO77")).folio
    with floor.store.reading() as look:
        assert [row.folio for row in found(look, "AA00-ZENO77")] == [folio]
        for query in ('zenobia" OR "x', "zenobia*", "zenobia AND quiroga)", "'; DROP TABLE delivery; --"):
            found(look, query)


@pytest.mark.parametrize(("state", "index"), [
    ("missing", "ix_delivery_open"), ("within", "ix_delivery_open"), ("on_way", "ix_delivery_on_way"),
    ("ready", "ix_delivery_to_collect"), ("soon", "ix_delivery_to_collect"), ("passed", "ix_delivery_to_collect"),
    ("settled", "ix_delivery_settled"),
])  # fmt: skip
def test_each_state_is_one_walk_along_its_own_index_without_sorting(own_floor, state, index):
    plans = []
    with own_floor.store.reading() as look:
        reference.reference(look)
        from sqlalchemy import event

        def explain(connection, cursor, statement, values, *_):
            if "FROM delivery" in statement and "ORDER BY" in statement:
                steps = connection.connection.cursor().execute("EXPLAIN QUERY PLAN " + statement, values)
                plans.append(" | ".join(str(step[-1]) for step in steps))

        event.listen(own_floor.store.engine, "before_cursor_execute", explain)
        try:
            board(look, BoardView(state=DeliveryState(state)), now=NOW)
            counts(look, now=NOW)
        finally:
            event.remove(own_floor.store.engine, "before_cursor_execute", explain)
        assert look.execute(text("SELECT 1")).scalar() == 1
    (plan,) = plans
    assert index in plan and "TEMP B-TREE" not in plan, plan

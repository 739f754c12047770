"""The queues: who is in which, in which order, page by page, without reading what is finished."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from db.queries import calendar, reference
from db.queries.queues import NONE, Neighbours, Queue, QueueView, counts, neighbours, next_due, page, total
from desk.deliveries import set_tracking
from desk.moves import take
from desk.replies import record_reply
from tests.cast import DUE, NOW, draft, emergency_mail, furnished_floor, group_mail, passport


@pytest.fixture
def own_floor(tmp_path):
    calendar.forget()
    reference.forget()
    floor = furnished_floor(f"sqlite:///{tmp_path / 'desk.db'}")
    yield floor
    floor.store.close()


def folios(floor, queue, *, now=NOW, me=None, **given):
    with floor.store.reading() as look:
        found = page(look, QueueView(queue=queue, **given), now=now, account_id=me or floor.ana)
    return [row.folio for row in found.rows]


def test_the_queues_are_the_same_on_both_databases(either_url):
    calendar.forget()
    reference.forget()
    floor = furnished_floor(either_url)
    owed, waits = floor.log(group_mail()).folio, floor.log(draft(outcome="escalated")).folio
    assert folios(floor, Queue.OPEN) == [owed, waits]
    assert folios(floor, Queue.TODAY, now=DUE) == [owed]
    with floor.store.reading() as look:
        assert counts(look, now=DUE, account_id=floor.ana)[Queue.OPEN] == 2
        around = neighbours(look, QueueView(queue=Queue.OPEN), folio=waits, now=NOW, account_id=floor.ana)
    assert around == Neighbours(owed, None, 2, 2)
    floor.store.close()


def test_an_unanswered_group_mail_moves_from_tomorrow_to_today_to_overdue_and_leaves_when_answered(own_floor):
    folio = own_floor.log(group_mail()).folio
    assert folios(own_floor, Queue.NEXT, now=DUE - timedelta(hours=47)) == []
    assert folios(own_floor, Queue.NEXT, now=DUE - timedelta(hours=25)) == [folio]
    assert folios(own_floor, Queue.TODAY, now=DUE - timedelta(hours=1)) == [folio]
    assert folios(own_floor, Queue.TODAY, now=DUE) == [folio]
    assert folios(own_floor, Queue.OVERDUE, now=DUE) == []
    late = DUE + timedelta(minutes=1)
    assert folios(own_floor, Queue.OVERDUE, now=late) == [folio]
    assert folios(own_floor, Queue.TODAY, now=late) == []
    own_floor.do(record_reply, folio, channel="email", now=late, version=None)
    assert folios(own_floor, Queue.OVERDUE, now=late) == []
    assert folios(own_floor, Queue.BREACHES, now=late, first=date(2026, 3, 19), last=date(2026, 3, 19)) == [folio]


def test_today_is_the_local_day_of_each_row(own_floor):
    tijuana = own_floor.log(group_mail()).folio
    capital = own_floor.log(group_mail(city_code="MEX", organisation="Centro")).folio
    # Half past midnight on Thursday in Mexico City is still Wednesday in Tijuana.
    now = datetime(2026, 3, 19, 6, 30, tzinfo=UTC)
    assert folios(own_floor, Queue.TODAY, now=now) == [capital]
    assert folios(own_floor, Queue.NEXT, now=now) == [tijuana]


def test_a_passport_without_a_number_is_missing_until_it_has_one_even_when_its_call_was_closed(own_floor):
    folio = own_floor.log(passport(visa_issued_on=date(2026, 3, 10))).folio
    assert own_floor.inquiry(folio).status == "closed"
    now = datetime(2026, 3, 20, 18, tzinfo=UTC)
    assert folios(own_floor, Queue.MISSING) == []
    assert folios(own_floor, Queue.MISSING, now=now) == [folio]
    own_floor.do(set_tracking, folio, carrier_code="", tracking_number="1234567890", version=None, now=now)
    assert folios(own_floor, Queue.MISSING, now=now) == []


def test_mine_and_unassigned_share_what_is_open_and_the_owed_come_first(own_floor):
    waits = own_floor.log(draft(outcome="escalated")).folio
    owed = own_floor.log(emergency_mail()).folio
    own_floor.do(take, waits)
    assert folios(own_floor, Queue.OPEN) == [owed, waits]
    assert folios(own_floor, Queue.MINE) == [waits]
    assert folios(own_floor, Queue.UNASSIGNED) == [owed]
    assert folios(own_floor, Queue.EMERGENCIES) == [owed]
    assert folios(own_floor, Queue.OPEN, assignee=NONE) == [owed]
    assert folios(own_floor, Queue.OPEN, channel="phone") == [waits]
    friday = date(2026, 3, 13)
    assert folios(own_floor, Queue.RECEIVED, first=friday, last=friday, hour="17") == [owed, waits]
    assert folios(own_floor, Queue.RECEIVED, first=friday, last=friday, hour="16") == []


def test_every_row_is_on_exactly_one_page_and_knows_its_neighbours(own_floor):
    logged = [own_floor.log(group_mail(received_at=NOW - timedelta(days=n % 3))).folio for n in range(7)]
    logged += [own_floor.log(draft(outcome="escalated")).folio for _ in range(5)]
    view, walked, cursor = QueueView(queue=Queue.OPEN), [], ""
    with own_floor.store.reading() as look:
        while True:
            one = page(look, view, now=NOW, account_id=own_floor.ana, cursor=cursor, size=3)
            walked += [row.folio for row in one.rows]
            if not (cursor := one.next_cursor):
                break
        assert sorted(walked) == sorted(logged)
        assert total(look, view, now=NOW, account_id=own_floor.ana) == 12
        for n, folio in enumerate(walked):
            around = neighbours(look, view, folio=folio, now=NOW, account_id=own_floor.ana)
            before, after = (walked[n - 1] if n else None), (walked[n + 1] if n < 11 else None)
            assert around == Neighbours(before, after, n + 1, 12)
        left = neighbours(look, QueueView(queue=Queue.EMERGENCIES), folio=walked[0], now=NOW, account_id=own_floor.ana)
        assert left == Neighbours(None, None, None, 0)


def test_the_counters_count_what_the_lists_show(own_floor):
    for one in (group_mail(), emergency_mail(), passport(), draft(), draft(outcome="escalated")):
        own_floor.log(one)
    now = DUE - timedelta(hours=2)
    with own_floor.store.reading() as look:
        counted = counts(look, now=now, account_id=own_floor.ana)
        assert next_due(look, now=now) == (DUE, "America/Tijuana")
    assert counted == {queue: len(folios(own_floor, queue, now=now)) for queue in counted}
    assert counted[Queue.OVERDUE] == 1 and counted[Queue.TODAY] == 1


def test_no_queue_reads_the_whole_table_and_a_page_is_few_queries(own_floor):
    asked = []
    event.listen(own_floor.store.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    view = {"first": date(2026, 3, 1), "last": date(2026, 3, 13)}
    with own_floor.store.reading() as look:
        counts(look, now=NOW, account_id=own_floor.ana)
        asked.clear()
        counts(look, now=NOW, account_id=own_floor.ana)
        assert len(asked) == 1
        for queue in Queue:
            before = len(asked)
            page(look, QueueView(queue=queue, **view), now=NOW, account_id=own_floor.ana)
            assert len(asked) - before <= 3
        plans = [
            row[3]
            for statement, values in list(asked)
            for row in look.connection().exec_driver_sql("EXPLAIN QUERY PLAN " + statement, values)
        ]
    assert any("ix_inquiry_open_due" in plan for plan in plans)
    assert not [plan for plan in plans if plan.startswith(("SCAN inquiry", "SCAN delivery", "SCAN event"))]


def test_an_address_gives_back_its_view_and_ignores_what_it_does_not_know():
    view = QueueView(queue=Queue.RECEIVED, reason="GROUP", hour="9", assignee=NONE, first=date(2026, 3, 1),
                     last=date(2026, 3, 2))  # fmt: skip
    assert QueueView.from_query(view.to_query()) == view
    odd = {"queue": "'; DROP", "reason": "<b>", "hour": "99", "from": "yesterday", "q": "María"}
    assert QueueView.from_query(odd) == QueueView()
    assert "q" not in QueueView.from_query(odd).to_query()


@pytest.mark.parametrize("cursor", ["x", "9~~1", "0~never~1", "0~2026-03-13T00:00:00+00:00~x", "~~", "-1~~1"])
def test_a_cursor_nobody_gave_out_starts_from_the_top(own_floor, cursor):
    folio = own_floor.log(group_mail()).folio
    with own_floor.store.reading() as look:
        found = page(look, QueueView(queue=Queue.OPEN), now=NOW, account_id=own_floor.ana, cursor=cursor)
    assert [row.folio for row in found.rows] == [folio]

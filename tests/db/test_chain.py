"""The chain of the events on both databases: sealed by the verbs in their order, and whatever is changed is named."""

from collections import Counter

import pytest
from sqlalchemy import event as happening
from sqlalchemy import text
from sqlmodel import select

from db.chain import links
from db.models import Event
from desk.inquiries import log_inquiry
from rules.sealing import erased
from tests.cast import NOW, draft, floor, postgres
from tests.verbs import VERBS

__all__ = ["floor", "postgres"]


def broken(floor):
    with floor.store.reading() as look:
        return [number for number, holds in links(look.connection()) if not holds]


def events(floor):
    with floor.store.reading() as look:
        return look.exec(select(Event).order_by(Event.id)).all()


def do(floor, one):
    folio = one.ready(floor)
    with floor.store.writing() as work:
        one.verb(work, folio, by=floor.ana, now=NOW, **one.given)


@pytest.mark.parametrize("one", VERBS.values(), ids=VERBS)
def test_every_verb_leaves_a_chain_that_holds(floor, one):
    do(floor, one)
    assert broken(floor) == []


def test_events_of_one_transaction_follow_each_other(floor):
    before = len(events(floor))
    with floor.store.writing() as work:
        for _ in range(3):
            log_inquiry(work, draft(), by=floor.ana, now=NOW)
    seals = [one.seal for one in events(floor)]
    assert len(seals) >= before + 3
    assert max(Counter(seals).values()) == 1
    assert broken(floor) == []


def test_an_event_costs_at_most_one_question(floor):
    asked = []
    happening.listen(floor.store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    before = len(events(floor))
    with floor.store.writing() as work:
        log_inquiry(work, draft(), by=floor.ana, now=NOW)
    questions = [one for one in asked if one.startswith("SELECT seal")]
    assert 1 <= len(questions) <= len(events(floor)) - before


@pytest.mark.parametrize("change", [
    "by = {other}", "kind = 'taken'", "on_date = '2026-03-12'", "inquiry_id = NULL", "details = '{{\"x\": 1}}'",
])  # fmt: skip
def test_a_changed_event_is_named_alone(floor, change):
    floor.log(draft())
    floor.log(draft())
    one = events(floor)[-2]
    was = {name: getattr(one, name) for name in ("by", "kind", "on_date", "inquiry_id", "details")}
    with floor.store.writing() as work:
        work.connection().execute(text(f"UPDATE event SET {change.format(other=floor.berta)} WHERE id = {one.id}"))
    assert broken(floor) == [one.id]
    with floor.store.writing() as work:
        for name, value in was.items():
            setattr(work.get(Event, one.id), name, value)
    assert broken(floor) == []


def test_an_event_that_is_gone_is_missed_by_the_next(floor):
    floor.log(draft())
    floor.log(draft())
    *_, one, after = events(floor)
    with floor.store.writing() as work:
        work.delete(work.get(Event, one.id))
    assert broken(floor) == [after.id]
    with floor.store.writing() as work:
        work.add(Event(**one.model_dump()))
    assert broken(floor) == []


def test_details_that_were_erased_leave_the_chain_whole(floor):
    floor.log(draft(notes="Rosa Vega, 664 123 4567"))
    with floor.store.writing() as work:
        newest = work.exec(select(Event).order_by(Event.id.desc())).first()
        assert newest.details
        newest.details = erased(newest.details)
    assert broken(floor) == []

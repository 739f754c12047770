"""The fast way and the desk's own verbs tell one story in the same rows, column by column."""

import pytest
from sqlmodel import select

from db.models import (
    Contact,
    Customer,
    Deadline,
    Delivery,
    Emergency,
    Event,
    Inquiry,
    Organisation,
    Tally,
)
from db.queries.tallies import counted, recount
from db.setup import create
from seed.living import live
from seed.making import Story, scene_of, tell
from seed.stories import clean
from seed.swift import pour
from tests.seed.conftest import WEDNESDAY

TABLES = (Inquiry, Contact, Deadline, Delivery, Emergency, Customer, Organisation, Event, Tally)


def by_verbs(store, lives):
    with store.writing() as work:
        for _ in live(work, lives):
            pass


def swiftly(store, lives):
    for _ in pour(store, lives, expected=700):
        pass


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same 700 lives, by the verbs and the fast way."""
    found = []
    for way in (by_verbs, swiftly):
        store = create(f"sqlite:///{tmp_path_factory.mktemp('parity') / 'desk.db'}")
        with store.writing() as work:
            clean.tell(work)
        scene, _ = scene_of(store, Story.DEMO, now=WEDNESDAY, seed=11)
        way(store, tell(scene, Story.DEMO, inquiries=700))
        found.append(store)
    yield tuple(found)
    for store in found:
        store.close()


def rows(store, table):
    keys = list(table.__table__.primary_key)
    with store.reading() as look:
        return [one.model_dump() for one in look.exec(select(table).order_by(*keys))]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_both_ways_write_the_same_rows(both, table):
    by_verbs, swiftly = (rows(store, table) for store in both)
    assert len(by_verbs) > 2
    for one, other in zip(by_verbs, swiftly, strict=True):
        assert one == other


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_both_ways_store_the_same_bytes_of_the_same_types(both, table):
    names = [column.name for column in table.__table__.columns]
    keys = ", ".join(column.name for column in table.__table__.primary_key)
    told = ", ".join(f'typeof("{name}"), quote("{name}")' for name in names)

    def stored(store):
        with store.reading() as look:
            return look.connection().exec_driver_sql(f"SELECT {told} FROM {table.__tablename__} ORDER BY {keys}").all()

    by_verbs, swiftly = map(stored, both)
    assert by_verbs == swiftly


def test_both_ways_leave_the_same_tables_and_indexes_and_a_search_index_as_new(both):
    def shape(store):
        with store.reading() as look:
            raw = look.connection()
            things = raw.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
            mode = raw.exec_driver_sql("PRAGMA journal_mode").scalar()
        # A migration that rebuilds a table writes its constraints in any order.
        return {name: sorted(line.strip(", \t") for line in (sql or "").splitlines()) for name, sql in things}, mode

    by_verbs, swiftly = map(shape, both)
    assert by_verbs == swiftly
    assert swiftly[1] == "wal"
    with both[1].reading() as look:
        gathers = look.connection().exec_driver_sql("SELECT k, v FROM inquiry_search_config WHERE k <> 'version'").all()
    assert dict(map(tuple, gathers)) == {"automerge": 4, "crisismerge": 16}


def test_both_ways_can_be_found_by_the_same_words(both):
    def words(store):
        with store.reading() as look:
            raw = look.connection()
            raw.exec_driver_sql(
                "CREATE VIRTUAL TABLE temp.said USING fts5vocab('main', 'inquiry_search', 'instance')"
            )
            return raw.exec_driver_sql("SELECT term, doc, offset FROM said ORDER BY 1, 2, 3").all()

    by_verbs, swiftly = map(words, both)
    assert len(by_verbs) > 5_000
    assert by_verbs == swiftly


def test_the_story_has_something_of_every_kind(both):
    with both[0].reading() as look:
        kinds = set(look.exec(select(Event.kind)))
        met = look.exec(select(Deadline)).all()
    assert {"logged", "closed", "reopened", "replied", "message", "noted", "assigned", "tracking_set",
            "collectable_set", "delivery_settled", "voicemail_joined"} <= kinds  # fmt: skip
    assert any(one.met_at and one.met_at <= one.due_at for one in met)
    assert any(one.met_at and one.met_at > one.due_at for one in met)


def test_the_fast_way_counts_right(both):
    with both[1].reading() as look:
        assert counted(look) == recount(look)

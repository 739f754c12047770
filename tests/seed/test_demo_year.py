"""The demo is a believable year: whole, counted right, nothing in the future, and the same for the same seed."""

from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from db.engine import Store
from db.models import Contact, Delivery, Event, Inquiry, Tally
from db.queries.tallies import counted, recount
from db.setup import DatabaseProblem
from rules.zones import local_date
from seed.making import Story, make
from tests.seed.conftest import WEDNESDAY


def test_the_demo_has_as_many_inquiries_as_were_asked_for(demo):
    store, made, _ = demo
    with store.reading() as look:
        assert look.exec(select(func.count()).select_from(Inquiry)).one() == made.inquiries == 250


def test_the_counts_of_the_demo_equal_a_full_count(demo):
    store, _, _ = demo
    with store.reading() as look:
        assert counted(look) == recount(look) != {}


def test_nothing_in_the_demo_is_still_to_come(demo):
    store, _, _ = demo
    with store.reading() as look:
        latest = [
            look.exec(select(func.max(moment))).one()
            for moment in (Inquiry.received_at, Inquiry.logged_at, Contact.at, Contact.logged_at, Event.at)
        ]
    assert max(latest) <= WEDNESDAY
    assert max(latest) > WEDNESDAY - timedelta(hours=6)


def test_the_demo_covers_a_year_and_today(demo):
    store, _, _ = demo
    with store.reading() as look:
        first, last = look.exec(select(func.min(Inquiry.received_on), func.max(Inquiry.received_on))).one()
    assert last == local_date(WEDNESDAY, "America/Mexico_City")
    assert timedelta(days=340) < last - first < timedelta(days=366)


def test_what_was_done_is_remembered_in_the_order_of_time(demo):
    store, _, _ = demo
    with store.reading() as look:
        moments = look.exec(select(Event.at).where(Event.inquiry_id != None).order_by(Event.id)).all()  # noqa: E711
    assert moments == sorted(moments)


def test_two_people_can_sign_in_and_their_passwords_differ_every_time(demo, tmp_path):
    _, made, _ = demo
    again = make(f"sqlite:///{tmp_path / 'desk.db'}", Story.DEMO, now=WEDNESDAY, seed=42, inquiries=20)
    roles = [("ana", "agent"), ("sofia", "supervisor"), ("marta", "administrator"), ("irene", "auditor")]
    assert [(one.name, one.role) for one in made.sign_ins] == roles
    assert not {one.password for one in made.sign_ins} & {one.password for one in again.sign_ins}


def test_the_same_seed_and_the_same_moment_tell_the_same_story(tmp_path):
    def told(name):
        url = f"sqlite:///{tmp_path / name}"
        make(url, Story.DEMO, now=WEDNESDAY, seed=7, inquiries=60)
        store = Store(url)
        with store.reading() as look:
            rows = [look.exec(select(table)).all() for table in (Inquiry, Contact, Event, Tally)]
            found = [[one.model_dump() for one in table] for table in rows]
        store.close()
        for event in found[2]:
            event.pop("by") if event["inquiry_id"] is None else None
        return found

    assert told("one.db") == told("two.db")


def test_a_making_that_is_interrupted_leaves_no_half_a_desk(tmp_path):
    def interrupt(phase, done, of):
        if done > 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(f"sqlite:///{tmp_path / 'desk.db'}", Story.DEMO, now=WEDNESDAY, inquiries=60, told=interrupt)
    assert not list(tmp_path.iterdir())


def test_a_making_never_replaces_a_desk_that_came_meanwhile(tmp_path):
    other = tmp_path / "desk.db"

    def meanwhile(phase, done, of):
        other.write_text("somebody else's")

    with pytest.raises(DatabaseProblem, match="exists"):
        make(f"sqlite:///{other}", Story.DEMO, now=WEDNESDAY, inquiries=40, told=meanwhile)
    assert other.read_text() == "somebody else's"
    assert [one.name for one in tmp_path.iterdir()] == ["desk.db"]


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_was_late_long_ago_has_been_answered(tmp_path, seed):
    make(f"sqlite:///{tmp_path / 'desk.db'}", Story.DEMO, now=WEDNESDAY, seed=seed, inquiries=6_000)
    store = Store(f"sqlite:///{tmp_path / 'desk.db'}")
    with store.reading() as look:
        late = look.exec(select(Inquiry).where(Inquiry.status != "closed", col(Inquiry.due_at) < WEDNESDAY)).all()
        missing = look.exec(select(Delivery).where(Delivery.tracking_number == "", col(Delivery.settled_at).is_(None)))
        oldest = min(one.missing_from for one in missing)
    store.close()
    assert 2 <= len(late) <= 6
    assert min(one.received_at for one in late) > WEDNESDAY - timedelta(days=16)
    assert oldest > WEDNESDAY - timedelta(days=40)

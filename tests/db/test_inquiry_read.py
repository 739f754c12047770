"""One inquiry is read whole, in few queries, and a look at it changes nothing for others."""

from datetime import timedelta

import pytest
from sqlalchemy import event

import db
from db.queries.inquiry import done_since, pulse, whole_inquiry
from desk.errors import DeskError
from desk.looks import reveal
from desk.moves import assign
from desk.replies import add_note, record_reply
from tests.inquiries import ANA, BERTA, DELIVERY, EMERGENCY, FRIDAY, GROUP, log, used

LATER = FRIDAY + timedelta(days=4)


@pytest.fixture
def store(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    store = used(url)
    yield store
    store.close()


def read(folio):
    with db.reading() as look:
        return whole_inquiry(look, folio)


def test_everything_about_a_group_mail_is_there_in_order(store):
    folio = log(GROUP, "a")
    with db.writing() as work:
        add_note(work, folio, text="Llamaron", by=BERTA, now=LATER)
    with db.writing() as work:
        record_reply(work, folio, channel="email", text="Sí", by=ANA, now=LATER, version=None)
    whole = read(folio)
    assert whole is not None
    assert (whole.case.folio, whole.organisation, whole.person.name) == (folio, "Agrícola del Norte", "María López")
    assert [one.kind for one in whole.contacts] == ["mail", "note", "reply"]
    assert [one.kind for one in whole.events] == ["logged", "noted", "replied"]
    assert [one.met_at for one in whole.deadlines] == [LATER]
    assert whole.running == ()


def test_a_passport_and_an_emergency_come_with_their_own_facts(store):
    passport = read(log(DELIVERY, "d", visa_issued_on=FRIDAY.date() - timedelta(days=20)))
    emergency = read(log(EMERGENCY, "e"))
    assert passport.delivery.watched
    assert passport.emergency is None
    assert (emergency.emergency.mail_at, emergency.emergency.voicemail_at) == (FRIDAY, None)


def test_the_other_inquiries_of_a_person_are_the_last_five(store):
    folios = [log(GROUP, f"n{n}", at=FRIDAY + timedelta(hours=n)) for n in range(7)]
    assert [one.folio for one in read(folios[0]).others] == folios[:1:-1]


def test_nothing_is_read_for_a_folio_nobody_has(store):
    assert read("26-999999-9") is None


def test_an_inquiry_is_read_in_four_queries(store):
    folio = log(GROUP, "a")
    log(GROUP, "b")
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    read(folio)
    assert len([one for one in asked if one.startswith("SELECT")]) == 4


def test_a_look_at_masked_data_is_remembered_and_makes_nobody_stale(store):
    folio = log(GROUP, "a")
    before = read(folio)
    with db.writing() as work:
        reveal(work, folio, field="phone", by=BERTA, now=LATER)
    after = read(folio)
    assert after.case.version == before.case.version
    assert (after.events[-1].kind, after.events[-1].details) == ("revealed", {"field": "phone"})
    with db.reading() as look:
        assert done_since(look, folio, after=before.last_event) == ()
        assert pulse(look, folio).kind == "logged"


@pytest.mark.parametrize(
    ("folio", "field", "code"), [(None, "passport", "unknown"), ("26-9", "phone", "unknown_folio")]
)
def test_only_what_is_masked_of_an_inquiry_that_exists_can_be_shown(store, folio, field, code):
    known = log(GROUP, "a")
    with pytest.raises(DeskError) as refused, db.writing() as work:
        reveal(work, folio or known, field=field, by=ANA, now=LATER)
    assert refused.value.code == code


def test_the_pulse_moves_when_somebody_changes_the_inquiry(store):
    folio = log(GROUP, "a")
    with db.reading() as look:
        before = pulse(look, folio)
    with db.writing() as work:
        assign(work, folio, to=BERTA, by=BERTA, now=LATER, version=None)
    with db.reading() as look:
        after = pulse(look, folio)
        assert pulse(look, "26-999999-9") is None
    assert (after.version > before.version, after.by, after.kind) == (True, BERTA, "assigned")

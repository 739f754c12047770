"""An organisation's page: what it is owed, whether its promises were kept, who writes for it, and the way to it."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from db.queries import organisations
from db.queries.inquiry import whole_inquiry
from db.queries.organisation_standing import standing
from desk.replies import record_reply
from tests.inquiries import ANA, EMERGENCY, FRIDAY, GROUP, log
from tests.pages.test_inquiry import written

MONTH = FRIDAY - timedelta(days=30)
LATE = FRIDAY - timedelta(days=20)


@pytest.fixture
def desk(opened, store):
    return lambda name="ana", **query: opened(name, "organisation", **query)


def answered(store, key, *, at, **more):
    folio = log(GROUP, key, at=MONTH, **more)
    with store.writing() as work:
        record_reply(work, folio, channel="email", by=ANA, now=at, version=None, then="closed")
    return folio


def press(at, key):
    next(one for one in at.button if one.key == key).click().run()
    assert not at.exception, at.exception
    return at


def test_the_figures_have_numerator_and_denominator_and_their_definition(desk, store):
    answered(store, "a", at=MONTH + timedelta(hours=3))
    answered(store, "b", at=LATE)
    log(GROUP, "c", at=MONTH)  # overdue: not kept either
    emergency = log(EMERGENCY, "d", at=FRIDAY)
    page = written(desk(id="1"))
    assert "<h1>Agrícola del Norte</h1>" in page
    assert "33.3 %" in page.replace("\u00a0", " ") or "33.3%" in page
    assert "1 de 3" in page and "1 vencida<" in page
    assert f'vie 13 mar <a class="folio" href="/inquiry?folio={emergency}"' in page
    assert "Respondidas a tiempo, de todas las respondidas o vencidas" in page


def test_each_open_promise_says_why_it_is_due_that_day(desk, store):
    folio = log(GROUP, "a", at=FRIDAY)
    page = written(desk(id="1"))
    assert folio in page and "hasta jue 19 mar, 20:00 Tijuana" in page
    assert "Por qué ese día" in page and "Natalicio de Benito Juárez" in page


def test_representatives_are_masked(desk, store):
    log(GROUP, "a", at=FRIDAY)
    page = written(desk(id="1"))
    assert "María López" in page
    assert "664 123 4567" not in page and "maria@agricola.example" not in page


def test_its_inquiries_are_paged_the_newest_first(desk, store):
    folios = [log(GROUP, f"k{n}", at=FRIDAY, outcome="promise_made") for n in range(organisations.SIZE + 3)]
    at = desk(id="1")
    table = written(at).rpartition("<table")[2]
    assert folios[-1] in table and folios[0] not in table
    table = written(press(at, "org_next")).rpartition("<table")[2]
    assert folios[0] in table and folios[-1] not in table
    assert folios[-1] in written(press(at, "org_previous")).rpartition("<table")[2]


def test_one_gets_there_by_the_name_on_the_inquiry_page_and_by_looking_for_it(opened, desk, store):
    folio = log(GROUP, "a", at=FRIDAY)
    assert 'href="/organisation?id=1"' in written(opened("ana", "inquiry", folio=folio))
    at = desk()
    at.text_input[0].set_value("AGRICOLA del nor").run()
    assert 'href="/organisation?id=1"' in written(at)
    at.text_input[0].set_value("Zarzamora").run()
    assert "No se encontró ninguna organización" in written(at)


@pytest.mark.parametrize("id", ["9", "abc", "-1", "1 or 1=1", "99999999999999999999"])
def test_an_address_that_names_none_says_so_and_asks_for_a_name(desk, store, id):
    at = desk(id=id)
    assert "No existe esa organización." in at.warning[0].value and at.text_input[0].label == "Nombre"


def test_a_merged_duplicate_counts_its_promise_once(desk, store):
    from desk.merging import merge_into

    first, double = log(GROUP, "a", at=FRIDAY), log(GROUP, "b", at=FRIDAY)
    with store.writing() as work:
        merge_into(work, double, into=first, by=ANA, now=FRIDAY, version=None)
    with store.reading() as look:
        assert [one.folio for one in organisations.promised(look, 1)] == [first]
        assert whole_inquiry(look, double).running == ()


def test_the_figures_of_an_organisation_of_thousands_are_read_along_an_index(store):
    log(GROUP, "a", at=FRIDAY)
    asked = []
    with store.reading() as look:
        event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
        organisations.promised(look, 1)
        standing(look, 1, now=FRIDAY)
        organisations.inquiries(look, 1)
        organisations.representatives(look, 1)
        plans = [" ".join(str(row[3]) for row in look.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given))
                 for sql, given in list(asked) if sql.startswith("SELECT")]  # fmt: skip
    assert "_open" in plans[0] and "ix_inquiry_organisation" not in plans[0]  # along what is open, of whoever it is
    assert all("SCAN inquiry" not in plan for plan in plans)
    assert "ix_inquiry_organisation" in plans[2] and "ix_deadline_inquiry" in plans[2]


def test_without_an_address_those_who_wait_are_listed_the_most_overdue_first(desk, store):
    log(GROUP, "a", at=FRIDAY, organisation="Agrícola del Norte")
    log(GROUP, "b", at=MONTH, organisation="Manos del Campo")
    log(GROUP, "c", at=FRIDAY, organisation="Manos del Campo")
    answered(store, "d", at=MONTH + timedelta(hours=3), organisation="Rancho Sereno")
    with store.reading() as look:
        told = organisations.waiting(look, now=FRIDAY)
    assert [(one.company.name, one.waiting, one.overdue) for one in told] == [
        ("Manos del Campo", 2, 1), ("Agrícola del Norte", 1, 0)
    ]  # fmt: skip
    page = written(desk())
    assert page.index("Manos del Campo") < page.index("Agrícola del Norte")
    assert "Rancho Sereno" not in page

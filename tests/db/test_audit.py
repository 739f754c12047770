"""The audit, page by page: what is in it, in which order, and what a page costs when there are a million events."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert

from db.models import Event
from db.queries.audit import audit, audited
from db.queries.audit_view import AuditView
from desk.looks import reveal
from desk.replies import add_note
from rules.audit import EVERY_KIND, KINDS, About
from tests.cast import draft, furnished_floor, new_database

MANY, MOST_STEPS = 6_000, 12_000


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def floor(request, tmp_path_factory):
    """A desk of two years: people sign in, write notes, and now and then somebody looks."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('audit') / 'desk.db'}"
    else:
        url = new_database(request.getfixturevalue("postgres"))
    floor = furnished_floor(url)
    floor.folio = floor.log(draft(phone="55 1234 5678")).folio
    floor.do(add_note, floor.folio, text="Volvió a llamar")
    floor.do(reveal, floor.folio, field="phone")
    inquiry = floor.inquiry(floor.folio).id

    def row(n):
        kind = ("noted", "noted", "noted", "signed_in", "noted", "revealed", "signed_out", "noted")[n % 8]
        at = datetime(2024, 3, 1, 9, tzinfo=UTC) + timedelta(hours=3 * n)
        return {
            "kind": kind, "by": floor.berta if n % 500 == 6 else floor.ana, "at": at, "on_date": at.date(),
            "inquiry_id": inquiry if kind in ("noted", "revealed") else None, "details": {}, "address": "10.0.0.1",
            "sign_in": "ab12", "seal": "-",
        }  # fmt: skip

    with floor.store.writing() as work:
        work.connection().execute(insert(Event), [row(n) for n in range(MANY)])
    yield floor
    floor.store.close()


def look(floor, **query):
    with floor.store.reading() as work:
        return audit(work, AuditView.from_query({name.rstrip("_"): value for name, value in query.items()}))


def every(floor, **query):
    """The same by the definition: all events, sorted and sifted in Python."""
    view = AuditView.from_query(query)
    kinds = KINDS[About(view.about)] if view.about else EVERY_KIND
    of = floor.inquiry(view.folio).id if view.folio else None
    rows = [
        one for one in floor.rows(Event)
        if (one.inquiry_id == of and (not view.about or one.kind in kinds) if of else one.kind in kinds)
        and (not view.person or one.by == view.person)
        and (view.first or date.min) <= one.on_date <= (view.last or date.max)
    ]  # fmt: skip
    return [one.id for one in sorted(rows, key=lambda one: (one.on_date, one.id), reverse=True)]


def walked(floor, **query):
    view, found = AuditView.from_query(query), []
    while True:
        with floor.store.reading() as work:
            page = audit(work, view)
        found += [one.id for one in page.rows]
        if not page.older:
            return found
        view = view.older_than(page.rows[-1].cursor)


@pytest.mark.parametrize("query", [
    {}, {"about": "looks"}, {"about": "sign_ins"}, {"about": "calendar"}, {"about": "sign_ins", "person": "2"},
    {"person": "2"}, {"from": "2025-01-01", "to": "2025-01-31"}, {"about": "looks", "from": "2026-03-13"},
    {"folio": "26-000001-4"}, {"folio": "26-000001-4", "about": "looks", "to": "2024-12-31"},
], ids=str)  # fmt: skip
def test_walking_from_page_to_page_finds_everything_once_and_nothing_else(floor, query):
    if "folio" in query:
        query = query | {"folio": floor.folio}
    if "person" in query:
        query = query | {"person": str(floor.berta)}
    assert walked(floor, **query) == every(floor, **query)
    with floor.store.reading() as work:
        assert [one.id for one in audited(work, AuditView.from_query(query))] == every(floor, **query)


def test_the_way_back_is_the_way_there(floor):
    first = look(floor, about="looks")
    second = look(floor, about="looks", older=first.rows[-1].cursor)
    third = look(floor, about="looks", older=second.rows[-1].cursor)
    assert (first.newer, first.older, second.newer, second.older) == (False, True, True, True)
    back = look(floor, about="looks", newer=third.rows[0].cursor)
    assert (back.rows, back.older, back.newer) == (second.rows, True, True)
    assert look(floor, about="looks", newer=second.rows[0].cursor).newer is False


def test_a_look_tells_which_field_of_which_inquiry_and_never_the_value(floor):
    day = "2026-03-13"
    page = look(floor, folio=floor.folio, about="looks", from_=day, to=day)
    assert ("revealed", floor.folio, floor.ana, {"field": "phone"}) in [
        (one.kind, one.folio, one.by, one.details) for one in page.rows
    ]
    assert "1234" not in repr(page)


def test_an_inquiry_named_without_a_group_tells_what_was_done_to_it_too(floor):
    day = "2026-03-13"
    page = look(floor, folio=floor.folio, from_=day, to=day)
    assert {"logged", "noted", "revealed"} <= {one.kind for one in page.rows}


@pytest.mark.parametrize("query", [
    {"about": "'; DROP TABLE event"}, {"person": "9" * 40}, {"person": "-1"}, {"from": "2026-99-99"}, {"folio": "hola"},
    {"older": "2026-03-13.x"}, {"older": "x.3"}, {"newer": "."}, {"older": "2026-03-13." + "9" * 30},
], ids=str)  # fmt: skip
def test_an_address_that_means_nothing_filters_nothing(floor, query):
    assert AuditView.from_query(query) == AuditView()


def test_an_inquiry_that_is_not_there_has_no_audit(floor):
    from rules.folio import make_folio

    assert look(floor, folio=make_folio(2026, 777_777)).rows == ()


def test_a_file_holds_a_bearable_number_of_rows(floor):
    with floor.store.reading() as work:
        assert len(list(audited(work, AuditView(), most=1_500))) == 1_500


@pytest.mark.parametrize("query", [
    {}, {"about": "looks"}, {"about": "calendar"}, {"person": "2"}, {"about": "sign_ins", "person": "2"},
    {"about": "sign_ins", "older": "2024-06-01.700"}, {"about": "sign_ins", "newer": "2025-09-01.4000"},
    {"older": "2024-06-01.700"}, {"from": "2024-04-01", "to": "2024-04-30"},
], ids=str)  # fmt: skip
def test_a_page_reads_no_more_than_a_page_of_each_kind(floor, query):
    """Steps of SQLite's machine: a scan of these events takes 20 for each, and there are as many as there are years."""
    if not floor.store.is_sqlite:
        pytest.skip("counted by SQLite")
    query = query | {"person": str(floor.berta)} if "person" in query else query
    steps = []
    with floor.store.reading() as work:
        driver = work.connection().connection.driver_connection
        view = AuditView.from_query(query)
        audit(work, view)
        driver.set_progress_handler(lambda: steps.append(1), 100)
        audit(work, view)
        driver.set_progress_handler(None, 100)
    assert len(steps) * 100 < MOST_STEPS

"""Finding an inquiry by whatever the caller has, and never an error, whatever is typed."""

import pytest

from db.queries.search import by_folio, search
from rules.folio import parse_folio
from tests.cast import draft, furnished_floor, passport


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    floor = furnished_floor(f"sqlite:///{tmp_path_factory.mktemp('search') / 'desk.db'}")
    floor.maria = floor.log(
        draft(name="María Peña", phone="664 123 4567", email="maria@example.com", ds160="AA00XYZ123",
              notes="Preguntó por la visa en Mérida")
    ).folio  # fmt: skip
    floor.passport = floor.log(passport(name="José", tracking_number="3310924120")).folio
    yield floor
    floor.store.close()


def found(desk, query):
    with desk.store.reading() as look:
        return search(look, query)


@pytest.mark.parametrize("query", [
    "maria", "PEÑA", "pena mar", "(664) 123-4567", "+52 1 664 123 4567", "6641234567", "MARIA@example.com",
    "aa00xyz123", "AA00 XYZ1 23", "merida", "visa Mérida",
])  # fmt: skip
def test_she_is_found_by_all_she_may_say(desk, query):
    assert [row.folio for row in found(desk, query).rows] == [desk.maria]


def test_a_folio_is_found_however_it_is_dictated_and_a_slip_is_noticed(desk):
    assert [row.folio for row in found(desk, desk.maria.replace("-", " ")).rows] == [desk.maria]
    slip = desk.maria[:-1] + str((int(desk.maria[-1]) + 1) % 10)
    assert parse_folio(slip) is None
    assert found(desk, slip).mistyped and not found(desk, slip).rows
    assert not found(desk, "maria").mistyped


def test_a_tracking_number_is_found_with_its_spaces(desk):
    assert [row.folio for row in found(desk, "33 1092 4120").rows] == [desk.passport]


@pytest.mark.parametrize("query", ["", " ", '"', "(", "*", ":", "-", "%", "_", "NEAR AND", "maria OR jose",
                                   "a" * 100_000,
                                   "\x00", "'; DROP TABLE inquiry; --", "@", "١٢٣٤٥٦٧٨", "🙂", "rowid:1"])  # fmt: skip
def test_nothing_typed_breaks_it(desk, query):
    assert found(desk, query).total == 0


def test_a_long_search_goes_on_where_the_page_ended(desk):
    logged = [desk.log(draft(notes="grulla")).folio for _ in range(5)]
    walked, cursor = [], ""
    with desk.store.reading() as look:
        while True:
            one = search(look, "grulla", cursor=cursor, size=2)
            assert one.total == 5
            walked += [row.folio for row in one.rows]
            if not (cursor := one.next_cursor):
                break
    assert walked == logged[::-1]


def test_an_unknown_folio_is_nobody(desk):
    with desk.store.reading() as look:
        assert by_folio(look, "26-999999-9") is None
        assert by_folio(look, desk.maria).who == "María Peña"

"""A courier's list entered in one go: whole or not at all, and a second time there is nothing to do."""

from dataclasses import replace

import pytest

from db.chain import links
from db.models import Event
from db.queries.deliveries_known import known_for
from desk.deliveries import set_tracking
from desk.errors import DeskError
from desk.replies import add_note
from desk.tracking_list import MOST, Tracked, enter_tracking_list
from rules.courier_list import ListLine
from rules.courier_list_match import judge, wanted
from rules.courier_list_verdicts import Verdict
from tests.cast import passport

NUMBERS = ("3318810025", "3318810036", "3318810040")


def listed(floor, folios, numbers=NUMBERS):
    return [
        Tracked(folio=folio, version=floor.inquiry(folio).version, tracking_number=number, carrier_code="DHL_EXPRESS")
        for folio, number in zip(folios, numbers, strict=False)
    ]


def enter(floor, entries, **given):
    return floor.do(enter_tracking_list, entries, **({"lines": len(entries), "digest": "d1"} | given))


def lists(floor):
    return len(floor.rows(Event, kind="tracking_list_entered"))


def test_every_number_is_entered_with_its_event_and_the_list_with_one(floor):
    folios, before = [floor.log(passport()).folio for _ in NUMBERS], lists(floor)
    done = enter(floor, listed(floor, folios), lines=40)
    assert (set(done.entered), done.already, done.changed) == (set(folios), (), ())
    for folio, number in zip(folios, NUMBERS, strict=True):
        told = floor.of(folio)
        assert (told.delivery.tracking_number, told.delivery.carrier_code) == (number, "DHL_EXPRESS")
        assert told.kinds[-1] == "tracking_set"
    (event,) = floor.rows(Event, kind="tracking_list_entered")[before:]
    assert event.inquiry_id is None
    assert (event.details["lines"], event.details["entered"], event.details["digest"]) == (40, 3, "d1")


def test_the_same_list_again_finds_everything_there_and_remembers_nothing(floor):
    folios = [floor.log(passport()).folio for _ in NUMBERS]
    entries = listed(floor, folios)
    enter(floor, entries)
    before, versions = lists(floor), [floor.inquiry(folio).version for folio in folios]
    again = enter(floor, entries)  # with the versions of before: a second click
    assert (again.entered, set(again.already), again.changed) == ((), set(folios), ())
    assert lists(floor) == before
    assert [floor.inquiry(folio).version for folio in folios] == versions


def test_what_somebody_changed_after_the_preview_is_left_alone_and_told(floor):
    folios = [floor.log(passport()).folio for _ in NUMBERS]
    entries = listed(floor, folios)
    floor.do(set_tracking, folios[1], carrier_code="UPS", tracking_number="1Z0000000000000001", version=None)
    done = enter(floor, entries)
    assert done.changed == (folios[1],) and len(done.entered) == 2
    assert floor.of(folios[1]).delivery.tracking_number == "1Z0000000000000001"


def test_a_number_that_cannot_be_stored_leaves_nothing_of_the_list(floor):
    folios, before = [floor.log(passport()).folio for _ in NUMBERS], lists(floor)
    with pytest.raises(DeskError, match="format"):
        enter(floor, listed(floor, folios, (NUMBERS[0], NUMBERS[1], "4111111111111111")))
    with pytest.raises(DeskError, match="unknown_carrier"):
        enter(floor, [replace(one, carrier_code="PIGEON") for one in listed(floor, folios)])
    assert [floor.of(folio).delivery.tracking_number for folio in folios] == ["", "", ""]
    assert lists(floor) == before


def test_a_longer_list_than_one_save_may_take_is_refused(floor):
    with pytest.raises(DeskError, match="too_many"):
        enter(floor, [Tracked(folio=str(n), version=1, tracking_number="x") for n in range(MOST + 1)])


def test_lines_find_their_deliveries_by_folio_number_and_name_without_accents(floor):
    mine = floor.log(passport(name="Íñigo Peña Ávila", ds160="aa00-test 77")).folio
    other = floor.log(passport(name="Zoé Núñez", tracking_number=NUMBERS[2])).folio
    note = floor.log(passport(name="Sin Entrega Única")).folio
    floor.do(add_note, note, text="x")
    lines = [
        ListLine(line=2, number="3318810062", ds160="AA00TEST77"),
        ListLine(line=3, number="3318810073", name="NUNEZ ZOE"),
        ListLine(line=4, number="3318810084", folio=note),
        ListLine(line=5, number="3318810051", name="Nadie Conocido"),
    ]  # fmt: skip
    with floor.store.reading() as look:
        known = known_for(look, wanted(lines))
    assert {one.folio for one in known} >= {mine, other, note}
    told = judge(lines, known, formats=())
    assert told[0].to.folio == mine and told[1].candidates[0].folio == other
    assert told[3].verdict is Verdict.UNKNOWN
    assert {one.folio: one.version for one in known}[note] == floor.inquiry(note).version


def test_the_events_of_a_list_keep_the_chain(floor):
    enter(floor, listed(floor, [floor.log(passport()).folio for _ in NUMBERS]))
    with floor.store.engine.connect() as connection:
        assert all(whole for _, whole in links(connection))

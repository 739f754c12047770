"""The passport on its way back: missing, found, settled."""

from datetime import date

import pytest

from desk.deliveries import set_collectable, set_issue_date, set_tracking, settle_delivery
from desk.errors import DeskError
from tests.cast import NOW, draft, passport


def track(floor, folio, number, carrier="DHL_EXPRESS"):
    return floor.do(set_tracking, folio, carrier_code=carrier, tracking_number=number, version=None)


def is_missing(floor, folio):
    delivery = floor.of(folio).delivery
    return not delivery.tracking_number and delivery.settled_at is None and delivery.missing_from <= NOW


def test_a_tracking_number_clears_the_flag_and_taking_it_away_raises_it_again(floor):
    folio = floor.log(passport()).folio
    assert is_missing(floor, folio)
    track(floor, folio, " 33 1881-0025 ")
    assert floor.of(folio).delivery.tracking_number == "3318810025"
    assert not is_missing(floor, folio)
    track(floor, folio, "", carrier="")
    assert is_missing(floor, folio)
    assert floor.of(folio).kinds[-2:] == ["tracking_set", "tracking_cleared"]


def test_a_lone_dash_is_no_number(floor):
    folio = floor.log(passport(tracking_number=" - ")).folio
    assert is_missing(floor, folio)
    track(floor, folio, "–")
    assert is_missing(floor, folio)


def test_a_card_number_is_no_tracking_number(floor):
    folio = floor.log(passport()).folio
    with pytest.raises(DeskError, match="format"):
        track(floor, folio, "4111-1111-1111-1111")
    assert is_missing(floor, folio)


def test_a_passport_handed_over_is_no_longer_missing_until_its_number_is_cleared(floor):
    folio = floor.log(passport()).folio
    floor.do(settle_delivery, folio, why="handed_over", version=None)
    assert not is_missing(floor, folio)
    track(floor, folio, "")
    assert is_missing(floor, folio)


def test_an_issue_date_is_counted_anew_and_never_before_the_interview_known_already(floor):
    folio = floor.log(passport(visa_issued_on=date(2026, 3, 12), interviewed_on=date(2026, 3, 5))).folio
    assert not is_missing(floor, folio)
    floor.do(set_issue_date, folio, issued_on=date(2026, 3, 5), version=None)
    assert floor.of(folio).delivery.missing_from.date() == date(2026, 3, 13)
    for issued, interviewed, code in (
        (date(2026, 3, 4), None, "issued_before_interview"),
        (date(2026, 3, 14), None, "future"),
        (date(2026, 3, 13), date(2026, 3, 14), "future"),
    ):
        with pytest.raises(DeskError, match=code):
            floor.do(set_issue_date, folio, issued_on=issued, interviewed_on=interviewed, version=None)
    assert floor.of(folio).delivery.visa_issued_on == date(2026, 3, 5)


def test_what_is_no_delivery_has_no_number_until_it_has_an_issue_date(floor):
    folio = floor.log(draft()).folio
    with pytest.raises(DeskError, match="no_delivery"):
        track(floor, folio, "3318810025")
    floor.do(set_issue_date, folio, issued_on=date(2026, 3, 3), version=None)
    assert is_missing(floor, folio)


def test_a_courier_or_a_settlement_of_no_list_is_refused(floor):
    folio = floor.log(passport()).folio
    with pytest.raises(DeskError, match="unknown_carrier"):
        track(floor, folio, "3318810025", carrier="PIGEON")
    with pytest.raises(DeskError, match="unknown_reason"):
        floor.do(settle_delivery, folio, why="because", version=None)


def collectable(floor, folio, on):
    return floor.do(set_collectable, folio, on=on, version=None)


def test_what_can_be_collected_is_kept_a_month_and_a_new_number_begins_anew(floor):
    folio = floor.log(passport(tracking_number="3318810025")).folio
    collectable(floor, folio, date(2026, 3, 13))
    delivery = floor.of(folio).delivery
    assert (delivery.collectable_on, delivery.collect_by) == (date(2026, 3, 13), date(2026, 4, 13))
    assert floor.of(folio).events[-1].details["until"] == "2026-04-13"
    track(floor, folio, "3318810025")
    assert floor.of(folio).delivery.collect_by == date(2026, 4, 13)
    track(floor, folio, "3318810036")
    assert floor.of(folio).delivery.collect_by is None


def test_what_was_said_to_be_collectable_is_taken_back(floor):
    folio = floor.log(passport(tracking_number="3318810025")).folio
    collectable(floor, folio, date(2026, 3, 10))
    collectable(floor, folio, None)
    assert floor.of(folio).delivery.collect_by is None
    assert floor.of(folio).kinds[-2:] == ["collectable_set", "collectable_cleared"]


@pytest.mark.parametrize(("number", "on", "code"), [
    ("", date(2026, 3, 13), "no_tracking"), ("3318810025", date(2026, 3, 14), "future"),
    ("3318810025", date(2026, 3, 2), "before_issue"),
])  # fmt: skip
def test_what_nobody_can_collect_is_refused(floor, number, on, code):
    folio = floor.log(passport(tracking_number=number)).folio
    with pytest.raises(DeskError, match=code):
        collectable(floor, folio, on)
    assert floor.of(folio).delivery.collectable_on is None

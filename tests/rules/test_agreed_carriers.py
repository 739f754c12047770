"""Tracking numbers: what they look like, and a warning that never blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.carriers import CarrierFormat, TrackingWarning, check_tracking, tidy_tracking
from seed.tables import rows

FORMATS = [CarrierFormat(row["carrier_code"], row["regex"], row["check_digit"]) for row in rows("carriers")]
GOOD, SLIPPED = "3318810025", "3318810024"


def checked(number, carrier=None):
    return check_tracking(number, carrier, formats=FORMATS)


@pytest.mark.parametrize(("number", "carriers"), [
    (GOOD, ("DHL_EXPRESS", "ESTAFETA_CODE")), ("73891051146", ("DHL_EXPRESS_11",)), ("JJD0099999999", ("DHL_PIECE",)),
    ("0000000000000000000042", ("ESTAFETA_GUIDE",)), ("986578788855", ("FEDEX_12",)), ("1Z999AA10123456784", ("UPS",)),
    ("ABC123", ("OTHER",)),
])  # fmt: skip
def test_a_number_names_the_couriers_it_may_belong_to(number, carriers):
    assert checked(number).carriers == carriers
    assert checked(number).warning is None


@pytest.mark.parametrize(
    "typed", [" 3318 8100 25 ", "3318-810-025", "3318.810025", "３３１８８１００２５", "3318\u200b810025"]
)
def test_spaces_dashes_and_signs_nobody_sees_do_not_matter(typed):
    assert checked(typed).normalised == GOOD


def test_lower_case_is_read_as_upper_case():
    assert checked("jjd0099999999").normalised == "JJD0099999999"


@pytest.mark.parametrize("blank", ["", " ", "-", "– .", "\u200b\u00a0"])
def test_a_lone_dash_is_no_number_and_nothing_to_warn_about(blank):
    told = checked(blank)
    assert (told.normalised, told.carriers, told.warning) == ("", (), None)


@pytest.mark.parametrize("carrier", [None, "DHL_EXPRESS"])
def test_a_check_digit_that_does_not_fit_is_read_back(carrier):
    assert checked(SLIPPED, carrier).warning is TrackingWarning.CHECK_DIGIT
    assert checked(GOOD, carrier).warning is None


def test_a_courier_without_check_digit_is_not_held_to_anothers():
    assert checked(SLIPPED, "ESTAFETA_CODE").warning is None


@pytest.mark.parametrize(
    ("number", "carrier"), [(GOOD, "UPS"), ("ABC123", "DHL_EXPRESS"), ("AB", None), ("Ñ" * 40, None)]
)
def test_a_number_that_is_not_the_couriers_is_read_back(number, carrier):
    assert checked(number, carrier).warning is TrackingWarning.FORMAT


def test_a_courier_nobody_knows_any_more_warns_by_the_formats_there_are():
    assert checked(GOOD, "RETIRED").warning is None
    assert checked("AB", "RETIRED").warning is TrackingWarning.FORMAT


@given(st.integers(1, 999_999_999))
def test_nine_wrong_last_digits_are_noticed_and_the_right_one_is_not(body):
    number = f"{body:09}{body % 7}"
    warned = [checked(f"{number[:9]}{last}", "DHL_EXPRESS").warning for last in range(10)]
    assert warned.count(None) == 1
    assert warned[body % 7] is None


@given(st.text(max_size=60), st.sampled_from([None, "", "DHL_EXPRESS", "UPS", "OTHER"]))
def test_nothing_typed_breaks_the_check_and_tidying_twice_changes_nothing(text, carrier):
    told = checked(text, carrier)
    assert told.normalised == tidy_tracking(told.normalised)

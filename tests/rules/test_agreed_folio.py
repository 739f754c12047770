"""The folio read out over the telephone: every slip of one digit and every swap of neighbours is noticed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.folio import Folio, FolioProblem, folio_problem, make_folio, parse_folio

years, numbers = st.integers(2000, 2099), st.integers(1, 999_999)
FOLIO = make_folio(2026, 104_233)


def slips(digits):
    for at, right in enumerate(digits):
        yield from (digits[:at] + wrong + digits[at + 1 :] for wrong in "0123456789" if wrong != right)


def swaps(digits):
    for at, (one, other) in enumerate(pairwise(digits)):
        if one != other:
            yield digits[:at] + other + one + digits[at + 2 :]


def written(digits):
    return f"{digits[:2]}-{digits[2:-1]}-{digits[-1]}"


def test_a_folio_is_year_number_and_check_digit():
    assert FOLIO[:-1] == "26-104233-"
    assert len(FOLIO) == 11
    assert Folio(2026, 104_233).text == FOLIO


@given(years, numbers)
def test_a_folio_is_read_back_as_it_was_made(year, number):
    assert parse_folio(make_folio(year, number)) == Folio(year, number)
    assert folio_problem(make_folio(year, number)) is None


@given(years, numbers)
def test_every_wrong_digit_is_caught(year, number):
    digits = make_folio(year, number).replace("-", "")
    assert not [slip for slip in slips(digits) if parse_folio(written(slip))]
    assert {folio_problem(written(slip)) for slip in slips(digits)} == {FolioProblem.MISTYPED}


@given(years, numbers)
def test_every_swap_of_neighbours_is_caught(year, number):
    digits = make_folio(year, number).replace("-", "")
    assert not [swap for swap in swaps(digits) if parse_folio(written(swap)) or parse_folio(swap)]


@pytest.mark.parametrize("year", range(2024, 2030))
def test_two_folios_that_differ_by_one_slip_never_both_exist(year):
    digits = [make_folio(year, number).replace("-", "") for number in range(1, 300)]
    made = set(digits)
    assert not [one for one in digits for slip in (*slips(one), *swaps(one)) if slip in made]


@pytest.mark.parametrize("shape", [
    "{}", " {} ", "#{}", "folio {}", "Folio: {}", "FOLIO No. {}", "folio número {}", "Folio num {}", "folio number {}",
    "{}.", "{},",
])  # fmt: skip
def test_a_folio_is_understood_as_it_is_dictated(shape):
    assert parse_folio(shape.format(FOLIO)) == Folio(2026, 104_233)


@pytest.mark.parametrize("gap", ["", " ", "-", ".", "/", "\u2013", "\u2212", "_", " - "], ids=repr)
def test_whatever_stands_between_its_parts(gap):
    assert parse_folio(FOLIO.replace("-", gap)) == Folio(2026, 104_233)


@pytest.mark.parametrize("grouping", [(2, 3, 3, 1), (3, 3, 3), (2, 2, 2, 2, 1), (1,) * 9])
def test_an_ordinary_folio_can_be_grouped_in_any_way(grouping):
    digits, groups = FOLIO.replace("-", ""), []
    for size in grouping:
        groups.append(digits[:size])
        digits = digits[size:]
    assert parse_folio(" ".join(groups)) == Folio(2026, 104_233)


def test_the_leading_zeros_need_not_be_read_out():
    assert make_folio(2026, 123)[:9] == "26-000123"
    assert parse_folio(f"26-123-{make_folio(2026, 123)[-1]}") == Folio(2026, 123)


def test_full_width_digits_are_digits():
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter.isdigit() else letter for letter in FOLIO)
    assert parse_folio(wide) == Folio(2026, 104_233)


@given(years, st.integers(1_000_000, 99_999_999))
def test_a_number_that_grew_keeps_its_dashes_or_the_word(year, number):
    folio = make_folio(year, number)
    assert parse_folio(folio) == parse_folio(f"folio {folio.replace('-', '')}") == Folio(year, number)
    assert parse_folio(folio.replace("-", "")) is None


@pytest.mark.parametrize("text", ["", "  ", "María", "55 1234 5678", "26", "26-1042-33", "AA00TEST42", "26-10423x-7",
                                  "1" * 5000])  # fmt: skip
def test_what_is_no_folio_is_none(text):
    assert parse_folio(text) is None
    assert folio_problem(text) is FolioProblem.NOT_A_FOLIO


def test_number_zero_is_no_folio_though_its_check_digit_fits():
    from stdnum import verhoeff

    assert parse_folio(f"26-000000-{verhoeff.calc_check_digit('26000000')}") is None


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_reading(text):
    assert (parse_folio(text) is None) == (folio_problem(text) is not None)


@pytest.mark.parametrize(("year", "number"), [(1999, 1), (2100, 1), (26, 1), (2026, 0), (2026, -1)])
def test_a_folio_that_could_not_be_read_back_is_not_made(year, number):
    with pytest.raises(ValueError, match="folio"):
        make_folio(year, number)

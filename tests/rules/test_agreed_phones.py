"""Telephone numbers as callers dictate and agents type them: one caller is one number."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.phones import last10, read_phone
from seed.tables import rows

LINES = list(rows("lines"))
DIGITS = "5512345678"


@pytest.mark.parametrize("text", [
    "55 1234 5678", "5512345678", "(55) 1234-5678", "55.1234.5678", "55-12-34-56-78", "+52 55 1234 5678",
    "+525512345678", "52 55 1234 5678", "+52 1 55 1234 5678", "5215512345678", "044 55 1234 5678", "045 5512345678",
    "01 55 1234 5678", "  55 1234 5678 ", "tel. 55 1234 5678", "55 1234 5678 ext. 4021", "55 1234 5678 extensión 12",
    "55 1234 5678 x12", "55 1234 5678 #12", "55 1234 5678 / 664 765 4321", "55 1234 5678 o 664 765 4321",
    "55 1234 5678 y 664 765 4321", "５５１２３４５６７８", "٥٥ ١٢٣٤ ٥٦٧٨",
    "55\u00a01234\u20115678", "(+52) 55 1234 5678",
])  # fmt: skip
def test_one_number_is_found_however_it_was_typed(text):
    phone = read_phone(text)
    assert (phone.e164, phone.digits, phone.possible, phone.problem) == ("+525512345678", DIGITS, True, None)
    assert phone.as_typed == text
    assert last10(text) == DIGITS


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["line_code"])
@pytest.mark.parametrize("column", ["e164", "page_display", "intl_display"])
def test_every_number_of_the_page_is_read_as_it_is_printed_there(line, column):
    assert read_phone(line[column]).e164 == line["e164"]


@pytest.mark.parametrize(("text", "e164"), [
    ("+1 571 454 0697", "+15714540697"), ("1 956 555 0123", "+19565550123"), ("+44 20 7946 0958", "+442079460958"),
    ("00 49 1511 2345678", "+4915112345678"), ("+502 2326 4000", "+50223264000"),
])  # fmt: skip
def test_numbers_from_other_countries_are_read(text, e164):
    assert read_phone(text).e164 == e164


def test_a_number_is_dialled_from_the_region_of_its_line():
    assert read_phone("571 454 0697", region="US").e164 == "+15714540697"


@pytest.mark.parametrize(("text", "problem"), [
    ("abc", "not_a_number"), ("-", "not_a_number"), ("1", "too_short"), ("123", "too_short"),
    ("551234567", "too_short"), ("+52 123", "too_short"), ("+52 55 1234 5678 90", "too_long"),
    ("+999 1234567", "impossible"), ("9" * 20, "impossible"), ("1" * 5000, "impossible"),
])  # fmt: skip
def test_a_number_nobody_can_dial_says_why_and_keeps_what_was_typed(text, problem):
    phone = read_phone(text)
    assert (phone.problem, phone.possible, phone.e164, phone.as_typed) == (problem, False, None, text)


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_an_empty_field_is_no_phone_and_no_problem(text):
    phone = read_phone(text)
    assert (phone.problem, phone.digits, phone.possible) == (None, "", False)


@given(st.text("0123456789", min_size=10, max_size=10).filter(lambda text: text[0] in "23456789"), st.data())
def test_spaces_and_dashes_anywhere_change_nothing(digits, data):
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "-", ".", "  "]), min_size=10, max_size=10))
    typed = "".join(digit + gap for digit, gap in zip(digits, gaps, strict=True))
    assert last10(typed) == last10(f"+52{digits}") == digits


@given(st.text(max_size=80))
def test_nothing_typed_breaks_the_reading(text):
    phone = read_phone(text)
    assert phone.possible == (phone.e164 is not None)
    assert phone.digits == "" or (phone.digits.isascii() and phone.digits.isdecimal())
    assert len(phone.digits) <= 10


@given(st.integers(2_000_000_000, 9_999_999_999), st.sampled_from([(10,), (2, 4, 4), (3, 3, 4)]))
def test_ten_digits_of_mexico_are_read_at_once_as_the_numbering_plan_reads_them(number, groups):
    digits, parts = str(number), []
    for size in groups:
        parts, digits = [*parts, digits[:size]], digits[size:]
    text = " ".join(parts)
    assert replace(read_phone(f"{text} "), as_typed=text) == read_phone(text)

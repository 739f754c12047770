"""Card numbers are masked however they were typed; telephones, folios and dates are not."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import luhn

from rules.cards import mask_cards
from rules.folio import make_folio

# The payment networks' own test numbers.
CARDS = [
    "4111111111111111", "5555555555554444", "378282246310005", "6011111111111117", "30569309025904",
    "3530111333300000", "4222222222222",
]  # fmt: skip
SEPARATORS = [
    " ",
    "-",
    ".",
    "\n",
    "\r\n",
    "\n    ",
    "    ",
    "_",
    "\t",
    " - ",
    "\u2013",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "\uff0d",
]


def grouped(card, gap):
    return gap.join(card[n : n + 4] for n in range(0, len(card), 4))


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("gap", ["", *SEPARATORS], ids=repr)
def test_a_card_is_masked_whatever_stands_between_its_digits(card, gap):
    masked, found = mask_cards(f"pagó con {grouped(card, gap)}, dice")
    assert (masked, found) == (f"pagó con •••• {card[-4:]}, dice", 1)


@pytest.mark.parametrize("zero", ["０", "٠", "०", "𝟎"], ids=unicodedata.name)
def test_a_card_in_other_scripts_digits_is_masked(zero):
    other = "".join(chr(ord(zero) + int(digit)) for digit in CARDS[0])
    assert mask_cards(other) == ("•••• 1111", 1)


def test_several_cards_are_all_masked_and_counted():
    masked, found = mask_cards("4111 1111 1111 1111 y 5555-5555-5555-4444")
    assert (masked, found) == ("•••• 1111 y •••• 4444", 2)


@pytest.mark.parametrize("beside", ["12/28", "123", "5512345678", "06 2027"])
def test_a_card_is_masked_though_its_date_or_code_stands_beside_it(beside):
    masked, found = mask_cards(f"4111 1111 1111 1111 {beside}")
    assert found == 1
    assert masked == f"•••• 1111 {beside}"


@given(st.integers(12, 18), st.data())
def test_every_number_that_passes_luhn_is_masked_and_one_more_is_not(length, data):
    body = data.draw(st.text("0123456789", min_size=length, max_size=length))
    card = body + luhn.calc_check_digit(body)
    assert mask_cards(card) == (f"•••• {card[-4:]}", 1)
    wrong = body + str((int(card[-1]) + 1) % 10)
    assert mask_cards(wrong) == (wrong, 0)


@pytest.mark.parametrize("kept", [
    "55 1234 5678", "+52 55 1234 5678", "+52 1 55 1234 5678", "(664) 123-4567", "01 800 123 4567",
    "044 55 1234 5678", "+1-571-454-0697", "55 1234 5678 ext. 4021", "2026-03-13", "13/03/2026", "2026-03-13 17:00:00",
    "26-104233-7", "folio 26-000123-4", "AA00TEST42", "IOE9900000042", "123456789012", "1234567890123456",
    "$1,234,567.00", "•••• 1111", "1Z999AA10123456784", "",
])  # fmt: skip
def test_telephones_folios_dates_and_short_numbers_stay_as_they_are(kept):
    assert mask_cards(kept) == (kept, 0)


@given(st.integers(2020, 2039), st.integers(1, 999_999))
def test_no_folio_is_taken_for_a_card(year, number):
    folio = make_folio(year, number)
    assert mask_cards(f"su folio es {folio}.") == (f"su folio es {folio}.", 0)


@given(st.text("0123456789 -.", min_size=7, max_size=18).filter(lambda text: text[0].isdigit()))
def test_a_telephone_after_a_plus_stays(text):
    digits = [letter for letter in text if letter.isdigit()]
    assume(7 <= len(digits) <= 15)
    number = "+" + " ".join(digits)
    assert mask_cards(number) == (number, 0)


@given(st.text("0123456789 -\n.•+aé", max_size=60))
def test_masking_twice_changes_nothing_more(text):
    once, _ = mask_cards(text)
    assert mask_cards(once) == (once, 0)


@given(st.text(max_size=100))
def test_a_text_without_digits_stays(text):
    assume(not any(letter.isdecimal() for letter in text))
    assert mask_cards(text) == (text, 0)


def test_a_very_long_row_of_digits_is_read_at_once():
    long = "1234 " * 20_000
    assert mask_cards(long)[0].startswith("1234")

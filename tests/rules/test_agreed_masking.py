"""What must not be stored is masked before saving, and what is shown in lists is masked there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.masking import (
    breakable,
    clean_free_text,
    mask_curp,
    mask_cvv,
    mask_ds160,
    mask_email,
    mask_number,
    mask_phone,
    mask_whole,
)  # fmt: skip

CURP = "HEGG560427MVZRRL04"  # the public specimen of the register


@pytest.mark.parametrize("text", [CURP, CURP.lower(), f"su CURP es {CURP}, dice", f"({CURP})"])
def test_a_curp_is_hidden_whole(text):
    assert "••••" in mask_curp(text)
    assert "560427" not in mask_curp(text)


@pytest.mark.parametrize("text", ["HEGG560427", "IOE9900000042", "AA00TEST42", "ABCDEFGHIJKLMNOPQR"])
def test_what_only_resembles_a_curp_stays(text):
    assert mask_curp(text) == text


@pytest.mark.parametrize(("text", "kept"), [
    ("CVV 123", "CVV •••"), ("cvv: 1234", "cvv: •••"), ("CVC es 123", "CVC es •••"), ("cvv2=999", "cvv2=•••"),
    ("el código de seguridad es 321.", "el código de seguridad es •••."),
    ("security code is 123", "security code is •••"),
])  # fmt: skip
def test_a_security_code_is_hidden(text, kept):
    assert mask_cvv(text) == kept


@pytest.mark.parametrize("text", ["CVV", "código postal 06500", "cvv 12", "cvv 12345", "son 123 personas"])
def test_other_numbers_are_no_security_code(text):
    assert mask_cvv(text) == text


def test_a_free_text_is_cleaned_of_everything_at_once():
    text = f"Tarjeta 4111-1111-1111-1111, CVV 123, CURP {CURP}, tel. +52 55 1234 5678, folio 26-104233-7"
    assert clean_free_text(text) == ("Tarjeta •••• 1111, CVV •••, CURP ••••, tel. +52 55 1234 5678, folio 26-104233-7")


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\ud800", "\x7f"], ids=ascii)
def test_signs_that_deceive_are_removed_and_cannot_split_a_card(hidden):
    assert clean_free_text(f"a{hidden}b") == "ab"
    assert clean_free_text(f"4111{hidden}1111{hidden}1111{hidden}1111") == "•••• 1111"


@pytest.mark.parametrize("text", ["Línea 1\nLínea 2\tcolumna", "👩‍👩‍👧 مرحبا שלום", "<b>*hola*</b> =1+1", "Zoë Ñandú"])
def test_ordinary_text_of_any_language_stays(text):
    assert clean_free_text(text) == text


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_free_text(clean_free_text(text)) == clean_free_text(text)


@given(st.text(max_size=200))
def test_what_is_cleaned_can_be_written_to_a_file(text):
    clean_free_text(text).encode("utf-8")


@pytest.mark.parametrize(("given_", "shown"), [
    ("maria@example.com", "m•••@example.com"), (" m@example.com ", "m•••@example.com"), ("a@b@c.mx", "a•••@c.mx"),
    ("no address", "••••"), ("", ""), ("@example.com", "•••@example.com"),
])  # fmt: skip
def test_an_address_in_a_list_shows_its_first_letter_and_its_domain(given_, shown):
    assert mask_email(given_) == shown


@pytest.mark.parametrize(("given_", "shown"), [
    ("55 1234 5678", "•••• 5678"), ("+52 (664) 123-4567", "•••• 4567"), ("12345678", "•••• 5678"), ("1234567", "••••"),
    ("", ""), ("sin teléfono", ""),
])  # fmt: skip
def test_a_telephone_in_a_list_shows_its_last_four_digits(given_, shown):
    assert mask_phone(given_) == shown


@pytest.mark.parametrize(("given_", "shown"), [("Z00000000", "••••"), ("  ", ""), ("", "")])
def test_nothing_of_a_whole_mask_but_that_there_is_something(given_, shown):
    assert mask_whole(given_) == shown


@given(st.text("ab \n", max_size=900))
def test_a_long_word_can_wrap_and_loses_nothing(text):
    shown = breakable(text)
    assert shown.replace("\u200b", "") == text
    assert all(len(word) <= 200 for word in shown.replace("\u200b", " ").split())


@pytest.mark.parametrize(("number", "masked"), [("AA00TEST42", "AA••••••42"), ("AA00", "••••"), ("", "")])
def test_a_ds160_in_a_list_shows_its_ends(number, masked):
    assert mask_ds160(number) == masked


@pytest.mark.parametrize(("number", "masked"), [("3318810025", "•••• 0025"), ("1234567", "••••"), ("", "")])
def test_a_tracking_number_in_a_list_shows_its_last_four(number, masked):
    assert mask_number(number) == masked

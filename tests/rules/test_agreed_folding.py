"""Text made comparable, and cells that no spreadsheet runs."""

import csv
import io
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.folding import MOST_TERMS, escape_formula, fold, search_terms
from seed.tables import rows


@pytest.mark.parametrize(("one", "other"), [
    ("José", "JOSE"), ("Mérida", "merida"), ("León", "LEON"), ("Querétaro", "Queretaro"), ("Ñandú", "nandu"),
    ("Jose\u0301", "José"), ("ＭＥＲＩＤＡ", "mérida"), ("STRASSE", "straße"), ("ﬁn", "FIN"), ("İstanbul", "istanbul"),
])  # fmt: skip
def test_accents_and_case_make_no_difference(one, other):
    assert fold(one) == fold(other)


# The page says "Mexico City" in English: that is another word, not a missing accent.
ACCENT_ONLY = [row for row in rows("cities") if row["city_code"] != "MEX"]


@pytest.mark.parametrize("city", ACCENT_ONLY, ids=lambda city: city["city_code"])
def test_every_city_is_found_by_the_label_of_the_page(city):
    assert fold(city["city"]) == fold(city["page_label"])


def bare(text):
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


@given(st.text(st.characters(max_codepoint=0x2100) | st.characters(), max_size=40))
def test_letter_by_letter_a_text_folds_as_it_does_whole(text):
    whole = unicodedata.normalize("NFC", text)
    while (folded := bare(bare(whole).casefold())) != whole:
        whole = folded
    assert fold(text) == whole


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_upper_and_lower_case_fold_alike_where_they_are_each_others(text):
    if text.upper().lower() == text.lower():
        assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize(("query", "terms"), [
    ('"visa" AND (urgente*)', ("visa", "and", "urgente")), ("nota:grupo NEAR/2 H2",
     ("nota", "grupo", "near", "2", "h2")),
    ("a_b%c", ("a", "b", "c")), ("Visa VISA vísa", ("visa",)), ("", ()),
    ("\"'*^:()", ()), ("-visa +grupo", ("visa", "grupo")),
    ("55 1234 5678", ("55", "1234", "5678")),
])  # fmt: skip
def test_a_query_is_words_and_nothing_a_search_engine_obeys(query, terms):
    assert search_terms(query) == terms


@given(st.text(max_size=300))
def test_terms_are_few_plain_and_different(query):
    terms = search_terms(query)
    assert len(set(terms)) == len(terms) <= MOST_TERMS
    assert all(term.isalnum() or fold(term) == term for term in terms)
    assert not any(sign in term for term in terms for sign in "\"'*():^-_%")


FORMULAS = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠A", "−1",
    '=HYPERLINK("x")', " =1", "\u200b=1", "\ufeff=1", "'=1", '"=1"', "=cmd|' /C calc'!A0", "\u00a0@x",
]  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
def test_no_cell_of_an_export_starts_a_formula(cell):
    assert escape_formula(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
def test_the_text_survives_the_way_through_a_table(cell):
    out = io.StringIO()
    csv.writer(out).writerow([escape_formula(cell)])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline="")))[0].removeprefix("'") == cell


@pytest.mark.parametrize("cell", ["María", "a=1", "26-104233-7", "55 1234 5678", "", " ", "(=1)", "¿=1?", "•••• 1111",
                                  "1-2", "ñ"])  # fmt: skip
def test_an_ordinary_cell_stays(cell):
    assert escape_formula(cell) == cell


@pytest.mark.parametrize("cell", [-5, 3.5, None, date(2026, 3, 13), True])
def test_numbers_and_dates_stay_what_they_are(cell):
    assert escape_formula(cell) is cell


@given(st.text(max_size=40))
def test_whatever_was_typed_never_starts_with_a_sign_a_spreadsheet_runs(text):
    assert not str(escape_formula(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))

"""t and tn: the reader's language, asked at every sentence, and values that can do no harm."""

import threading
from contextvars import copy_context

from hypothesis import given
from hypothesis import strategies as st

from words import language, speak, speaking, t, tn
from words.filling import fill, places

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True)


def test_spanish_is_spoken_until_somebody_speaks():
    found = []
    threading.Thread(target=lambda: found.append((language(), t("tomorrow")))).start()
    while not found:
        pass
    assert found == [("es", "mañana")]


def test_a_run_speaks_its_own_language_and_no_other_runs():
    def english() -> tuple[str, str]:
        speak("en-US")
        return language(), t("tomorrow")

    assert copy_context().run(english) == ("en", "tomorrow")
    assert t("tomorrow") == "mañana"


def test_an_unknown_language_is_spanish():
    with speaking("fr"):
        assert language() == "es"


def test_one_sentence_in_the_callers_language():
    assert t("tomorrow", lang="en") == "tomorrow"
    with speaking("en"):
        assert t("tomorrow", lang="es") == "mañana"


def test_what_nobody_translated_is_said_in_english():
    assert t("A sentence that nobody wrote {n} times.", n=3) == "A sentence that nobody wrote 3 times."


def test_nothing_is_nothing_and_not_the_catalogues_header():
    assert t("") == ""


def test_a_context_tells_two_meanings_apart():
    assert t("Closed", context="status") == "Cerrada"
    assert t("Closed", context="day_kind, short") == "Inhábil"
    assert t("Closed", context="status", lang="en") == "Closed"


def test_one_and_many():
    said = [tn("{n} business day", "{n} business days", n) for n in (0, 1, 2, 1234)]
    assert said == ["0 días hábiles", "1 día hábil", "2 días hábiles", "1,234 días hábiles"]
    assert tn("{n} business day", "{n} business days", 1, lang="en") == "1 business day"


def test_a_value_is_never_read_into():
    hostile = "{folio.__class__} {0} {} %s {{folio}}"
    assert t("There is no inquiry with folio {folio}.", folio=hostile, lang="en") == (
        f"There is no inquiry with folio {hostile}."
    )


def test_a_place_without_a_value_stays_instead_of_failing():
    assert fill("Saved as {folio}", {}) == "Saved as {folio}"
    assert fill("{a.__class__}{a[0]}{a!r}{a:>9}", {"a": 1}) == "{a.__class__}{a[0]}{a!r}{a:>9}"


@given(st.text(), st.dictionaries(NAMES, st.text()))
def test_filling_never_fails(sentence: str, values: dict[str, str]):
    filled = fill(sentence, values)
    if not places(sentence) & values.keys():
        assert filled == sentence


@given(NAMES, st.text())
def test_a_value_arrives_as_it_is_and_is_not_filled_again(name: str, value: str):
    assert fill("<{" + name + "}>", {name: value, "other": "x"}) == f"<{value}>"

"""Numbers with the reader's separators; what is not known is a dash."""

from words.numbers import change, change_percent, number, percent


def test_counts_have_separators():
    assert [number(n) for n in (0, 12, 1234, 1234567, -5)] == ["0", "12", "1,234", "1,234,567", "-5"]
    assert number(12.04, digits=1) == "12.0"


def test_shares_of_one():
    assert percent(0.9412) == "94.1\u00a0%"
    assert percent(0.9412, lang="en") == "94.1%"
    assert percent(1, digits=0) == "100\u00a0%"


def test_differences_are_signed_and_none_is_a_plain_zero():
    assert [change(n) for n in (2, -3, 0, -0.2, 1234)] == ["+2", "-3", "0", "0", "+1,234"]
    assert [change_percent(x) for x in (0.06, -0.031, 0)] == ["+6\u00a0%", "-3\u00a0%", "0\u00a0%"]


def test_what_is_not_known_is_a_dash():
    for nothing in (None, float("nan"), float("inf")):
        assert {f(nothing) for f in (number, percent, change, change_percent)} == {"–"}

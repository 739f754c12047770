"""Time left and time gone, in words."""

from datetime import date

from words.elapsed import ago, business_days, late, left

FRIDAY = date(2026, 11, 20)


def test_what_is_left_of_a_term():
    assert left(FRIDAY, today=FRIDAY, business_days=0) == "vence hoy"
    assert left(FRIDAY, today=date(2026, 11, 19), business_days=1) == "vence mañana"
    assert left(date(2026, 11, 25), today=FRIDAY, business_days=3) == "en 3 días hábiles"


def test_from_a_friday_monday_is_not_tomorrow():
    assert left(date(2026, 11, 23), today=FRIDAY, business_days=1) == "en 1 día hábil"


def test_how_late_an_answer_is():
    said = [late(2, 50), late(1, 20), late(0, 3), late(0, 1), late(0, 0)]
    assert said == ["hace 2 días hábiles", "hace 1 día hábil", "hace 3 horas", "hace 1 hora", "hace menos de una hora"]
    assert late(2, 50, lang="en") == "2 business days ago"


def test_how_long_ago_and_how_long():
    assert [ago(s) for s in (3, 61, 7300, 90000)] == ["hace un momento", "hace 1 minuto", "hace 2 horas", "hace 1 día"]
    assert business_days(3) == "3 días hábiles"

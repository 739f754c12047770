"""The strip that shows why a day is the due day."""

from datetime import date

from rules.counting import DayCount, DayKind, days_counted
from tests.rules.floor import MISSION


def strip(first, last, day_zero=None):
    return days_counted(first, last, MISSION, day_zero=day_zero or first, start=DayKind.RECEIPT, end=DayKind.DUE)


def test_weekends_and_closing_days_get_no_number():
    told = strip(date(2026, 4, 1), date(2026, 4, 7))
    assert [(day.on.day, day.why, day.number) for day in told] == [
        (1, DayKind.RECEIPT, None), (2, DayKind.CLOSING_DAY, None), (3, DayKind.CLOSING_DAY, None),
        (4, DayKind.WEEKEND, None), (5, DayKind.WEEKEND, None), (6, DayKind.BUSINESS_DAY, 1), (7, DayKind.DUE, 2),
    ]  # fmt: skip


def test_a_holiday_on_a_weekend_is_named():
    saturday = strip(date(2026, 12, 11), date(2026, 12, 14))[1]
    assert saturday.why is DayKind.CLOSING_DAY
    assert saturday.closing.name_es == "Virgen de Guadalupe"


def test_received_on_a_closing_day_is_the_receipt_and_says_which_day_it_was():
    receipt = strip(date(2026, 3, 16), date(2026, 3, 17))[0]
    assert receipt.why is DayKind.RECEIPT
    assert receipt.closing.name_en == "Benito Juárez's Birthday"
    assert not receipt.counted


def test_business_days_up_to_a_later_day_zero_do_not_count():
    told = strip(date(2026, 3, 4), date(2026, 3, 6), day_zero=date(2026, 3, 5))
    assert [day.counted for day in told] == [False, False, True]


def test_a_count_of_one_day_is_its_receipt():
    assert strip(date(2026, 3, 4), date(2026, 3, 4)) == (
        DayCount(date(2026, 3, 4), False, None, DayKind.RECEIPT, None),
    )

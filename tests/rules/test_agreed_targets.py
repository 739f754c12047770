"""Which internal target is asked of an inquiry, and until when."""

from datetime import UTC, date, datetime

from rules.closing_days import Calendar
from rules.targets import Target, target_of

OF_REASON = Target(1, "PAYMENT", "", 3, date(2026, 3, 1))
OF_CASE = Target(2, "PAYMENT", "PAY_PROBLEM", 2, date(2026, 2, 1))
LATER = Target(3, "PAYMENT", "PAY_PROBLEM", 1, date(2026, 3, 16))
ALL = (LATER, OF_REASON, OF_CASE)
TIJUANA = "America/Tijuana"
FRIDAY = datetime(2026, 3, 14, 0, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 3, 16, 5, 30, tzinfo=UTC)
"""22:30 on Sunday 15 March in Tijuana."""


def asked(case, at=FRIDAY, zone=TIJUANA):
    return target_of(ALL, "PAYMENT", case, received_at=at, zone=zone)


def test_the_target_of_the_case_comes_before_that_of_its_reason():
    assert asked("PAY_PROBLEM") == OF_CASE
    assert asked("PAY_DUPLICATE") == OF_REASON
    assert target_of(ALL, "OTHER", "OTH_TECH", received_at=FRIDAY, zone=TIJUANA) is None


def test_it_holds_from_the_local_date_of_receipt():
    assert asked("PAY_PROBLEM", SUNDAY_NIGHT) == OF_CASE
    assert asked("PAY_PROBLEM", SUNDAY_NIGHT, "America/Cancun") == LATER
    assert asked("PAY_DUPLICATE", datetime(2026, 2, 20, tzinfo=UTC)) is None


def test_it_is_counted_as_a_promise_is():
    assert OF_CASE.due(FRIDAY, TIJUANA, Calendar.named("mission")) == datetime(2026, 3, 19, 3, tzinfo=UTC)

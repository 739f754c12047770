"""Promises as data: a term from a day on, taken back again; internal targets, duty and warning bands beside them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from db.models import Deadline, Duty, Event, Inquiry, InternalTarget, PromiseTerm, Setting
from db.queries.agreed import agreed
from db.queries.effect import effect
from db.queries.reference import load
from db.queries.tallies import counted, recount
from desk.errors import DeskError
from desk.promises import set_promise_term, withdraw_promise_term
from desk.promises_beside import end_duty, end_internal_target, put_on_duty, set_internal_target, set_warning_bands
from desk.replies import record_reply
from rules.steps import Agreed
from rules.terms import Term, version_of, with_term
from rules.urgency import Bands
from tests.cast import DUE, NOW, TIJUANA, group_mail

H2 = "P_GRP_H2_3BD"
PAGE = Term(H2, date(2000, 1, 1), 3)
MONDAY = NOW + timedelta(days=4)  # Tuesday 17 March: Monday 16 is a closing day
SHORTER = Term(H2, date(2026, 3, 14), 1, time(18))
TODAY_ON = Term(H2, date(2026, 3, 13), 5)


@pytest.fixture
def floor(own_floor):
    return own_floor


def change(floor, term, **given):
    return floor.do(set_promise_term, term, by=floor.sofia, **given)


def test_a_clock_that_began_before_keeps_its_term_and_one_that_begins_after_has_the_new(floor):
    before = floor.log(group_mail()).folio
    assert change(floor, SHORTER).deadlines == 0
    after = floor.log(group_mail(received_at=MONDAY), now=MONDAY).folio
    assert [floor.owed(folio)[0].due_at for folio in (before, after)] == [
        DUE, datetime(2026, 3, 18, 18, tzinfo=TIJUANA).astimezone(UTC)]  # fmt: skip
    assert floor.owed(after)[0].business_days == 1


def test_open_deadlines_follow_the_rest_stays_and_one_event_tells_it(floor):
    waits, met, other = (floor.log(one).folio for one in (
        group_mail(), group_mail(),
        group_mail(subcase_code="GRP_OTHER_INFO", mailbox_code="MB_GRP", group_kind="other"),
    ))  # fmt: skip
    floor.do(record_reply, met, channel="email", text="Sí", version=floor.inquiry(met).version)
    assert change(floor, TODAY_ON).deadlines == 1
    late = datetime(2026, 3, 23, 20, tzinfo=TIJUANA).astimezone(UTC)
    row = floor.owed(waits)[0]
    assert (row.due_at, row.due_on, row.promised_due_at, row.business_days) == (late, date(2026, 3, 23), DUE, 5)
    assert floor.inquiry(waits).due_at == late
    assert [floor.of(folio).deadlines[0].due_at for folio in (met, other)] == [DUE, DUE]
    told = floor.rows(Event, kind="promise_changed")
    assert [event.details for event in told] == [
        {"promise": H2, "moved": 1, "before": ["2000-01-01: 3 20:00"],
         "after": ["2000-01-01: 3 20:00", "2026-03-13: 5 20:00"]}]  # fmt: skip
    with floor.store.reading() as look:
        assert counted(look) == recount(look)


def test_taken_back_the_desk_is_as_before(floor):
    folio = floor.log(group_mail()).folio
    with floor.store.reading() as look:
        before = counted(look)
    change(floor, TODAY_ON)
    assert floor.do(withdraw_promise_term, TODAY_ON, by=floor.sofia).deadlines == 1
    row = floor.owed(folio)[0]
    assert (row.due_at, row.business_days, floor.inquiry(folio).due_at) == (DUE, 3, DUE)
    with floor.store.reading() as look:
        assert counted(look) == before
    assert [row.active for row in floor.rows(PromiseTerm, promise_code=H2)] == [True, False]


def test_the_effect_shown_before_is_what_happens(floor):
    for n in range(3):
        floor.log(group_mail(received_at=NOW - timedelta(days=n)))
    with floor.store.reading() as look:
        now = agreed(look)
        told = effect(look, now, Agreed(now.calendar, with_term(now.terms, Term(H2, date(2026, 3, 12), 5))), now=NOW)
    assert told.deadlines == change(floor, Term(H2, date(2026, 3, 12), 5)).deadlines == 2


def test_a_second_decision_for_the_same_day_takes_the_place_of_the_first(floor):
    change(floor, TODAY_ON)
    change(floor, Term(H2, TODAY_ON.holds_from, 4))
    folio = floor.log(group_mail()).folio
    assert floor.owed(folio)[0].business_days == 4
    assert [row.business_days for row in floor.rows(PromiseTerm, promise_code=H2, active=True)] == [3, 4]


def refusal(verb, *args, **given):
    with pytest.raises(DeskError) as refused:
        verb(*args, **given)
    return refused.value.code


def test_of_two_supervisors_the_second_sees_what_the_first_decided(floor):
    change(floor, TODAY_ON, seen=version_of([PAGE], H2))
    assert refusal(change, floor, SHORTER, seen=version_of([PAGE], H2)) == "promise_changed"
    assert len(floor.rows(Event, kind="promise_changed")) == 1


@pytest.mark.parametrize(("term", "code"), [
    (Term(H2, date(2026, 3, 13), 0), "term_days"), (Term(H2, date(2026, 3, 13), 61), "term_days"),
    (Term(H2, date(1999, 12, 31), 3), "term_from"), (PAGE, "term_same"),
    (Term("P_COURIER_GT5BD", date(2026, 3, 13), 3), "no_clock"), (Term("P_NONE", date(2026, 3, 13), 3), "no_clock"),
])  # fmt: skip
def test_a_term_nobody_could_keep_is_refused_and_nothing_changes(floor, term, code):
    assert refusal(change, floor, term) == code
    assert floor.rows(Event, kind="promise_changed") == []


def test_the_first_term_stays_and_only_supervisors_decide(floor):
    assert refusal(floor.do, withdraw_promise_term, PAGE, by=floor.sofia) == "last_term"
    assert refusal(floor.do, withdraw_promise_term, SHORTER, by=floor.sofia) == "promise_changed"
    for verb, args, given in (
        (set_promise_term, (SHORTER,), {}), (withdraw_promise_term, (SHORTER,), {}),
        (set_internal_target, ("PAYMENT", ""), {"business_days": 2, "holds_from": date(2026, 3, 13)}),
        (end_internal_target, (1,), {}), (end_duty, (1,), {"last": date(2026, 3, 13)}),
        (put_on_duty, (H2, floor.ana), {"holds_from": date(2026, 3, 13), "holds_to": None}),
        (set_warning_bands, (Bands(0, 2),), {}),
    ):  # fmt: skip
        assert refusal(floor.do, verb, *args, by=floor.ana, **given) == "not_allowed"
    assert floor.rows(PromiseTerm, promise_code=H2, active=False) == []


# What stands beside the promises


def target(floor, reason="PAYMENT", case="", days=2, on=date(2026, 3, 13)):
    return floor.do(set_internal_target, reason, case, business_days=days, holds_from=on, by=floor.sofia)


def test_an_internal_target_makes_no_deadline_and_counts_nowhere(floor):
    target(floor, "GENERAL")
    folio = floor.log(group_mail(reason_code="GENERAL", subcase_code="GEN_WHERE", mailbox_code="MB_INFO")).folio
    assert (floor.of(folio).deadlines, floor.inquiry(folio).due_at) == ([], None)
    assert floor.rows(Deadline) == []
    assert [event.details["business_days"] for event in floor.rows(Event, kind="target_set")] == [2]


def test_a_later_target_takes_the_place_of_those_from_its_day_on(floor):
    target(floor, on=date(2026, 3, 1))
    target(floor, on=date(2026, 4, 1))
    target(floor, on=date(2026, 3, 20), days=1)
    target(floor, "PAYMENT", "PAY_PROBLEM", on=date(2026, 3, 20))
    assert [(t.holds_from.isoformat(), t.subcase_code) for t in floor.rows(InternalTarget, active=True)] == [
        ("2026-03-01", ""), ("2026-03-20", ""), ("2026-03-20", "PAY_PROBLEM")]  # fmt: skip


@pytest.mark.parametrize(("given", "code"), [
    ({"reason": "NOPE"}, "unknown_case"), ({"case": "GEN_WHERE"}, "unknown_case"), ({"days": 0}, "term_days"),
    ({"on": date(1999, 1, 1)}, "term_from"), ({"reason": "GROUP", "case": "GRP_H2_INFO"}, "target_promised"),
])  # fmt: skip
def test_a_target_for_what_is_promised_or_unknown_is_refused(floor, given, code):
    assert refusal(target, floor, **given) == code
    assert floor.rows(InternalTarget) == []


def test_a_target_for_a_whole_reason_leaves_out_the_cases_that_are_promised(floor):
    target(floor, "GROUP")
    with floor.store.reading() as look:
        known = load(look)
    found = {case: known.target("GROUP", case, received_at=NOW, zone="America/Tijuana") for case in
             ("GRP_H2_INFO", "GRP_ACCESS")}  # fmt: skip
    assert (found["GRP_H2_INFO"], found["GRP_ACCESS"].business_days) == (None, 2)


def test_a_target_ends_once(floor):
    number = target(floor).id
    floor.do(end_internal_target, number, by=floor.sofia)
    assert refusal(floor.do, end_internal_target, number, by=floor.sofia) == "gone"
    assert [event.kind for event in floor.rows(Event)][-1] == "target_ended"


def test_duty_has_a_first_and_a_last_day_and_ends(floor):
    on = {"holds_from": date(2026, 3, 13), "by": floor.sofia}
    assert refusal(floor.do, put_on_duty, H2, floor.ana, holds_to=date(2026, 3, 12), **on) == "duty_dates"
    assert refusal(floor.do, put_on_duty, H2, 999, holds_to=None, **on) == "unknown_account"
    assert refusal(floor.do, put_on_duty, "P_COURIER_GT5BD", floor.ana, holds_to=None, **on) == "no_clock"
    one = floor.do(put_on_duty, H2, floor.ana, holds_to=None, **on).id
    floor.do(end_duty, one, last=date(2026, 3, 20), by=floor.sofia)
    assert [row.holds_to for row in floor.rows(Duty)] == [date(2026, 3, 20)]
    assert refusal(floor.do, end_duty, one, last=date(2026, 3, 20), by=floor.sofia) == "gone"
    floor.do(end_duty, one, last=date(2026, 3, 12), by=floor.sofia)
    assert floor.rows(Duty) == []


def test_warning_bands_are_kept_as_a_setting_and_told(floor):
    assert refusal(floor.do, set_warning_bands, Bands(2, 2), by=floor.sofia) == "bands_order"
    assert refusal(floor.do, set_warning_bands, Bands(0, 11), by=floor.sofia) == "bands_order"
    floor.do(set_warning_bands, Bands(1, 3), by=floor.sofia)
    assert floor.rows(Setting, name="warning_bands")[0].value == "1 3"
    assert floor.rows(Event, kind="bands_set")[0].details == {"before": "0 1", "after": "1 3"}
    assert floor.rows(Inquiry) == []

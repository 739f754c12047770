"""What must be mended before an inquiry is saved, all at once; and what is only read back to the caller."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problems import INSISTED, LONGEST, InquiryDraft, Problem, problems, required_of, warnings
from seed.tables import rows
from tests.rules.floor import TIJUANA

NOW = datetime(2026, 3, 13, 6, tzinfo=UTC)  # 23:00 on the 12th in Tijuana
TODAY = date(2026, 3, 12)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
SUBCASES = {row["subcase_code"]: row for row in rows("subcases")}
CALL = InquiryDraft(
    client_key="k1", channel="phone", language="es", reason_code="GENERAL", subcase_code="GEN_WHERE",
    outcome="answered", received_at=NOW, line_code="LN_TIJ_1",
)  # fmt: skip
MAIL = replace(CALL, channel="email", line_code="", mailbox_code="MB_GRP_H2")


def wrong(draft=CALL, *, required="", **changes):
    found = problems(replace(draft, **changes), required_fields=required, zone=TIJUANA, now=NOW)
    return [(one.field, one.code) for one in found]


def test_a_call_with_what_its_case_needs_has_no_problem():
    assert wrong() == []


def test_everything_is_told_at_once_and_in_the_order_of_the_form():
    assert wrong(line_code="", reason_code="", subcase_code="", outcome="", group_size=0,
                 received_at=NOW + SECOND, visa_issued_on=TODAY + DAY, notes="x" * 20_001) == [
        ("line", "missing"), ("received_at", "future"), ("reason", "missing"), ("outcome", "missing"),
        ("visa_issued_on", "future"), ("group_size", "not_positive"), ("notes", "too_long"),
    ]  # fmt: skip


@pytest.mark.parametrize(("after", "code"), [
    (timedelta(0), None), (SECOND, "future"), (-timedelta(days=400), None), (-timedelta(days=400) - SECOND, "too_old"),
])  # fmt: skip
def test_a_receipt_in_the_future_or_over_a_year_ago_is_refused_to_the_second(after, code):
    assert wrong(received_at=NOW + after) == ([("received_at", code)] if code else [])


def test_a_receipt_without_its_zone_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="naive"):
        wrong(received_at=datetime(2026, 3, 12))


@pytest.mark.parametrize(("changes", "problem"), [
    ({"channel": ""}, ("channel", "missing")), ({"channel": "skype"}, ("channel", "missing")),
    ({"channel": "web_form"}, ("channel", "missing")), ({"line_code": ""}, ("line", "missing")),
    ({"channel": "voicemail", "line_code": ""}, ("line", "missing")),
    ({"channel": "email"}, ("mailbox", "missing")), ({"reason_code": ""}, ("reason", "missing")),
    ({"subcase_code": ""}, ("subcase", "missing")), ({"outcome": ""}, ("outcome", "missing")),
])  # fmt: skip
def test_a_part_of_every_inquiry_that_is_missing_is_named(changes, problem):
    assert wrong(**changes) == [problem]


def test_a_mail_needs_its_mailbox_and_no_line():
    assert wrong(MAIL) == []
    assert wrong(MAIL, mailbox_code="") == [("mailbox", "missing")]


@pytest.mark.parametrize(("required", "place", "given_"), [
    ("company_name", "organisation", "Agrícola del Norte"), ("visa_issue_date", "visa_issued_on", TODAY),
    ("payment_method", "payment_method", "cash"), ("screenshots", "screenshots_asked", True),
])  # fmt: skip
def test_what_a_case_insists_on_is_missing_until_it_is_given(required, place, given_):
    assert wrong(required=required) == [(place, "missing")]
    assert wrong(required=required, **{place: given_}) == []
    assert wrong(required=f"{required}(optional)") == []


@pytest.mark.parametrize("blank", ["", "  ", "\n", "\u00a0"])
def test_blanks_give_nothing(blank):
    assert wrong(required="company_name", organisation=blank) == [("organisation", "missing")]


def test_a_voice_mail_may_leave_out_its_company():
    assert wrong(required="company_name", channel="voicemail") == []


@pytest.mark.parametrize(("subject", "found"), [
    ("RE: Emergencia", []), ("EMERGENCIAS", []), ("urgente", [("subject", "no_emergencia")]),
    ("", [("subject", "no_emergencia")]),
])  # fmt: skip
def test_an_emergency_mail_says_emergencia_in_its_subject(subject, found):
    assert wrong(MAIL, required="subject_contains_emergencia", subject=subject) == found


@pytest.mark.parametrize("channel", ["phone", "voicemail"])
def test_a_call_has_no_subject_to_insist_on(channel):
    assert wrong(required="subject_contains_emergencia", channel=channel) == []


def test_whoever_pays_is_told_not_to_pay_again():
    assert wrong(reason_code="PAYMENT") == [("warned_no_repay", "missing")]
    assert wrong(reason_code="PAYMENT", warned_no_repay=True) == []


@pytest.mark.parametrize("subcase", SUBCASES)
def test_a_dropped_call_owes_nothing_of_its_case(subcase):
    row = SUBCASES[subcase]
    owed = wrong(MAIL, required=row["required_fields"], reason_code=row["reason_code"], subcase_code=subcase)
    assert wrong(MAIL, required=row["required_fields"], reason_code=row["reason_code"], subcase_code=subcase,
                 outcome="dropped") == []  # fmt: skip
    insisted = {INSISTED[name] for name in required_of(row["required_fields"]) if name in INSISTED}
    payment = {"warned_no_repay"} if row["reason_code"] == "PAYMENT" else set()
    assert {name for name, _ in owed} == insisted | payment


def test_a_dropped_call_still_needs_what_every_inquiry_needs():
    assert wrong(outcome="dropped", line_code="") == [("line", "missing")]


@pytest.mark.parametrize("place", ["interviewed_on", "visa_issued_on", "payment_on"])
@pytest.mark.parametrize(("days", "code"), [(0, None), (1, "future"), (-730, None), (-731, "too_old")])
def test_days_are_judged_by_the_date_of_the_city_and_not_by_the_utc_date(place, days, code):
    assert wrong(**{place: TODAY + timedelta(days=days)}) == ([(place, code)] if code else [])


@pytest.mark.parametrize(("issued", "found"), [
    (TODAY - 2 * DAY, [("visa_issued_on", "issued_before_interview")]), (TODAY - DAY, []), (TODAY, []),
])  # fmt: skip
def test_a_visa_is_not_issued_before_its_interview(issued, found):
    assert wrong(interviewed_on=TODAY - DAY, visa_issued_on=issued) == found


@pytest.mark.parametrize(("size", "code"), [(None, None), (1, None), (10_000, None), (0, "not_positive"),
                                            (-3, "not_positive"), (10_001, "too_long")])  # fmt: skip
def test_a_group_has_from_one_to_ten_thousand_people(size, code):
    assert wrong(group_size=size) == ([("group_size", code)] if code else [])


@pytest.mark.parametrize(("place", "most"), LONGEST.items())
def test_a_field_takes_its_most_characters_and_says_how_many_are_over(place, most):
    assert wrong(**{place: "x" * most}) == []
    found = problems(replace(CALL, **{place: "x" * (most + 7)}), required_fields="", zone=TIJUANA, now=NOW)
    assert found == (Problem(place, "too_long", {"over": 7}),)


def test_a_hundred_thousand_characters_of_notes_are_eighty_thousand_over():
    found = problems(replace(CALL, notes="ñ" * 100_000), required_fields="", zone=TIJUANA, now=NOW)
    assert found == (Problem("notes", "too_long", {"over": 80_000}),)


def test_every_typed_field_has_a_most():
    typed = {one.name for one in fields(InquiryDraft) if one.type in (str, "str") and one.default == ""}
    chosen = {"line_code", "mailbox_code", "city_code", "carrier_code", "group_kind", "payment_method", "promised_text"}
    assert typed - chosen == set(LONGEST)


@pytest.mark.parametrize(("changes", "warned"), [
    ({"phone": "123"}, [("phone", "too_short")]), ({"phone": "no tiene"}, [("phone", "not_a_number")]),
    ({"callback_phone": "9" * 20}, [("callback_phone", "impossible")]), ({"phone": "55 1234 5678"}, []),
    ({"email": "maria@example"}, [("email", "format")]), ({"email": "maria @example.com"}, [("email", "format")]),
    ({"email": " maria+visa@example.com.mx "}, []), ({"email": "josé@correo.example"}, []),
    ({"ds160": "AA123"}, [("ds160", "format")]), ({"ds160": "aa00 test-42"}, []), ({"ds160": ""}, []),
    ({"phone": "1", "email": "x", "ds160": "y"}, [("phone", "too_short"), ("email", "format"), ("ds160", "format")]),
])  # fmt: skip
def test_what_only_looks_odd_is_read_back_and_never_blocks(changes, warned):
    draft = replace(CALL, **changes)
    assert [(one.field, one.code) for one in warnings(draft)] == warned
    assert wrong(draft) == []


@pytest.mark.parametrize(("text", "required"), [
    ("company_name;group_size(optional)", {"company_name"}), ("", set()), (" a ; ;b ", {"a", "b"}),
])  # fmt: skip
def test_what_is_optional_is_not_required(text, required):
    assert required_of(text) == required


@given(st.fixed_dictionaries({name: st.text(max_size=30) for name in LONGEST}))
def test_whatever_is_typed_is_judged_and_breaks_nothing(typed):
    draft = replace(MAIL, **typed)
    found = [*problems(draft, required_fields="company_name", zone=TIJUANA, now=NOW), *warnings(draft)]
    assert all(isinstance(one, Problem) for one in found)

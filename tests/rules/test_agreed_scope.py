"""What this desk may and may not do, and how a contact of each kind usually ends."""

import pytest

from rules.codes import Channel, Outcome
from rules.scope import CAN, CANNOT, CaseScope, ScopeItem, case_of, refusal_of, scope_of, split_codes, usual_outcome
from seed.tables import rows

ITEMS = [
    ScopeItem(row["scope_code"], row["kind"], tuple(row["reason_codes"].split(";")), split_codes(row["page_lines"]),
              row["redirect_to"])
    for row in rows("scope")
]  # fmt: skip
CASES = {
    row["subcase_code"]: CaseScope(
        row["subcase_code"], row["reason_code"], split_codes(row["channel"]), split_codes(row["page_lines"])
    )
    for row in rows("subcases")
}
REASONS = [row["reason_code"] for row in rows("reasons")]
# The page says it in so many words (L99, L101, L151, L153).
REFUSED = {
    "STATUS_POST_INTERVIEW": "CANNOT_4", "OTH_STATUS": "CANNOT_5", "OTH_FORMS": "CANNOT_2",
    "OTH_GENERAL_INFO": "CANNOT_6",
}  # fmt: skip


def ending(case, *, channel=Channel.PHONE, owes_answer=False):
    return usual_outcome(CASES[case], items=ITEMS, channel=channel, owes_answer=owes_answer)


def test_without_a_reason_both_lists_are_whole_and_in_the_pages_order():
    can, cannot = scope_of(ITEMS, "")
    assert [*cannot, *can] == ITEMS
    assert {one.kind for one in can} == {CAN}
    assert {one.kind for one in cannot} == {CANNOT}


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_shows_its_own_lines_of_the_page(reason):
    can, cannot = scope_of(ITEMS, reason)
    assert {one.code for one in (*can, *cannot)} == {one.code for one in ITEMS if reason in one.reason_codes}


def test_a_reason_nobody_knows_has_nothing_to_show():
    assert scope_of(ITEMS, "LOTTERY") == ((), ())


@pytest.mark.parametrize("case", CASES)
def test_only_what_the_page_refuses_is_out_of_scope(case):
    refusal = refusal_of(CASES[case], ITEMS)
    assert (refusal.code if refusal else None) == REFUSED.get(case)
    assert (ending(case) is Outcome.OUT_OF_SCOPE) is (case in REFUSED)


def test_who_has_no_access_as_representative_yet_is_referred_and_not_refused():
    assert refusal_of(CASES["GRP_ACCESS"], ITEMS) is None
    assert ending("GRP_ACCESS") is Outcome.REFERRED


def test_the_status_after_the_interview_is_out_of_scope_even_where_an_answer_would_be_owed():
    assert ending("STATUS_POST_INTERVIEW", owes_answer=True) is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize(("item", "case"), [
    ("CANNOT_1", None), ("CANNOT_2", "OTH_FORMS"), ("CANNOT_3", None), ("CANNOT_4", "STATUS_POST_INTERVIEW"),
    ("CANNOT_6", "OTH_GENERAL_INFO"), ("CAN_1", None),
])  # fmt: skip
def test_choosing_a_line_of_the_page_leads_to_its_own_case_where_it_has_one(item, case):
    found = case_of(next(one for one in ITEMS if one.code == item), list(CASES.values()))
    assert (found.code if found else None) == case


@pytest.mark.parametrize(("case", "channel", "owes_answer", "outcome"), [
    ("GRP_H2_INFO", Channel.EMAIL, True, Outcome.PROMISE_MADE),
    ("GRP_H2_INFO", Channel.PHONE, False, Outcome.REFERRED),
    ("PAY_PROBLEM", Channel.PHONE, False, Outcome.REFERRED),
    ("PAY_PROBLEM", Channel.EMAIL, False, Outcome.ANSWERED),
    ("PAY_NOT_ACTIVE", Channel.PHONE, False, Outcome.ANSWERED),
    ("GEN_WHERE", Channel.PHONE, False, Outcome.ANSWERED),
    ("OTH_UNCLASSIFIED", Channel.PHONE, False, Outcome.ANSWERED),
])  # fmt: skip
def test_a_contact_usually_ends_as_its_case_is_served(case, channel, owes_answer, outcome):
    assert ending(case, channel=channel, owes_answer=owes_answer) is outcome


@pytest.mark.parametrize(("text", "codes"), [
    ("phone;email", {"phone", "email"}), ("email+voicemail", {"email", "voicemail"}), ("18; 101;", {"18", "101"}),
    ("", set()),
])  # fmt: skip
def test_lists_of_the_reference_are_read_as_it_writes_them(text, codes):
    assert split_codes(text) == codes

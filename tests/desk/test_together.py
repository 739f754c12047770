"""Several people at one inquiry: nothing is lost, nothing is overwritten, one of two gets it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from db.models import Inquiry
from desk.classify import change_reason, reroute
from desk.deliveries import set_issue_date, set_tracking, settle_delivery
from desk.errors import DeskError
from desk.loading import fetch
from desk.moves import assign, close, reopen, take, transfer
from desk.replies import add_note, record_message, record_reply
from tests.cast import draft, group_mail
from tests.verbs import VERBS


@pytest.mark.parametrize("name", [name for name, verb in VERBS.items() if "version" in verb.given])
def test_a_stale_save_is_refused_and_nothing_changes(floor, name):
    verb = VERBS[name]
    folio = verb.ready(floor)
    before = floor.of(folio)
    with pytest.raises(DeskError) as refused:
        floor.do(verb.verb, folio, **(verb.given | {"version": before.inquiry.version - 1}))
    assert refused.value.code == "stale"
    assert (refused.value.details["seen"], refused.value.details["now"]) == (
        before.inquiry.version - 1, before.inquiry.version,
    )  # fmt: skip
    assert floor.of(folio) == before


@pytest.mark.parametrize("name", list(VERBS))
def test_every_verb_raises_the_version_and_leaves_an_event_of_its_own(floor, name):
    verb = VERBS[name]
    folio = verb.ready(floor)
    before = floor.of(folio)
    floor.do(verb.verb, folio, **verb.given)
    after = floor.of(folio)
    assert after.inquiry.version > before.inquiry.version
    assert after.kinds[: len(before.kinds)] == before.kinds
    assert len(after.kinds) > len(before.kinds)
    assert {event.by for event in after.events[len(before.events) :]} == {floor.ana}


def test_all_verbs_on_an_inquiry_are_on_the_list_these_tests_walk():
    verbs = {
        add_note, assign, change_reason, close, record_message, record_reply, reopen, reroute, set_issue_date,
        set_tracking, settle_delivery, take, transfer,
    }  # fmt: skip
    assert verbs <= {verb.verb for verb in VERBS.values()}
    assert {"merge", "split", "withdraw"} <= VERBS.keys()


def test_of_two_agents_who_take_the_same_inquiry_exactly_one_gets_it(floor):
    for _ in range(5):
        folio = floor.log(draft(outcome="escalated")).folio

        def grab(who, folio=folio):
            try:
                return floor.do(take, folio, by=who).assignee_id
            except DeskError as error:
                return error.code

        with ThreadPoolExecutor(2) as two:
            got = list(two.map(grab, [floor.ana, floor.berta]))
        assert sorted(map(str, got)) == sorted(map(str, [floor.inquiry(folio).assignee_id, "taken"]))


def test_eight_at_one_inquiry_lose_no_change(floor):
    folio = floor.log(draft(outcome="escalated")).folio

    def bump(_n):
        with floor.store.writing() as work:
            inquiry = fetch(work, folio, version=None)
            inquiry.group_size = (inquiry.group_size or 0) + 1

    with ThreadPoolExecutor(8) as eight:
        list(eight.map(bump, range(80)))
    assert floor.inquiry(folio).group_size == 80


def test_a_double_enter_in_the_note_is_one_note(floor):
    folio = floor.log(draft(outcome="escalated")).folio
    for who in (floor.ana, floor.ana, floor.berta):
        floor.do(add_note, folio, text="Volvió a llamar", by=who)
    assert [contact.by for contact in floor.of(folio).contacts[1:]] == [floor.ana, floor.berta]


def test_a_transfer_says_why_and_stops_no_clock(floor):
    folio = floor.log(group_mail()).folio
    with pytest.raises(DeskError, match="empty"):
        floor.do(transfer, folio, to=floor.berta, why="  ", version=None)
    floor.do(transfer, folio, to=floor.berta, why="Habla inglés", version=None)
    of = floor.of(folio)
    assert (of.inquiry.assignee_id, of.contacts[-1].text, of.contacts[-1].kind) == (floor.berta, "Habla inglés", "note")
    assert len(floor.owed(folio)) == 1


def test_nothing_is_given_to_somebody_who_does_not_work_here(floor):
    folio = floor.log(draft(outcome="escalated")).folio
    with pytest.raises(DeskError, match="unknown_account"):
        floor.do(assign, folio, to=999_999, version=None)
    assert floor.do(assign, folio, to=None, version=None).assignee_id is None


def test_a_note_of_a_hundred_thousand_signs_is_refused(floor):
    folio = floor.log(draft(outcome="escalated")).folio
    with pytest.raises(DeskError, match="too_long"):
        floor.do(add_note, folio, text="a" * 100_000)


def test_an_unknown_folio_is_refused(floor):
    with pytest.raises(DeskError, match="unknown_folio"):
        floor.do(take, "26-999999-9")
    assert floor.rows(Inquiry, folio="26-999999-9") == []

"""Many inquiries at once: changed ones are left alone and listed, refused ones are listed with their reason."""

import pytest

from db.models import Inquiry
from desk import bulk
from desk.bulk import Done, Refused, Seen, assign_many, close_many
from desk.errors import DeskError
from desk.moves import close, take
from tests.cast import draft, group_mail


def waiting(floor, n):
    """Open questions, as they stand in somebody's list."""
    return [Seen(row.folio, row.version) for row in (floor.log(draft(outcome="escalated")) for _ in range(n))]


def test_many_are_given_to_one_colleague_each_with_an_event_of_its_own(floor):
    chosen = waiting(floor, 3)
    told = floor.do(assign_many, chosen, to=floor.berta)
    assert told == Done(tuple(one.folio for one in chosen), (), ())
    for one in chosen:
        of = floor.of(one.folio)
        assert (of.inquiry.assignee_id, of.kinds[-1]) == (floor.berta, "assigned")
        assert of.inquiry.version > one.version


def test_one_that_a_colleague_has_just_taken_stays_theirs_and_is_listed(floor):
    first, second, third = chosen = waiting(floor, 3)
    floor.do(take, second.folio, by=floor.sofia)
    before = floor.of(second.folio)
    told = floor.do(assign_many, chosen, to=floor.berta)
    assert told == Done((first.folio, third.folio), (second.folio,), ())
    assert floor.of(second.folio) == before


def test_one_that_owes_an_answer_is_not_closed_with_the_others_and_nothing_of_it_changes(floor):
    answered = waiting(floor, 2)
    owing = floor.log(group_mail())
    closed = floor.log(draft(outcome="escalated")).folio
    floor.do(close, closed, outcome="answered", version=None)
    gone = Seen(closed, floor.inquiry(closed).version)
    before = floor.of(owing.folio), floor.of(closed)
    told = floor.do(close_many, [answered[0], Seen(owing.folio, owing.version), gone, answered[1]], outcome="answered")
    assert told.done == tuple(one.folio for one in answered)
    assert [(one.folio, one.code) for one in told.refused] == [
        (owing.folio, "owes_answer"), (closed, "closed_already"),
    ]  # fmt: skip
    assert (floor.of(owing.folio), floor.of(closed)) == before
    assert {floor.inquiry(one.folio).status for one in answered} == {"closed"}


def test_one_that_does_not_exist_is_told_and_one_chosen_twice_is_done_once(floor):
    [one] = waiting(floor, 1)
    told = floor.do(assign_many, [one, Seen("26-999999-9", 1), one], to=None)
    assert told == Done((one.folio,), (), (Refused("26-999999-9", "unknown_folio", {"folio": "26-999999-9"}),))
    assert floor.of(one.folio).kinds.count("assigned") == 1


def test_nothing_is_given_to_somebody_who_does_not_work_here(floor):
    chosen = waiting(floor, 2)
    with pytest.raises(DeskError, match="unknown_account"):
        floor.do(assign_many, chosen, to=999_999)
    assert [floor.inquiry(one.folio).version for one in chosen] == [one.version for one in chosen]


def test_more_than_a_screenful_is_refused(floor):
    with pytest.raises(DeskError, match="too_many"):
        floor.do(close_many, [Seen(f"26-{n:06}-0", 1) for n in range(bulk.MOST + 1)], outcome="answered")


def test_a_bug_in_the_middle_leaves_none_of_them_changed(floor, monkeypatch):
    chosen = waiting(floor, 3)

    def fail_at_the_second(work, folio, **given):
        if folio == chosen[1].folio:
            raise ZeroDivisionError
        return close(work, folio, **given)

    monkeypatch.setattr(bulk, "close", fail_at_the_second)
    with pytest.raises(ZeroDivisionError):
        floor.do(close_many, chosen, outcome="answered")
    assert {row.status for one in chosen for row in floor.rows(Inquiry, folio=one.folio)} == {"open"}

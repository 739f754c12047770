"""What is owed, since when, and what meets it."""

from datetime import timedelta

import pytest

from desk.classify import change_reason, reroute
from desk.errors import DeskError
from desk.moves import close, reopen
from desk.replies import add_note, record_message, record_reply
from tests.cast import DUE, NOW, draft, emergency_mail, group_mail, later


def reply(floor, folio, *, at=NOW, now=None, **given):
    return floor.do(record_reply, folio, channel="email", at=at, now=now or at, version=None, **given)


def message(floor, folio, *, at, now=None, channel="email"):
    return floor.do(record_message, folio, channel=channel, received_at=at, now=now or at, version=None)


def test_a_group_mail_on_the_friday_before_juarez_monday_is_due_on_thursday_at_eight_in_tijuana(floor):
    logged = floor.log(group_mail())
    (deadline,) = floor.owed(logged.folio)
    assert (deadline.due_at, deadline.promised_due_at, logged.due_at) == (DUE, DUE, DUE)
    assert (deadline.zone, deadline.due_on.isoformat()) == ("America/Tijuana", "2026-03-19")
    assert logged.status == "open"


def test_a_call_that_ended_in_a_promise_is_owed_an_answer_and_one_that_was_answered_is_not(floor):
    promised = floor.log(group_mail(channel="phone", line_code="LN_TIJ_1", mailbox_code="", outcome="promise_made"))
    answered = floor.log(group_mail(channel="phone", line_code="LN_TIJ_1", mailbox_code=""))
    assert promised.due_at == DUE
    assert (answered.due_at, answered.status) == (None, "closed")


@pytest.mark.parametrize(("late", "seconds"), [(False, 0), (False, -1), (True, 1)])
def test_an_answer_is_on_time_until_the_last_second_of_the_promise(floor, late, seconds):
    folio = floor.log(group_mail()).folio
    at = DUE + timedelta(seconds=seconds)
    reply(floor, folio, at=at)
    (deadline,) = floor.of(folio).deadlines
    assert (deadline.met_at, deadline.met_at > deadline.due_at) == (at, late)
    assert floor.inquiry(folio).due_at is None


def test_a_note_among_ourselves_answers_nobody(floor):
    folio = floor.log(group_mail()).folio
    floor.do(add_note, folio, text="Preguntar a la consejera")
    assert [d.due_at for d in floor.owed(folio)] == [DUE]


def test_an_automatic_acknowledgement_answers_nobody(floor):
    from db.models import Contact

    folio = floor.log(group_mail()).folio
    with floor.store.writing() as work:
        work.add(
            Contact(
                inquiry_id=floor.inquiry(folio).id, direction="out", kind="auto_ack", channel="email", automatic=True,
                at=later(hours=1), logged_at=later(hours=1),
            )
        )  # fmt: skip
    message(floor, folio, at=later(hours=2))
    assert [d.started_at for d in floor.owed(folio)] == [NOW]


def test_a_second_message_while_one_waits_does_not_move_the_promise(floor):
    folio = floor.log(group_mail()).folio
    message(floor, folio, at=later(days=1))
    assert [(d.started_at, d.due_at) for d in floor.owed(folio)] == [(NOW, DUE)]


def test_a_message_after_the_answer_starts_a_clock_of_its_own(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1))
    message(floor, folio, at=later(hours=2))
    first, second = floor.of(folio).deadlines
    assert (first.met_at, second.started_at, second.met_at) == (later(hours=1), later(hours=2), None)
    assert floor.inquiry(folio).status == "open"


def test_an_answer_written_down_late_leaves_the_message_that_came_after_it_waiting(floor):
    folio = floor.log(group_mail()).folio
    message(floor, folio, at=later(hours=3))
    reply(floor, folio, at=later(hours=1), now=later(hours=4))
    assert floor.of(folio).deadlines[0].met_at == later(hours=1)
    assert [d.started_at for d in floor.owed(folio)] == [later(hours=3)]


def test_a_message_written_down_late_that_was_answered_meanwhile_is_owed_nothing(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=3))
    message(floor, folio, at=later(hours=1), now=later(hours=4))
    assert floor.owed(folio) == []


def test_the_first_of_two_answers_counts_in_whatever_order_they_are_written_down(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=DUE + timedelta(hours=1))
    reply(floor, folio, at=later(hours=1), now=DUE + timedelta(hours=2))
    assert floor.of(folio).deadlines[0].met_at == later(hours=1)


def test_an_answer_before_the_receipt_or_in_the_future_is_refused(floor):
    folio = floor.log(group_mail()).folio
    for at, code in ((later(seconds=-1), "before_receipt"), (later(seconds=1), "future")):
        with pytest.raises(DeskError) as refused:
            reply(floor, folio, at=at, now=NOW)
        assert refused.value.code == code
    assert len(floor.of(folio).contacts) == 1


def test_nothing_is_closed_while_it_owes_an_answer(floor):
    folio = floor.log(group_mail()).folio
    with pytest.raises(DeskError) as refused:
        floor.do(close, folio, outcome="answered", version=None)
    assert refused.value.code == "owes_answer"
    reply(floor, folio)
    assert floor.do(close, folio, outcome="referred", version=None).status == "closed"
    assert floor.do(reopen, folio, version=None, now=later(days=1)).closed_on is None
    assert floor.of(folio).kinds == ["logged", "replied", "closed", "reopened"]


def test_a_closed_inquiry_opens_when_the_customer_writes_again(floor):
    folio = floor.log(draft()).folio
    assert floor.inquiry(folio).status == "closed"
    assert message(floor, folio, at=later(hours=1)).status == "open"
    assert floor.of(folio).kinds == ["closed", "logged", "reopened", "message"]


def test_correcting_the_reason_makes_the_promise_appear_and_disappear_with_its_original_receipt(floor):
    folio = floor.log(group_mail(reason_code="OTHER", subcase_code="OTH_UNCLASSIFIED", outcome="escalated")).folio
    assert floor.owed(folio) == []
    floor.do(change_reason, folio, subcase_code="GRP_H2_INFO", now=later(days=2), version=None)
    assert [(d.started_at, d.due_at) for d in floor.owed(folio)] == [(NOW, DUE)]
    floor.do(change_reason, folio, subcase_code="OTH_UNCLASSIFIED", now=later(days=3), version=None)
    assert floor.owed(folio) == []
    assert (floor.of(folio).deadlines[0].ended_why, floor.inquiry(folio).due_at) == ("reason_corrected", None)


def test_a_mail_moved_to_its_mailbox_keeps_the_moment_it_was_received(floor):
    folio = floor.log(group_mail(mailbox_code="MB_GRP", subcase_code="GRP_OTHER_INFO")).folio
    floor.do(reroute, folio, mailbox_code="MB_GRP_H2", subcase_code="GRP_H2_INFO", now=later(days=4), version=None)
    (deadline,) = floor.owed(folio)
    assert (deadline.promise_code, deadline.started_at, deadline.due_at) == ("P_GRP_H2_3BD", NOW, DUE)


def test_what_was_answered_before_the_reason_was_corrected_is_owed_nothing(floor):
    folio = floor.log(group_mail(reason_code="OTHER", subcase_code="OTH_UNCLASSIFIED", outcome="escalated")).folio
    reply(floor, folio, at=later(hours=1))
    floor.do(change_reason, folio, subcase_code="GRP_H2_INFO", now=later(days=2), version=None)
    assert floor.owed(folio) == []


def test_an_emergency_is_due_on_the_next_business_day(floor):
    logged = floor.log(emergency_mail())
    assert [d.due_on.isoformat() for d in floor.owed(logged.folio)] == ["2026-03-17"]

"""What can be done with an inquiry as it stands: the desk would refuse none of it, and the next thing comes first."""

import pytest

from rules.actions import WRITES, Action, Standing, offered
from rules.codes import Status


def test_an_answer_that_is_owed_comes_first_and_closing_is_not_offered():
    actions = offered(Standing(status=Status.OPEN, owes_answer=True))
    assert actions[0] is Action.REPLY
    assert Action.CLOSE not in actions


def test_a_passport_without_its_number_asks_for_the_number_first():
    actions = offered(Standing(status=Status.OPEN, about_delivery=True, has_delivery=True, watched=True))
    assert actions[:2] == (Action.TRACKING, Action.SETTLE)


def test_a_delivery_without_its_issue_date_asks_for_that():
    assert offered(Standing(status=Status.OPEN, about_delivery=True))[0] is Action.ISSUE_DATE


def test_an_emergency_that_lacks_its_voice_mail_still_owes_the_answer_first():
    actions = offered(Standing(status=Status.OPEN, owes_answer=True, lacks_voicemail=True, lacks_details=True))
    assert actions[:3] == (Action.REPLY, Action.VOICEMAIL, Action.COMPLETE)


def test_a_closed_inquiry_can_be_opened_again_and_neither_closed_nor_handed_over():
    actions = offered(Standing(status=Status.CLOSED))
    assert actions[0] is Action.REOPEN
    assert not {Action.CLOSE, Action.HAND_OVER} & set(actions)


@pytest.mark.parametrize("by_mail", [True, False])
def test_only_a_mail_can_be_moved_to_another_mailbox(by_mail):
    assert (Action.MAILBOX in offered(Standing(status=Status.OPEN, by_mail=by_mail))) is by_mail


def test_no_action_is_offered_twice_and_each_is_remembered():
    everything = Standing(
        status=Status.OPEN, owes_answer=True, by_mail=True, about_delivery=True, has_delivery=True, watched=True,
        lacks_mail=True, lacks_voicemail=True, lacks_details=True,
    )  # fmt: skip
    actions = offered(everything)
    assert len(set(actions)) == len(actions)
    assert all(WRITES[one] for one in Action)

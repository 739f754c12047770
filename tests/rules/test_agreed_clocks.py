"""What starts a response clock, what answers it, and which message it counts from."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.clocks import RESPONSE_CLOCK, Touch, answers, asks, first_reply, oldest_unanswered, starts_clock
from rules.codes import Channel, ContactKind, Direction, Outcome
from seed.tables import rows

MONDAY = datetime(2026, 3, 9, 15, tzinfo=UTC)
KINDS = {row["kind"] for row in rows("promises")}


def mail_in(hour, **more):
    return Touch(MONDAY + timedelta(hours=hour), Direction.IN_, ContactKind.MAIL, **more)


def reply(hour, kind=ContactKind.REPLY, **more):
    return Touch(MONDAY + timedelta(hours=hour), Direction.OUT, kind, **more)


touches = st.lists(
    st.builds(
        Touch,
        at=st.integers(0, 40).map(lambda hour: MONDAY + timedelta(hours=hour)),
        direction=st.sampled_from(Direction), kind=st.sampled_from(ContactKind), automatic=st.booleans(),
        promised=st.booleans(),
    ),
    max_size=12, unique_by=lambda touch: touch.at,
)  # fmt: skip


def test_the_clock_counts_from_the_oldest_message_nobody_answered():
    first, second = mail_in(0), mail_in(5)
    assert oldest_unanswered([first, second]) == first
    assert oldest_unanswered([second, first]) == first


def test_a_reply_answers_every_message_before_it_and_the_next_one_starts_anew():
    again = mail_in(6)
    assert oldest_unanswered([mail_in(0), mail_in(1), reply(5)]) is None
    assert oldest_unanswered([mail_in(0), reply(5), again, mail_in(8)]) == again


@pytest.mark.parametrize("no_reply", [
    reply(5, automatic=True), reply(5, ContactKind.AUTO_ACK, automatic=True), reply(5, ContactKind.AUTO_ACK),
    reply(5, ContactKind.NOTE), reply(5, ContactKind.VOICEMAIL),
], ids=["automatic reply", "acknowledgement", "unmarked acknowledgement", "note", "message on a machine"])  # fmt: skip
def test_what_is_no_reply_leaves_the_clock_running(no_reply):
    assert not answers(no_reply)
    assert oldest_unanswered([mail_in(0), no_reply]) == mail_in(0)
    assert first_reply([mail_in(0), no_reply]) is None


@pytest.mark.parametrize("kind", [ContactKind.CALL, ContactKind.MAIL, ContactKind.REPLY])
def test_a_call_or_a_mail_that_a_person_made_is_a_reply(kind):
    assert first_reply([mail_in(0), reply(5, kind)]) == reply(5, kind)


def test_an_out_of_office_note_of_the_customer_starts_nothing():
    assert oldest_unanswered([mail_in(0), reply(1), mail_in(2, automatic=True)]) is None


def test_a_call_asks_only_when_it_ended_in_a_promise():
    call = Touch(MONDAY, Direction.IN_, ContactKind.CALL)
    assert not asks(call)
    assert asks(Touch(MONDAY, Direction.IN_, ContactKind.CALL, promised=True))


def test_a_mail_of_ours_before_anyone_asked_is_no_reply():
    assert first_reply([reply(-1), mail_in(0)]) is None
    assert first_reply([reply(-1), mail_in(0), reply(2), reply(3)]) == reply(2)


def test_of_two_at_the_same_moment_the_one_given_first_came_first():
    assert oldest_unanswered([mail_in(0), reply(0)]) is None
    assert oldest_unanswered([reply(0), mail_in(0)]) == mail_in(0)


def test_without_any_contact_nothing_waits():
    assert oldest_unanswered([]) is None
    assert first_reply([]) is None


@given(touches, st.randoms())
def test_contacts_can_be_given_in_any_order(given_touches, chance):
    mixed = list(given_touches)
    chance.shuffle(mixed)
    assert oldest_unanswered(mixed) == oldest_unanswered(given_touches)
    assert first_reply(mixed) == first_reply(given_touches)


@given(touches)
def test_the_message_that_waits_asks_and_nothing_after_it_answers(given_touches):
    waiting = oldest_unanswered(given_touches)
    replies = [touch.at for touch in given_touches if answers(touch)]
    asking = [touch.at for touch in given_touches if asks(touch) and all(touch.at > at for at in replies)]
    assert (waiting.at if waiting else None) == min(asking, default=None)


@pytest.mark.parametrize(("channel", "outcome", "emergency", "expected"), [
    (Channel.EMAIL, Outcome.ANSWERED, False, True), (Channel.EMAIL, Outcome.DROPPED, False, True),
    (Channel.VOICEMAIL, Outcome.PROMISE_MADE, False, False), (Channel.VOICEMAIL, Outcome.PROMISE_MADE, True, True),
    (Channel.PHONE, Outcome.PROMISE_MADE, False, True), (Channel.PHONE, Outcome.ANSWERED, False, False),
    (Channel.PHONE, Outcome.REFERRED, True, False), (Channel.WEB_FORM, Outcome.PROMISE_MADE, True, False),
    (Channel.SELF_SERVICE, Outcome.PROMISE_MADE, True, False), (Channel.SKYPE, Outcome.PROMISE_MADE, True, False),
])  # fmt: skip
def test_a_mail_starts_a_clock_a_call_only_with_a_promise_a_voice_mail_only_in_an_emergency(
    channel, outcome, emergency, expected
):
    assert starts_clock(RESPONSE_CLOCK, channel=channel, outcome=outcome, emergency=emergency) is expected


@pytest.mark.parametrize(("kind", "channel"), list(product([*sorted(KINDS - {RESPONSE_CLOCK}), ""], Channel)))
def test_a_term_a_statement_or_an_instruction_promises_no_answer(kind, channel):
    assert not starts_clock(kind, channel=channel, outcome=Outcome.PROMISE_MADE, emergency=True)


@pytest.mark.parametrize("channel", Channel)
def test_what_goes_out_starts_no_clock(channel):
    assert not starts_clock(
        RESPONSE_CLOCK, channel=channel, outcome=Outcome.PROMISE_MADE, direction=Direction.OUT, emergency=True
    )


def test_only_the_groups_three_promises_are_response_clocks():
    codes = {row["promise_code"] for row in rows("promises") if row["kind"] == RESPONSE_CLOCK}
    assert codes == {"P_GRP_H2_3BD", "P_GRP_OTHER_3BD", "P_H2_EMERG_NBD"}

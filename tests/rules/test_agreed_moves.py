"""Which way an inquiry may go, and where logging leaves it."""

from itertools import product

import pytest

from rules.codes import Outcome, Status
from rules.moves import may_move, status_after_logging

ALLOWED = {("open", "waiting"), ("waiting", "open"), ("open", "closed"), ("waiting", "closed"), ("closed", "open")}
STAY_OPEN = {Outcome.PROMISE_MADE, Outcome.ESCALATED}


@pytest.mark.parametrize(("frm", "to"), list(product(Status, Status)))
def test_a_closed_inquiry_is_opened_before_it_waits_and_nothing_moves_to_where_it_is(frm, to):
    assert may_move(frm, to) is ((frm, to) in ALLOWED)


@pytest.mark.parametrize("outcome", Outcome)
def test_an_inquiry_that_is_answered_closes_at_once_and_a_promise_or_an_escalation_stays_open(outcome):
    expected = Status.OPEN if outcome in STAY_OPEN else Status.CLOSED
    assert status_after_logging(outcome, owes_answer=False) is expected


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_that_is_owed_keeps_an_inquiry_open_whatever_the_outcome(outcome):
    assert status_after_logging(outcome, owes_answer=True) is Status.OPEN

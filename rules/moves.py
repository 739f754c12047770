"""The moves of an inquiry between open, waiting and closed, and where logging a contact leaves it."""

from rules.codes import Outcome, Status

# Waiting for the customer does not pause a first-reply promise, so a status never touches a deadline.
MOVES = frozenset(
    {
        (Status.OPEN, Status.WAITING),
        (Status.WAITING, Status.OPEN),
        (Status.OPEN, Status.CLOSED),
        (Status.WAITING, Status.CLOSED),
        (Status.CLOSED, Status.OPEN),
    }
)
STAYS_OPEN = frozenset({Outcome.PROMISE_MADE, Outcome.ESCALATED})


def may_move(frm: Status, to: Status) -> bool:
    """Whether an inquiry may go from one status to another; staying where it is is not a move.

    A closed inquiry is opened again before it can wait. Source: DOMAIN, what people do with an inquiry.
    """
    return (frm, to) in MOVES


def status_after_logging(outcome: Outcome, *, owes_answer: bool) -> Status:
    """Where an inquiry stands once its first contact is logged.

    A promise made or an escalation stays open; anything else closes at once, unless a running deadline still owes
    an answer (owes_answer). Source: contact page L142, L143, L147: an answer that is owed keeps the inquiry open.
    """
    return Status.OPEN if owes_answer or outcome in STAYS_OPEN else Status.CLOSED

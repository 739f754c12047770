"""What this desk may and may not do, and where a contact that is not ours is sent (scope.csv)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.codes import Channel, Outcome

CAN, CANNOT = "CAN", "CANNOT"
SELF_SERVICE = "self_service"
REFUSED = frozenset({"STATUS_POST_INTERVIEW", "OTH_STATUS", "OTH_FORMS", "OTH_GENERAL_INFO"})
"""Sub-cases the page itself says it cannot answer (contact page L99, L101, L151, L153)."""


@dataclass(frozen=True, slots=True)
class ScopeItem:
    """One line of the page's two lists; `reason_codes` are the reasons it is about."""

    code: str
    kind: str
    reason_codes: tuple[str, ...]
    redirect_to: str = ""


def scope_of(items: Iterable[ScopeItem], reason_code: str) -> tuple[tuple[ScopeItem, ...], tuple[ScopeItem, ...]]:
    """(what we can, what we cannot) for a reason, in the page's order; both whole while no reason is chosen."""
    mine = [one for one in items if not reason_code or reason_code in one.reason_codes]
    return tuple(one for one in mine if one.kind == CAN), tuple(one for one in mine if one.kind == CANNOT)


def is_out_of_scope(subcase_code: str) -> bool:
    """Whether the page says that this desk cannot answer such a case."""
    return subcase_code in REFUSED


def usual_outcome(subcase_code: str, *, served_by: Sequence[str], channel: str, owes_answer: bool) -> Outcome:
    """How such a contact usually ends; the agent may choose otherwise.

    Out of scope what the page refuses; a promise where a clock starts; referred when the case is served elsewhere
    (a caller with a payment problem is sent to its mailbox); else answered.
    """
    if is_out_of_scope(subcase_code):
        return Outcome.OUT_OF_SCOPE
    if owes_answer:
        return Outcome.PROMISE_MADE
    if channel == Channel.PHONE and "any" not in served_by and Channel.PHONE not in served_by:
        return Outcome.REFERRED
    return Outcome.ANSWERED

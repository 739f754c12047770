"""What this desk may and may not do, and where a contact that is not ours is sent (scope.csv)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.codes import Channel, Outcome

CAN, CANNOT = "CAN", "CANNOT"
SELF_SERVICE = "self_service"


@dataclass(frozen=True, slots=True)
class ScopeItem:
    """One line of the page's two lists: the reasons it is about, and where on the page it stands."""

    code: str
    kind: str
    reason_codes: tuple[str, ...]
    page_lines: frozenset[str] = frozenset()
    redirect_to: str = ""


@dataclass(frozen=True, slots=True)
class CaseScope:
    """A sub-case as the scope sees it: how it is served, and the lines of the page it comes from (subcases.csv)."""

    code: str
    reason_code: str
    served_by: frozenset[str]
    page_lines: frozenset[str]


def scope_of(items: Iterable[ScopeItem], reason_code: str) -> tuple[tuple[ScopeItem, ...], tuple[ScopeItem, ...]]:
    """(what we can, what we cannot) for a reason, in the page's order; both whole while no reason is chosen."""
    mine = [one for one in items if not reason_code or reason_code in one.reason_codes]
    return tuple(one for one in mine if one.kind == CAN), tuple(one for one in mine if one.kind == CANNOT)


def split_codes(text: str) -> frozenset[str]:
    """The reference's lists: "phone;email", "18;101", "email+voicemail"."""
    return frozenset(part.strip() for part in text.replace("+", ";").split(";") if part.strip())


def refusal_of(case: CaseScope, items: Iterable[ScopeItem]) -> ScopeItem | None:
    """What the page says it cannot do about such a case; None for a case this desk serves.

    A case is refused when nobody serves it but the website, and it comes from a line that says "cannot" (contact page
    L99, L101, L151, L153). A case without access yet is referred, not refused (L136).
    """
    if case.served_by != {SELF_SERVICE}:
        return None
    return next((one for one in items if one.kind == CANNOT and one.page_lines & case.page_lines), None)


def case_of(item: ScopeItem, cases: Sequence[CaseScope]) -> CaseScope | None:
    """The sub-case under which a contact about such an item is logged; None when the page has none of its own."""
    return next(
        (case for case in cases if case.served_by == {SELF_SERVICE} and case.page_lines & item.page_lines), None
    )


def usual_outcome(case: CaseScope, *, items: Iterable[ScopeItem], channel: str, owes_answer: bool) -> Outcome:
    """How such a contact usually ends; the agent may choose otherwise.

    Out of scope what the page refuses; a promise where a clock starts; referred when the case is served elsewhere
    (a caller with a payment problem is sent to its mailbox); else answered.
    """
    if refusal_of(case, items):
        return Outcome.OUT_OF_SCOPE
    if owes_answer:
        return Outcome.PROMISE_MADE
    if channel == Channel.PHONE and not case.served_by & {Channel.PHONE, "any"}:
        return Outcome.REFERRED
    return Outcome.ANSWERED

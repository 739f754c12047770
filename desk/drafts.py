"""A draft as the desk accepts it: cleaned of what must never be stored, and refused while something needs mending."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.models import Account, Subcase
from db.queries.reference import Reference
from desk.errors import DeskError
from rules.codes import GroupKind, Lang, Outcome, PaymentMethod
from rules.masking import clean_free_text
from rules.problems import InquiryDraft, Problem, problems

OURS = frozenset({"client_key"})  # made by the page, not typed by anybody
LISTS = {"outcome": Outcome, "language": Lang, "payment_method": PaymentMethod, "group_kind": GroupKind}


def cleaned(draft: InquiryDraft) -> InquiryDraft:
    """The draft with every typed text made fit to keep: people dictate card numbers into any field."""
    kept: dict[str, Any] = {}
    for name in (f.name for f in fields(draft) if f.name not in OURS):
        text = getattr(draft, name)
        if isinstance(text, str):
            kept[name] = clean_free_text(text)
    return replace(draft, **kept)


def refuse_problems(
    work: Session, draft: InquiryDraft, *, known: Reference, subcase: Subcase, zone: str, now: datetime
) -> None:
    """DeskError `problems` with everything that needs mending: the page asks the same, a verb does not trust it."""
    found = [*problems(draft, required_fields=subcase.required_fields, zone=zone, now=now)]
    found += _unknown(draft, known=known, subcase=subcase)
    if draft.follow_up_by is not None:
        account = work.get(Account, draft.follow_up_by)
        if account is None or not account.active:
            found.append(Problem("assignee", "unknown_account"))
    if found:
        raise DeskError("problems", problems=tuple(found))


def _unknown(draft: InquiryDraft, *, known: Reference, subcase: Subcase) -> list[Problem]:
    """What no list offers."""
    wrong = {
        "subcase": subcase.reason_code != draft.reason_code,
        "city": bool(draft.city_code) and draft.city_code not in known.cities,
        "tracking_number": "•" in draft.tracking_number,  # a card number was typed there
        "carrier": bool(draft.carrier_code) and draft.carrier_code not in known.carriers,
    }
    for name, codes in LISTS.items():
        given = getattr(draft, name)
        wrong[name] = bool(given) and given not in set(codes)
    return [Problem(name, "unknown") for name, is_wrong in wrong.items() if is_wrong]

"""Which verb of the desk each action of the inquiry page is, with what its form holds."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from desk.classify import change_reason, reroute
from desk.deliveries import set_issue_date, set_tracking, settle_delivery
from desk.emergencies import complete_emergency, join_mail, join_voicemail
from desk.errors import DeskError
from desk.merging import merge_into
from desk.moves import assign, close, reopen, take, transfer
from desk.replies import add_note, record_message, record_reply
from desk.splitting import split_off
from desk.withdrawing import withdraw_answer
from rules.actions import Action
from rules.codes import Status
from rules.folio import folio_problem, parse_folio
from rules.problems import LONGEST
from views.inquiry_filled import Filled

MOST = {"text": LONGEST["notes"], "subject": LONGEST["subject"], "why": 500, "company": LONGEST["organisation"],
        "reason_text": LONGEST["emergency_reason"], "callback_phone": LONGEST["callback_phone"],
        "tracking_number": LONGEST["tracking_number"]}  # fmt: skip
NAMED = {"text": "note", "reason_text": "reason"}
"""Fields of the form -> what words.problems calls them."""


def check(action: str, form: Filled) -> None:
    """Refuse what no verb should see. DeskError with the field and code of the first thing to mend."""
    for name, most in MOST.items():
        over = len(getattr(form, name)) - most
        if over > 0:
            raise DeskError("too_long", field=NAMED.get(name, name), over=over)
    wanted = {
        Action.REPLY: ("answer", form.text.strip()),
        Action.ISSUE_DATE: ("visa_issued_on", form.issued_on), Action.REASON: ("subcase", form.subcase),
        Action.MAILBOX: ("mailbox", form.mailbox), Action.CLOSE: ("outcome", form.outcome),
        Action.HAND_OVER: ("assignee", form.to is not None), Action.WITHDRAW: ("contact", form.contact),
        Action.MERGE: ("into", form.into.strip()), Action.SPLIT: ("subcase", form.subcase),
        Action.COMPLETE: ("details", form.reason_text + form.company + form.callback_phone),
    }.get(Action(action))  # fmt: skip
    if wanted and not wanted[1]:
        raise DeskError("missing", field=wanted[0])
    if action == Action.MAILBOX and not form.subcase:
        raise DeskError("missing", field="subcase")


def do(work: Session, action: str, folio: str, form: Filled, *, by: int, now: datetime, version: int) -> None:
    """One verb, in the transaction of the caller."""
    who: dict[str, Any] = {"by": by, "now": now}
    if action == Action.NOTE:
        add_note(work, folio, text=form.text, **who)
        return
    if action == Action.TAKE:
        take(work, folio, **who)
        return
    who["version"] = version
    match action:
        case Action.REPLY:
            record_reply(work, folio, channel=form.channel, at=form.at, text=form.text, then=Status(form.then), **who)
        case Action.MESSAGE:
            record_message(work, folio, channel=form.channel, received_at=form.at or now, text=form.text,
                           subject=form.subject, **who)  # fmt: skip
        case Action.HAND_OVER if form.why.strip():
            transfer(work, folio, to=form.to or None, why=form.why, **who)
        case Action.HAND_OVER:
            assign(work, folio, to=form.to or None, **who)
        case Action.CLOSE:
            close(work, folio, outcome=form.outcome, **who)
        case Action.REOPEN:
            reopen(work, folio, **who)
        case Action.REASON:
            change_reason(work, folio, subcase_code=form.subcase, **who)
        case Action.MAILBOX:
            reroute(work, folio, mailbox_code=form.mailbox, subcase_code=form.subcase, **who)
        case Action.WITHDRAW | Action.MERGE | Action.SPLIT:
            _correct(work, action, folio, form, **who)
        case _:
            _of_a_case(work, action, folio, form, **who)


def _correct(work: Session, action: str, folio: str, form: Filled, **who: Any) -> None:
    """The verbs that correct what was written down."""
    match action:
        case Action.WITHDRAW:
            withdraw_answer(work, folio, contact_id=form.contact or 0, why=form.why, **who)
        case Action.MERGE:
            typed = parse_folio(form.into[:80])
            if typed is None:
                raise DeskError(folio_problem(form.into[:80]) or "not_a_folio", field="folio")
            merge_into(work, folio, into=typed.text, **who)
        case Action.SPLIT:
            split_off(work, folio, contacts=form.contacts, subcase_code=form.subcase,
                      client_key=f"split {form.token}", **who)  # fmt: skip


def _of_a_case(work: Session, action: str, folio: str, form: Filled, **who: Any) -> None:
    """The verbs of deliveries and emergencies."""
    left = {"reason": form.reason_text, "company": form.company, "callback_phone": form.callback_phone}
    match action:
        case Action.TRACKING:
            set_tracking(work, folio, carrier_code=form.carrier, tracking_number=form.tracking_number, **who)
        case Action.ISSUE_DATE if form.issued_on is not None:
            set_issue_date(work, folio, issued_on=form.issued_on, interviewed_on=form.interviewed_on, **who)
        case Action.SETTLE:
            settle_delivery(work, folio, why=form.settled_why, **who)
        case Action.VOICEMAIL:
            join_voicemail(work, folio, at=form.at or who["now"], text=form.text, **left, **who)
        case Action.MAIL:
            join_mail(work, folio, at=form.at or who["now"], subject=form.subject, text=form.text, **who)
        case Action.COMPLETE:
            complete_emergency(work, folio, **left, **who)

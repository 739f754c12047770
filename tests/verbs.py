"""Every verb on an inquiry, with an inquiry it can be done to."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from db.models import Contact, Inquiry
from desk.classify import change_reason, reroute
from desk.deliveries import set_collectable, set_issue_date, set_tracking, settle_delivery
from desk.emergencies import complete_emergency, join_mail, join_voicemail
from desk.merging import merge_into
from desk.moves import assign, close, reopen, take, transfer
from desk.replies import add_note, record_message, record_reply
from desk.splitting import split_off
from desk.withdrawing import withdraw_answer
from tests.cast import NOW, draft, emergency_mail, group_mail, passport


@dataclass(frozen=True)
class Verb:
    verb: Callable[..., Any]
    on: Callable[[], Any]
    given: dict[str, Any]

    before: Callable[..., Any] | None = None
    """What has to be done first: `before(floor, folio)`."""

    def ready(self, floor):
        folio = floor.log(self.on()).folio
        if self.before:
            self.before(floor, folio)
        return folio


def tracked():
    return passport(tracking_number="3318810025")


def escalated():
    return draft(outcome="escalated", name="Rosa Vega")


def merge(work, folio, **given):
    """Into the newest other inquiry that is none's duplicate."""
    others = select(Inquiry.folio).where(Inquiry.folio != folio, col(Inquiry.merged_into_id).is_(None))
    into = work.exec(others.order_by(col(Inquiry.id).desc())).first()
    return merge_into(work, folio, into=into, **given)


def split(work, folio, **given):
    return split_off(work, folio, contacts=(), client_key=uuid.uuid4().hex, **given)


def withdraw(work, folio, **given):
    """The last answer."""
    mine = select(Contact.id).join(Inquiry, col(Inquiry.id) == col(Contact.inquiry_id))
    given_out = mine.where(Inquiry.folio == folio, Contact.kind == "reply", col(Contact.withdrawn_at).is_(None))
    return withdraw_answer(work, folio, contact_id=work.exec(given_out.order_by(col(Contact.id).desc())).first() or 0,
                           **given)  # fmt: skip


MAIL = {"channel": "email", "version": None}
VERBS = {
    "assign": Verb(assign, escalated, {"to": 1, "version": None}),
    "take": Verb(take, escalated, {}),
    "transfer": Verb(transfer, group_mail, {"to": 2, "why": "Habla inglés", "version": None}),
    "close": Verb(close, escalated, {"outcome": "answered", "version": None}),
    "reopen": Verb(reopen, draft, {"version": None}),
    "reply": Verb(record_reply, group_mail, MAIL | {"text": "Su cita", "then": "closed"}),
    "message": Verb(record_message, draft, MAIL | {"received_at": NOW, "text": "Otra vez"}),
    "note": Verb(add_note, escalated, {"text": "Volvió a llamar"}),
    "change reason": Verb(change_reason, group_mail, {"subcase_code": "OTH_UNCLASSIFIED", "version": None}),
    "reroute": Verb(
        reroute, group_mail, {"mailbox_code": "MB_GRP", "subcase_code": "GRP_OTHER_INFO", "version": None}
    ),
    "set tracking": Verb(
        set_tracking, passport, {"carrier_code": "DHL_EXPRESS", "tracking_number": "3318810025", "version": None}
    ),
    "set issue date": Verb(set_issue_date, escalated, {"issued_on": date(2026, 3, 3), "version": None}),
    "set collectable": Verb(set_collectable, tracked, {"on": date(2026, 3, 13), "version": None}),
    "settle delivery": Verb(settle_delivery, passport, {"why": "handed_over", "version": None}),
    "join voice mail": Verb(join_voicemail, emergency_mail, {"at": NOW, "reason": "Accidente", "version": None}),
    "join mail": Verb(join_mail, emergency_mail, {"at": NOW, "subject": "Emergencia", "version": None}),
    "merge": Verb(merge, group_mail, {"version": None}, before=lambda floor, _: floor.log(group_mail())),
    "split": Verb(split, group_mail, {"subcase_code": "OTH_UNCLASSIFIED", "version": None}),
    "withdraw": Verb(
        withdraw, group_mail, {"why": "Era otro grupo", "version": None},
        before=lambda floor, folio: floor.do(record_reply, folio, **MAIL, text="Su cita"),
    ),
    "complete emergency": Verb(complete_emergency, emergency_mail, {"company": "Del Norte", "version": None}),
}

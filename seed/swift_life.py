"""What the verbs know while a story is lived in memory, and the people it has."""

from collections import OrderedDict
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

from db.models import Contact, Customer, Deadline, Delivery, Emergency, Event, Inquiry, Organisation
from db.queries.reference import Reference
from desk.searching import said_about
from rules.closing_days import Calendar
from rules.folding import fold
from rules.phones import read_phone
from rules.problems import InquiryDraft
from seed.ledger import Ledger
from seed.swift_one import Living

KNOWN = 4_000
"""How many of the last people are remembered: more than may call again."""

class Desk:
    """Everything the verbs read, read once; and the ledger they write into."""

    def __init__(self, ledger: Ledger, known: Reference, calendar: Calendar) -> None:
        self.ledger, self.known, self.calendar = ledger, known, calendar
        self.calendar_version = calendar.version
        self._companies: dict[str, SimpleNamespace] = {}
        self._people: OrderedDict[int | str, SimpleNamespace] = OrderedDict()

    def company(self, name: str, *, kind: str, now: datetime) -> SimpleNamespace | None:
        """desk.people.organisation_for"""
        if not name:
            return None
        if (known := self._companies.get(fold(name))) is not None:
            return known
        new = SimpleNamespace(
            id=self.ledger.number(Organisation), name=name, folded=fold(name), kind=kind, created_at=now
        )
        self._companies[new.folded] = new
        self.ledger.put(Organisation, vars(new))
        return new

    def person(
        self, draft: InquiryDraft, number: int, *, company: SimpleNamespace | None, now: datetime
    ) -> SimpleNamespace | None:
        """desk.people.customer_for; a story's people are told apart by their numbers."""
        key = number or draft.phone
        if not key:
            return None
        if key in self._people:
            self._people.move_to_end(key)
            return self._people[key]
        phone = read_phone(draft.phone)
        new = SimpleNamespace(
            id=self.ledger.number(Customer), name=draft.name, folded=fold(draft.name), phone=draft.phone,
            phone_e164=phone.e164 or "", phone_digits=phone.digits, email=draft.email, ds160=draft.ds160,
            passport_last4=draft.passport_last4, language=draft.language,
            organisation_id=company.id if company else None, created_at=now, version=1,
        )  # fmt: skip
        self._people[key] = new
        if len(self._people) > KNOWN:
            gone = next(one for one, row in self._people.items() if row.organisation_id is None)
            del self._people[gone]
        self.ledger.put(Customer, vars(new))
        return new

    def touch(
        self, one: Living, *, direction: str, kind: str, channel: str, at: datetime, logged_at: datetime, by: int,
        text: str, subject: str = "",
    ) -> None:  # fmt: skip
        """desk.contacts.touch"""
        row = SimpleNamespace(
            id=self.ledger.number(Contact), inquiry_id=one.inquiry.id, direction=direction, kind=kind, channel=channel,
            at=at, logged_at=logged_at, by=by, automatic=False, subject=subject, text=text, withdrawn_at=None,
            withdrawn_by=None, withdrawn_why="",
        )  # fmt: skip
        one.contacts.append(row)
        self.ledger.put(Contact, vars(row))

    def remember(self, one: Living, kind: str, *, by: int, at: datetime, **details: Any) -> None:
        """desk.events.remember; the seal comes when it is written down"""
        self.ledger.put(Event, {
            "id": self.ledger.number(Event), "inquiry_id": one.inquiry.id, "kind": kind, "by": by, "at": at,
            "on_date": one.local_day(at), "details": details,
        })  # fmt: skip

    def finish(self, one: Living) -> None:
        """Nothing more will happen: the rows go, and the words."""
        self.ledger.put(Inquiry, vars(one.inquiry))
        for deadline in one.deadlines:
            self.ledger.put(Deadline, vars(deadline))
        if one.delivery:
            self.ledger.put(Delivery, vars(one.delivery))
        if one.emergency:
            self.ledger.put(Emergency, vars(one.emergency))
        texts = [contact.text for contact in one.in_order()]
        beside: list[Any] = [one.person, one.company, one.delivery]
        person, company, delivery = beside
        self.ledger.put_words(one.inquiry.id, said_about(cast(Inquiry, one.inquiry), person, company, delivery, texts))

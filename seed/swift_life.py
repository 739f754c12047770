"""An inquiry being lived in memory, and the people its story knows."""

from collections import OrderedDict
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any, cast

from db.models import Contact, Customer, Deadline, Delivery, Emergency, Event, Inquiry, Organisation
from db.queries.reference import Reference
from desk.counting import keys_of_deadline, moved
from desk.searching import words_of
from rules.clocks import Touch, answers, asks, starts_clock
from rules.closing_days import Calendar
from rules.codes import Channel, ContactKind, Direction, Outcome
from rules.deadlines import due
from rules.folding import fold
from rules.phones import read_phone
from rules.problems import InquiryDraft
from rules.zones import zone_of
from seed.ledger import Ledger

KNOWN = 4_000
"""How many of the last people are remembered: more than may call again."""


class Living:
    """One inquiry: its row and the rows beside it that may still change."""

    def __init__(self, inquiry: SimpleNamespace) -> None:
        self.inquiry = inquiry
        self.changed = False
        self.contacts: list[SimpleNamespace] = []
        self.deadlines: list[SimpleNamespace] = []
        self.delivery: SimpleNamespace | None = None
        self.emergency: SimpleNamespace | None = None
        self.person: SimpleNamespace | None = None
        self.company: SimpleNamespace | None = None

    def set(self, **values: object) -> None:
        """Change the row; the same value again is no change."""
        for name, value in values.items():
            if getattr(self.inquiry, name) != value:
                setattr(self.inquiry, name, value)
                self.changed = True

    def write(self) -> None:
        """Where the desk's session writes the row."""
        if self.changed:
            self.inquiry.version += 1
            self.changed = False

    def running(self) -> list[SimpleNamespace]:
        return [d for d in self.deadlines if d.met_at is None and d.ended_at is None]

    def local_day(self, at: datetime) -> date:
        return at.astimezone(zone_of(self.inquiry.zone)).date()


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
        self.ledger.put(Organisation, new)
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
        self.ledger.put(Customer, new)
        return new

    def touch(self, one: Living, **values: Any) -> None:
        """desk.contacts.touch"""
        row = SimpleNamespace(
            id=self.ledger.number(Contact), inquiry_id=one.inquiry.id, automatic=False, **({"subject": ""} | values)
        )
        one.contacts.append(row)
        self.ledger.put(Contact, row)

    def remember(self, one: Living, kind: str, *, by: int, at: datetime, **details: Any) -> None:
        """desk.events.remember"""
        self.ledger.put(Event, SimpleNamespace(
            id=self.ledger.number(Event), inquiry_id=one.inquiry.id, kind=kind, by=by, at=at,
            on_date=one.local_day(at), details=details,
        ))  # fmt: skip

    def keep_clock(self, one: Living, *, now: datetime, why: str) -> None:
        """desk.clocks.keep_clock"""
        one.write()
        i, subcase = one.inquiry, self.known.subcases[one.inquiry.subcase_code]
        promise = self.known.promises.get(subcase.promise_code or "")
        since = self._waiting_since(one, promise.kind, "voicemail" in subcase.channels) if promise else None
        right = [d for d in one.running() if promise and d.promise_code == promise.code and d.started_at == since]
        for deadline in one.running():
            if deadline not in right:
                before = keys_of_deadline(cast(Deadline, deadline))
                deadline.ended_at, deadline.ended_why = now, why
                self.ledger.count(moved(before, ()))
        self.refresh_due(one)
        if promise is None or since is None or right or promise.business_days is None:
            return
        closes = time.fromisoformat(promise.closes)
        due_at = due(since, i.zone, promise.business_days, self.calendar, closes=closes, lenient=promise.lenient)
        new = SimpleNamespace(
            id=self.ledger.number(Deadline), inquiry_id=i.id, promise_code=promise.code, started_at=since, zone=i.zone,
            business_days=promise.business_days, calendar_version=self.calendar_version, due_at=due_at,
            due_on=one.local_day(due_at), promised_due_at=due_at, met_at=None, ended_at=None, ended_why="",
        )  # fmt: skip
        one.deadlines.append(new)
        self.ledger.count((key, 1) for key in keys_of_deadline(cast(Deadline, new)))
        self.refresh_due(one)

    def refresh_due(self, one: Living) -> None:
        """desk.clocks.refresh_due"""
        one.write()
        one.set(due_at=min((d.due_at for d in one.running()), default=None))

    def finish(self, one: Living) -> None:
        """Nothing more will happen: the rows go, and the words."""
        self.ledger.put(Inquiry, one.inquiry)
        for deadline in one.deadlines:
            self.ledger.put(Deadline, deadline)
        if one.delivery:
            self.ledger.put(Delivery, one.delivery)
        if one.emergency:
            self.ledger.put(Emergency, one.emergency)
        texts = [contact.text for contact in sorted(one.contacts, key=lambda c: (c.at, c.id))]
        rows = (one.inquiry, one.person, one.company, one.delivery)
        self.ledger.put_words(one.inquiry.id, words_of(*cast(Any, rows), texts))

    def _waiting_since(self, one: Living, promise_kind: str, emergency: bool) -> datetime | None:
        """desk.waiting.waiting_since"""
        outcome = Outcome(one.inquiry.outcome)
        asked: list[SimpleNamespace] = []
        for contact in sorted(one.contacts, key=lambda c: (c.at, c.id)):
            touch = Touch(
                contact.at, Direction(contact.direction), ContactKind(contact.kind),
                promised=outcome is Outcome.PROMISE_MADE,
            )  # fmt: skip
            if answers(touch):
                asked.clear()
            elif asks(touch) and starts_clock(
                promise_kind, channel=Channel(contact.channel), outcome=outcome, emergency=emergency
            ):
                asked.append(contact)
        mails = [contact for contact in asked if contact.kind == ContactKind.MAIL] if emergency else []
        return next((contact.at for contact in mails or asked), None)

"""Every table of the desk, on a registry of our own (a re-imported module must not meet its own tables)."""

from db.models.base import Table
from db.models.counts import Tally
from db.models.inquiries import Contact, Deadline, Delivery, Emergency, Event, Inquiry
from db.models.people import Account, Customer, DigestSent, Duty, OneTimeLink, Organisation, SignIn, Throttle
from db.models.reference import (
    Carrier,
    City,
    ClosingDayRow,
    DeskChannel,
    Identifier,
    InternalTarget,
    Line,
    Mailbox,
    Promise,
    PromiseTerm,
    ReasonRow,
    Scope,
    Script,
    Setting,
    Subcase,
)

__all__ = [
    "Account", "Carrier", "City", "ClosingDayRow", "Contact", "Customer", "Deadline", "Delivery", "DeskChannel",
    "DigestSent", "Duty", "Emergency", "Event", "Identifier", "Inquiry", "InternalTarget", "Line", "Mailbox",
    "OneTimeLink", "Organisation", "Promise", "PromiseTerm", "ReasonRow", "Scope", "Script", "Setting", "SignIn",
    "Subcase", "Table", "Tally", "Throttle",
]  # fmt: skip

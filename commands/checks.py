"""What `ventanilla doctor` looks at, one function each. Rows are streamed: no check grows with the desk."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from commands.findings import Finding
from db.chain import links
from db.engine import Store
from db.models import Deadline, Delivery, Inquiry, Line, Promise, ReasonRow, Subcase
from db.queries.calendar import load_calendar
from db.queries.reference import load
from db.queries.tallies import counted, recount
from rules.closing_days import Calendar
from rules.courier import missing_from
from rules.zones import local_date


def all_checks(look: Session, store: Store) -> Iterator[Finding]:
    """Every check of the data, in the order of the report."""
    yield foreign_keys(look, store)
    yield reference_data(look)
    yield tallies(look)
    yield deadlines(look)
    yield due_moments(look)
    yield deliveries(look)
    yield search_index(look)
    yield event_chain(look)


def foreign_keys(look: Session, store: Store) -> Finding:
    """No row points to one that is not there; other databases see to that themselves."""
    found = Finding("foreign_keys")
    if store.is_sqlite:
        for table, row, parent, _ in look.connection().exec_driver_sql("PRAGMA foreign_key_check"):
            found.add(f"{table} {row} -> {parent}")
    return found


def reference_data(look: Session) -> Finding:
    """A desk without lines, reasons or promises cannot log anything."""
    found = Finding("reference_data")
    tables: tuple[tuple[str, Any], ...] = (
        ("line", Line), ("reason", ReasonRow), ("subcase", Subcase), ("promise", Promise)
    )
    for name, table in tables:
        rows = look.exec(select(func.count()).select_from(table)).one()
        found.looked_at += rows
        if not rows:
            found.add(name)
    return found


def tallies(look: Session) -> Finding:
    """The rollups equal a full count."""
    true, told = recount(look), counted(look)
    found = Finding("tallies", looked_at=len(true))
    for key in sorted(true.keys() | told.keys()):
        if true.get(key, 0) != told.get(key, 0):
            cube, on, a, b = key
            found.add(f"{cube} {on} {a} {b}: {told.get(key, 0)} != {true.get(key, 0)}")
    return found


def deadlines(look: Session) -> Finding:
    """What is owed is due when the rules and the calendar in force say; what is met or ended says so once."""
    found = Finding("deadlines")
    if (calendar := _calendar(look, found)) is None:
        return found
    known = load(look)
    for one in look.exec(select(Deadline).execution_options(yield_per=1_000)):
        found.looked_at += 1
        if one.met_at is None and one.ended_at is None:
            term = known.term(one.promise_code, started_at=one.started_at, zone=one.zone)
            right = term.due(one.started_at, one.zone, calendar) if term else None
            if right is None or right != one.due_at:
                found.add(f"deadline {one.id}: {one.due_at.isoformat()} != {right.isoformat() if right else None}")
        if one.due_on != local_date(one.due_at, one.zone) or (one.ended_at is None) != (not one.ended_why):
            found.add(f"deadline {one.id}")
        if one.met_at is not None and one.met_at < one.started_at:
            found.add(f"deadline {one.id}: met before it started")
        look.expunge(one)
    return found


def due_moments(look: Session) -> Finding:
    """Each inquiry's own due moment is that of its earliest running deadline."""
    earliest = (
        select(func.min(Deadline.due_at)).where(
            Deadline.inquiry_id == Inquiry.id, col(Deadline.met_at).is_(None), col(Deadline.ended_at).is_(None)
        ).correlate(Inquiry).scalar_subquery()
    )  # fmt: skip
    differ = select(Inquiry.folio).where(col(Inquiry.due_at).is_distinct_from(earliest))
    found = Finding("due_moments", looked_at=look.exec(select(func.count()).select_from(Inquiry)).one())
    for folio in look.exec(differ.execution_options(yield_per=1_000)):
        found.add(str(folio))
    return found


def deliveries(look: Session) -> Finding:
    """A passport still watched is missing from the day the rules say."""
    found = Finding("deliveries")
    if (calendar := _calendar(look, found)) is None:
        return found
    watched = select(Delivery).where(Delivery.tracking_number == "", col(Delivery.settled_at).is_(None))
    for one in look.exec(watched.execution_options(yield_per=1_000)):
        found.looked_at += 1
        right = missing_from(one.visa_issued_on, one.zone, calendar)
        if right != one.missing_from:
            found.add(f"delivery {one.inquiry_id}: {one.missing_from.isoformat()} != {right.isoformat()}")
        look.expunge(one)
    return found


def _calendar(look: Session, found: Finding) -> Calendar | None:
    """The calendar in force; None, and said, when the layers that are on are none we know."""
    try:
        return load_calendar(look)
    except ValueError as error:
        found.add(str(error))
        return None


def search_index(look: Session) -> Finding:
    """Every inquiry can be found by its words, and nothing else can."""
    found = Finding("search_index", looked_at=look.exec(select(func.count()).select_from(Inquiry)).one())
    lost = "SELECT folio FROM inquiry WHERE id NOT IN (SELECT rowid FROM inquiry_search)"
    strange = "SELECT rowid FROM inquiry_search WHERE rowid NOT IN (SELECT id FROM inquiry)"
    for question in (lost, strange):
        for (which,) in look.connection().execute(text(question)):
            found.add(str(which))
    return found


def event_chain(look: Session) -> Finding:
    """Every event says what it said when it was sealed, and none is missing before another."""
    found = Finding("event_chain")
    for number, holds in links(look.connection()):
        found.looked_at += 1
        if not holds:
            found.add(f"event {number}")
    return found

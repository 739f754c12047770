"""What is done on the audit's page: files taken away, the chain verified. Looking writes nothing."""

import json
from collections.abc import Callable, Iterator
from contextvars import copy_context

import auth
import db
import words
from config import settings
from db.queries.audit import MOST, Audited, audited
from db.queries.audit_view import AuditView
from db.queries.colleagues import colleagues
from db.queries.reference import reference
from desk.errors import DeskError
from desk.exports import take_audit_away
from intake.sheets import written_csv, written_workbook
from rules.zones import local, local_date
from views.audit_decisions import Among, change_of
from views.audit_list import masked
from views.audit_words import told
from views.visit import Visit
from watch.sealed import verify
from words import t
from words.numbers import number

COLUMNS = ("event", "at_utc", "at_desk", "kind", "what", "account", "who", "before", "after", "folio", "address",
           "session", "details", "seal")  # fmt: skip
SOON = 0.3
"""Seconds a press waits for the walk along the chain: a small desk is read by then."""


def taken_away(visit: Visit, session: str, view: AuditView, kind: str) -> Callable[[], bytes]:
    """What makes the file when somebody presses: who asks is asked again, and it is remembered before it is given."""
    language, zone = words.language(), visit.zone

    def made() -> bytes:
        now = settings().now()
        visitor = auth.visitor(session, now=now)
        if visitor is None:
            raise DeskError("signed_out")
        auth.arrive(session)
        with words.speaking(language):
            with db.reading() as look:
                among = Among({one.id: one.name for one in colleagues(look)}, reference(look), local_date(now, zone))
                found = tuple(audited(look, view))
            with db.writing() as work:
                take_audit_away(work, file=kind, rows=len(found), asked=view.filters, by=visitor.account_id, now=now)
            return _written(kind, found, among, zone)

    return lambda: copy_context().run(made)  # where it comes from is known to this one alone, not to its thread


def verify_chain(visit: Visit) -> None:
    """Have every event compared with its seal, in a thread beside the work."""
    verify(visit.again().now).over.wait(SOON)


def _written(kind: str, found: tuple[Audited, ...], among: Among, zone: str) -> bytes:
    rows = _rows(found, among, zone)
    return written_csv(COLUMNS, rows) if kind == "csv" else written_workbook(COLUMNS, rows, title="audit")


def _rows(found: tuple[Audited, ...], among: Among, zone: str) -> Iterator[tuple[str | int | None, ...]]:
    for one in found:
        before, after = change_of(one)
        yield (
            one.id, one.at.isoformat(" ", "seconds"), f"{local(one.at, zone):%Y-%m-%d %H:%M:%S}", one.kind,
            told(one, among), one.by, among.who(one.by) if one.by else "", before, after, one.folio, one.address,
            one.sign_in, json.dumps(masked(one), ensure_ascii=False, sort_keys=True), one.seal,
        )  # fmt: skip
    if len(found) == MOST:
        limit = t("Only the newest {n} rows: choose fewer days for the others.", n=number(MOST))
        yield (None, "", "", "", limit, *[""] * (len(COLUMNS) - 5))

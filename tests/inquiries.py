"""Inquiries for tests: made with the desk's own verbs, at moments that are named."""

from datetime import UTC, datetime, timedelta

import db
from desk.accounts import create_account
from desk.inquiries import log_inquiry
from rules.problems import InquiryDraft
from seed.reference import load_reference
from tests.copied import furnished
from tests.server import PASSWORD

FRIDAY = datetime(2026, 3, 14, 0, 0, tzinfo=UTC)
"""Friday 13 March 2026, 17:00 in Tijuana; Monday the 16th is a holiday."""
ANA, BERTA, SOFIA = 1, 2, 3
GROUP = {
    "channel": "email", "mailbox_code": "MB_GRP_H2", "city_code": "TIJ", "reason_code": "GROUP",
    "subcase_code": "GRP_H2_INFO", "outcome": "promise_made", "organisation": "Agrícola del Norte",
    "group_kind": "h2", "group_size": 12, "subject": "Citas", "notes": "Necesitamos **12** citas",
    "name": "María López", "phone": "664 123 4567", "email": "maria@agricola.example",
}  # fmt: skip
EMERGENCY = GROUP | {"subcase_code": "GRP_H2_EMERGENCY", "subject": "Emergencia: varado", "phone": "", "email": ""}
DELIVERY = {
    "channel": "email", "mailbox_code": "MB_COURIER", "city_code": "GDL", "reason_code": "DELIVERY",
    "subcase_code": "DEL_NO_TRACKING", "outcome": "escalated", "notes": "No llega", "name": "José Ortiz",
}  # fmt: skip


def used(url: str) -> db.Store:
    """A desk with the reference data, two agents and a supervisor, made at this address and in use."""
    furnished(url, people_in)[0].close()
    return db.use(url)


def people(*, language: str = "es") -> None:
    """The reference data, two agents and a supervisor, in the database in use."""
    people_in(db.store(), language=language)


def people_in(store: db.Store, *, language: str = "es") -> None:
    with store.writing() as work:
        load_reference(work)
        for name, shown, role in (("ana", "Ana Robles", "agent"), ("berta", "Berta Luna", "agent"),
                                  ("sofia", "Sofía Duarte", "supervisor")):  # fmt: skip
            create_account(work, name, display_name=shown, password=PASSWORD, role=role, language=language, now=FRIDAY)


def log(what: dict, key: str, *, at: datetime = FRIDAY, by: int = ANA, **more: object) -> str:
    """One inquiry; its folio."""
    draft = InquiryDraft(client_key=key, language="es", received_at=at, **(what | more))
    with db.writing() as work:
        inquiry = log_inquiry(work, draft, by=by, now=at + timedelta(minutes=4))
    return str(inquiry.folio)

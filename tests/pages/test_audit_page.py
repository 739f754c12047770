"""The audit's page: every kind in a sentence of both languages, filters in the address, files remembered, the chain
verified when somebody asks. F07, F08, F10."""

import ast
import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

import words
from db.models import Event
from db.origin import Origin
from db.queries import audit as audits
from db.queries.audit import Audited, audit
from db.queries.audit_view import AuditView
from db.queries.reference import reference
from desk.accounts import account_named, change_role, create_account, set_language
from desk.errors import DeskError
from desk.inquiries import log_inquiry
from desk.looks import recall, reveal
from desk.promises import set_promise_term
from desk.promises_beside import put_on_duty, set_internal_target, set_warning_bands
from desk.sign_ins import start_session
from pages.audit_acts import taken_away
from rules.audit import EVERY_KIND
from rules.terms import Term
from rules.urgency import Bands
from tests.cast import draft
from tests.pages.conftest import FRIDAY
from tests.server import PASSWORD
from views.audit_decisions import Among
from views.audit_words import SENTENCES, told
from views.visit import Visit
from watch import sealed

SOFIA, MARTA, IRENE = 3, 4, 5
TODAY = FRIDAY.date()


@pytest.fixture(autouse=True)
def no_walk():
    sealed.forget()
    yield
    sealed.forget()


@pytest.fixture
def busy(store):
    """Sofía decided, Ana looked, Marta changed a role; the folio that was looked at."""
    with store.writing(origin=Origin("10.0.4.18", "ab12cd34ef56")) as work:
        folio = log_inquiry(work, draft(phone="55 1234 5678", name="Rosa"), by=1, now=FRIDAY).folio
        work.flush()
        reveal(work, folio, field="phone", by=1, now=FRIDAY)
        recall(work, 1, fields=["phone"], by=1, now=FRIDAY)
        set_promise_term(work, Term("P_GRP_H2_3BD", TODAY, 5), by=SOFIA, now=FRIDAY)
        set_internal_target(work, "GENERAL", "", business_days=2, holds_from=TODAY, by=SOFIA, now=FRIDAY)
        put_on_duty(work, "P_GRP_H2_3BD", 1, holds_from=TODAY, holds_to=None, by=SOFIA, now=FRIDAY)
        set_warning_bands(work, Bands(0, 2), by=SOFIA, now=FRIDAY)
        change_role(work, account_named(work, "berta"), role="auditor", by=MARTA, now=FRIDAY)
        eva = create_account(work, "eva", display_name="=Eva | <b>", password=PASSWORD, role="agent", language="es",
                             now=FRIDAY)  # fmt: skip
        set_language(work, eva, language="en", by=eva.id, now=FRIDAY)
    return folio


def written(at):
    """What stands in the list, without its tags."""
    body = "\n".join(one.proto.body for one in at.get("html") if 'class="audit"' in one.proto.body)
    return re.sub(r"<[^>]+>", " ", body)


def test_what_was_done_is_told_in_sentences_with_before_and_after_and_from_where(opened, busy):
    said = written(opened("sofia", "audit"))
    for sentence in (
        "Función de Berta Luna: Agente → Auditoría", "Marta Solís", "10.0.4.18", "sesión ab12cd34ef56",
        "Avisos: hoy 0,", "Ana Robles de guardia", "Vio completo, en", "Creó una cuenta para =Eva | &lt;b&gt;: Agente",
        "Entró",
    ):  # fmt: skip
        assert sentence in said
    assert "5678" not in said
    assert "<b>" not in said
    assert "signed_in" in said, "the raw details are there on demand"


def test_the_same_in_english_for_the_auditor(opened, busy):
    said = written(opened("irene", "audit"))
    assert "Role of Berta Luna: Agent → Auditor" in said
    assert "New term of “" in said


def test_the_filters_lie_in_the_address_and_mean_what_they_say(opened, busy):
    looked = written(opened("irene", "audit", about="looks"))
    assert busy in looked
    assert "Signed in" not in looked
    assert "Role of Berta" not in written(opened("irene", "audit", person=str(SOFIA)))
    assert "Role of Berta" in written(opened("irene", "audit", person=str(MARTA)))
    assert "Logged: " + busy in re.sub(r"\s+", " ", written(opened("irene", "audit", folio=busy)))
    at = opened("sofia", "audit")
    at.selectbox(key="audit_about").set_value("looks").run()
    assert "looks" in at.query_params["about"]
    assert "Entró" not in written(at)
    at.text_input(key="audit_folio").set_value("hola").run()
    assert "no es un folio" in at.warning[0].value
    at.button(key="audit_clear").click().run()
    assert "about" not in at.query_params
    assert "Entró" in written(at)
    assert not at.warning


def test_older_ones_come_a_page_at_a_time_and_the_way_back_too(opened, store, monkeypatch):
    with store.writing() as work:
        ana = account_named(work, "ana")
        for n in range(120):
            start_session(work, ana, token_hash=f"{n:064x}", now=FRIDAY)
    at = opened("irene", "audit")
    first = written(at)
    assert at.button(key="audit_newer").disabled
    at.button(key="audit_older").click().run()
    second = written(at)
    assert first != second
    assert "older" in at.query_params
    at.button(key="audit_newer").click().run()
    assert written(at) == first


def sample(kind, details):
    return Audited(7, kind, SOFIA, FRIDAY, TODAY, details, "10.0.0.1", "ab12", "00", "26-000001-0")


def test_every_kind_has_its_sentence_and_survives_details_nobody_foresaw(store):
    """An old event, or one of a newer version: the page tells it as well as it can."""
    assert set(SENTENCES) == set(EVERY_KIND)
    with store.reading() as look:
        among = Among({SOFIA: "Sofía"}, reference(look), TODAY)
    for lang in ("es", "en"):
        with words.speaking(lang):
            for kind in EVERY_KIND:
                for details in ({}, {"before": None, "after": ["x"], "account": 99, "what": "new", "days": []}):
                    assert told(sample(kind, details), among).strip(), (kind, details)


REMEMBERED = {"remember", "remember_account", "remember_decision"}


def test_every_kind_that_belongs_to_no_inquiry_is_audited():
    """Whatever the desk remembers beside inquiries, as it stands in the source."""
    root, kinds = Path(__file__).resolve().parents[2], set()
    for path in (*(root / "desk").glob("*.py"), *(root / "auth").glob("*.py"), *(root / "commands").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[_, ast.Constant(value=kind), *_]) if name in REMEMBERED:
                    kinds |= {kind} - ({kind} if "inquiry" in {one.arg for one in node.keywords} else set())
    assert {"signed_in", "role_changed", "calendar_changed", "exported"} <= kinds
    assert kinds <= set(EVERY_KIND)


def visit_of(account_id, language="es"):
    return Visit(account_id, "Irene", "auditor", language, FRIDAY, "America/Mexico_City", {}, renew=lambda: None)


def session_of(store, name):
    with store.writing() as work:
        start_session(work, account_named(work, name), token_hash="s" * 64, now=FRIDAY)
    return "s" * 64


def last_event(store):
    with store.reading() as look:
        return look.exec(text("SELECT kind, by, details FROM event ORDER BY id DESC LIMIT 1")).one()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_holds_what_the_filters_leave_runs_nothing_and_is_remembered(store, busy, kind):
    session = session_of(store, "irene")
    view = AuditView.from_query({"about": "accounts"})
    made = taken_away(visit_of(IRENE), session, view, kind)()
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(io.BytesIO(made)).active
        rows = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}, "no formula"
    with store.reading() as look:
        assert len(rows) - 1 == len(audit(look, view).rows)
    role = next(row for row in rows if row[3] == "role_changed")
    assert role[4:9] == ["Función de Berta Luna: Agente → Auditoría", str(MARTA), "Marta Solís", "agent", "auditor"]
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
    assert "'=Eva | <b>" in [row[6] for row in rows]
    told = last_event(store)
    assert (told[0], told[1]) == ("exported", IRENE)
    assert f'"rows": {len(rows) - 1}' in str(told[2])


def test_a_file_is_bounded_and_says_so(store, busy, monkeypatch, faults):
    import pages.audit_acts as acts

    monkeypatch.setattr(acts, "MOST", 3)
    monkeypatch.setattr(acts, "audited", lambda look, view: audits.audited(look, view, most=3))
    made = taken_away(visit_of(IRENE), session_of(store, "irene"), AuditView(), "csv")().decode("utf-8-sig")
    assert len(made.splitlines()) == 1 + 3 + 1
    assert "Solo los 3 renglones más recientes" in made
    faults.tell("F08", "an export of more than a file holds", provoked=1, present=3, seen="limit stated, remembered")


@pytest.mark.parametrize("who", ["ana", "gone"])
def test_nobody_takes_the_audit_away_whose_role_or_session_does_not_allow_it(store, busy, who):
    session = session_of(store, "ana") if who == "ana" else "x" * 64
    before = last_event(store)
    with pytest.raises(DeskError) as refused:
        taken_away(visit_of(1), session, AuditView(), "csv")()
    assert refused.value.code == ("not_allowed" if who == "ana" else "signed_out")
    assert last_event(store) == before


def test_the_chain_is_verified_on_a_press_and_a_changed_event_is_named(opened, busy, store):
    at = opened("irene", "audit")
    assert "not verified" in "".join(one.proto.body for one in at.get("html"))
    assert sealed.last_walk() is None, "no run of a page reads every event"
    at.button(key="audit_verify").click().run()
    assert "No event was changed" in "".join(one.proto.body for one in at.get("html"))
    with store.writing() as work:
        work.connection().execute(text("UPDATE event SET details = '{\"field\": \"email\"}' WHERE kind = 'revealed'"))
    at.button(key="audit_verify").click().run()
    said = "".join(one.proto.body for one in at.get("html"))
    assert "Events were changed or taken away" in said
    assert sealed.last_walk().broken == 1


def test_agents_have_no_audit(opened, busy):
    at = opened("ana", "audit")
    assert not [one for one in at.get("html") if 'class="audit"' in one.proto.body]


def test_an_agents_look_at_a_known_caller_is_remembered_before_the_form_shows_it(opened, store, faults):
    with store.writing() as work:
        log_inquiry(work, draft(phone="664 123 4567", name="José Peña", email="jose@example.com"), by=1, now=FRIDAY)
    at = opened("ana", "log")
    token = at.session_state["call_token"]
    at.text_input(key=f"call_phone_{token}").set_value("664 123 4567").run()
    assert "jose@example.com" not in str([one.label for one in at.button])
    next(one for one in at.button if one.key.startswith("use_")).click().run()
    assert at.text_input(key=f"call_email_{token}").value == "jose@example.com"
    with store.reading() as look:
        row = look.exec(select(Event.by, Event.details).where(Event.kind == "recalled")).one()
    assert row == (1, {"customer": 1, "fields": ["email"]})
    faults.tell("F10", "a full value without a look that is remembered", provoked=1, present=1, seen="one event")

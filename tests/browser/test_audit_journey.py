"""An agent looks at a masked value in Chromium; an auditor finds the look, takes the audit away and has it verified."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from db.models import Event, SignIn
from desk.accounts import create_account
from desk.inquiries import log_inquiry
from tests.cast import draft
from tests.server import PASSWORD, chromium, sign_in_with

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
expect = sync_api.expect


@pytest.fixture(scope="module")
def desk(clean_desk):
    """Also an auditor, and a call of somebody whose number is known."""
    now = datetime.now(UTC)
    with clean_desk.store.writing() as work:
        create_account(work, "irene", display_name="Irene Castro", password=PASSWORD, role="auditor", language="es",
                       now=now)  # fmt: skip
        folio = log_inquiry(work, draft(phone="664 123 4567", name="Rosa", received_at=now), by=1, now=now).folio
    object.__setattr__(clean_desk, "folio", folio)
    return clean_desk


def newest(desk, kind):
    with desk.store.reading() as look:
        found = look.exec(select(Event).where(Event.kind == kind).order_by(col(Event.id).desc())).first()
        session = look.exec(
            select(SignIn.token_hash).where(SignIn.account_id == found.by).order_by(col(SignIn.created_at).desc())
        ).first()
    return found, session


def test_a_look_is_found_by_the_auditor_with_its_session_and_its_value_nowhere(desk):
    with chromium() as page:
        sign_in_with(page, desk, "ana", path=f"/inquiry?folio={desk.folio}")
        page.get_by_role("button", name="Mostrar: Teléfono").click()
        expect(page.get_by_text("664 123 4567")).to_be_visible(timeout=15_000)
        page.get_by_role("tab", name="Historia").click()
        page.get_by_text("Nota · Alt+B").click()
        expect(page.get_by_text("664 123 4567")).to_have_count(0, timeout=15_000)
    look, session = newest(desk, "revealed")
    assert (look.address, look.sign_in) == ("127.0.0.1", session[:12])
    with chromium(accept_downloads=True) as page:
        sign_in_with(page, desk, "irene", path="/audit?about=looks")
        row = page.locator(".audit tbody tr").first
        expect(row).to_contain_text(f"Vio completo, en {desk.folio}: Teléfono", timeout=20_000)
        expect(row).to_contain_text(f"sesión {session[:12]}")
        row.locator("summary").click()
        expect(row.locator("details")).to_contain_text(look.seal)
        with page.expect_download(timeout=20_000) as download:
            page.get_by_role("button", name="Como CSV").click()
        rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
        assert [one[3] for one in rows[1:]] == ["revealed"]
        taken, session = newest(desk, "exported")
        assert (taken.details["rows"], taken.address, taken.sign_in) == (1, "127.0.0.1", session[:12])
        page.get_by_role("button", name="Verificar los sellos").first.click()
        expect(page.locator(".st-key-audit_chain")).to_contain_text("Ningún evento fue cambiado", timeout=20_000)
        page.goto(f"{desk.url}/inquiry?folio={desk.folio}")
        expect(page.get_by_text("•••• 4567")).to_be_visible(timeout=20_000)
        expect(page.get_by_role("button", name="Mostrar: Teléfono")).to_have_count(0)
        assert "664 123 4567" not in page.content()
        assert not page.told

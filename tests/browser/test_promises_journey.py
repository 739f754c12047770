"""A month of promises in a real browser: from its figure to the list, as a file, on paper; a term decided."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.test_queue_journey import mail
from tests.server import chromium, sign_in_with

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
expect = sync_api.expect


def test_from_a_figure_to_its_list_as_a_file_on_one_sheet_of_paper_and_a_term_decided(clean_desk):
    late = mail(clean_desk, "Viñedos", days=40)
    month = (datetime.now(UTC) - timedelta(days=36)).strftime("%Y-%m")
    with chromium() as page:
        sign_in_with(page, clean_desk, "sofia", path=f"/promises?month={month}")
        expect(page.locator(".sheet .list").first).to_contain_text("Grupos H2", timeout=30_000)
        with page.expect_download() as kept:
            page.get_by_role("button", name="Como archivo").click()
        text = kept.value.path().read_text("utf-8")
        assert kept.value.suggested_filename == f"promesas-{month}.html"
        assert late in text and "Viñedos" not in text and "<script" not in text
        page.emulate_media(media="print")
        assert len(re.findall(rb"/Type /Page\b(?!s)", page.pdf(format="Letter", landscape=True))) == 1
        expect(page.get_by_role("button", name="Como archivo")).to_be_hidden()
        page.emulate_media(media="screen")
        page.get_by_role("link", name="Grupos H2").click()
        expect(page.locator(f"tr[data-folio='{late}'] a.number")).to_be_visible(timeout=20_000)
        assert "promise=P_GRP_H2_3BD" in page.url
        page.goto(f"{clean_desk.url}/promises?part=settings")
        page.get_by_label("Días hábiles", exact=True).first.fill("1")
        page.get_by_role("button", name="Ver qué cambiaría").click()
        expect(page.locator(".promise-effect")).to_contain_text("Ningún plazo abierto se mueve.", timeout=20_000)
        page.get_by_role("button", name="Decidirlo").click()
        expect(page.locator(".promise-saved")).to_contain_text("Decidido.", timeout=20_000)
        expect(page.locator(".st-key-promise_terms .list")).to_contain_text("1 día hábil, hasta las 20:00")

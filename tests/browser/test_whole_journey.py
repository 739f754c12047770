"""From a late mail to the supervisor's chart and back, in Chromium: logged, found, answered, counted, clicked."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.accounts import account_named
from desk.inquiries import log_inquiry
from rules.problems import InquiryDraft
from tests.server import chromium, sign_in_with, until

pytestmark = pytest.mark.browser


def a_late_group_mail(desk, key, organisation):
    """What an agent logged twelve days after it came; its folio."""
    now = datetime.now(UTC)
    with desk.store.writing() as work:
        me = account_named(work, "ana").id
        return log_inquiry(
            work,
            InquiryDraft(client_key=key, channel="email", language="es", reason_code="GROUP", city_code="TIJ",
                         subcase_code="GRP_H2_INFO", outcome="promise_made", mailbox_code="MB_GRP_H2",
                         organisation=organisation, received_at=now - timedelta(days=12)),
            by=me, now=now,
        ).folio  # fmt: skip


def figure(page, name):
    return page.locator(f".st-key-figure_{name} .figure-value").inner_text().split()[-1]


@pytest.mark.parametrize(
    ("agent", "late", "found", "answered", "english"),
    [
        ("ana", "Respuestas vencidas", "Agrícola del Norte", "Registrar respuesta", False),
        ("berta", "Overdue answers", "Cosechas del Sur", "Record the answer", True),
    ],
)
def test_a_late_mail_is_answered_and_the_supervisor_sees_it_go(clean_desk, agent, late, found, answered, english):
    folio = a_late_group_mail(clean_desk, f"journey {agent}", found)
    with chromium() as page:
        sign_in_with(page, clean_desk, "sofia")
        page.locator(".st-key-figure_overdue .figure-value").wait_for()
        before = int(figure(page, "overdue"))
        assert before >= 1
    with chromium(locale="en-US" if english else "es-MX") as page:
        sign_in_with(page, clean_desk, agent, path="/queue")
        page.get_by_text(late, exact=False).first.wait_for()
        row = page.locator("tr", has_text=found)
        row.get_by_role("link", name=folio).first.click()
        page.get_by_role("button", name=answered).wait_for()
        assert page.locator(".strip .due").count() >= 1
        page.get_by_role("textbox").first.fill("Se respondió con las fechas.")
        page.get_by_role("button", name=answered).click()
        page.locator(".chip-met_late").first.wait_for()
    with chromium() as page:
        sign_in_with(page, clean_desk, "sofia")
        page.locator(".st-key-figure_overdue .figure-value").wait_for()
        assert int(figure(page, "overdue")) == before - 1


def test_a_click_on_a_bar_lists_the_inquiries_behind_it(clean_desk):
    folio = a_late_group_mail(clean_desk, "journey click", "Huertos del Valle")
    with chromium() as page:
        sign_in_with(page, clean_desk, "sofia", path="/volumes")
        bar = page.locator(".st-key-panel_by_city g.mark-rect.role-mark path").first
        bar.wait_for(timeout=20_000)
        bar.click(force=True)
        page.wait_for_url("**/queue?**")
        until(page, "f => document.querySelector('.queue-board, table')?.innerText.includes(f)", folio)
        assert "queue=received" in page.url and "city=TIJ" in page.url
        page.get_by_role("link", name=folio).first.click()
        page.wait_for_url("**/inquiry?**")
        page.locator(".strip .due").first.wait_for()

"""The queues in a real browser, by keyboard: take, answer, be told that a colleague was faster, search."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from db.models import Contact, Inquiry
from desk.accounts import account_named
from desk.inquiries import log_inquiry
from desk.moves import take
from rules.problems import InquiryDraft
from tests.server import chromium, sign_in_with

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
expect = sync_api.expect


def mail(desk, organisation, *, days=14):
    now = datetime.now(UTC)
    draft = InquiryDraft(
        client_key=uuid.uuid4().hex, channel="email", language="es", reason_code="GROUP", subcase_code="GRP_H2_INFO",
        outcome="promise_made", received_at=now - timedelta(days=days), mailbox_code="MB_GRP_H2", city_code="TIJ",
        organisation=organisation, group_kind="h2", subject="Citas",
    )  # fmt: skip
    with desk.store.writing() as work:
        return log_inquiry(work, draft, by=account_named(work, "ana").id, now=now).folio


def inquiry(desk, folio):
    with desk.store.reading() as look:
        return look.exec(select(Inquiry).where(Inquiry.folio == folio)).one()


def counter(page, queue):
    return page.locator(f"[data-queue={queue}] b")


def link(page, folio):
    return page.locator(f"tr[data-folio='{folio}'] a.number")


def test_a_late_mail_is_taken_and_answered_by_keyboard_and_the_counter_goes_down(clean_desk):
    first, second = mail(clean_desk, "<img src=x onerror=alert(1)>", days=20), mail(clean_desk, "Viñedos")
    with chromium() as page:
        sign_in_with(page, clean_desk, "ana", path="/queue")
        expect(counter(page, "overdue")).to_have_text("2", timeout=30_000)
        expect(page.locator("tbody tr")).to_have_count(2)
        assert page.locator("tbody img").count() == 0
        link(page, first).focus()
        page.keyboard.press("ArrowDown")
        expect(link(page, second)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("t")
        expect(page.get_by_role("status").filter(has_text=first)).to_have_text(f"{first}: es suya.")
        expect(link(page, first)).to_be_focused()
        page.keyboard.press("a")
        note = page.get_by_label("Nota (opcional)")
        note.fill("Se les explicó el trámite")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".queue-top .saved")).to_have_text(f"{first}: respuesta registrada.", timeout=15_000)
        expect(counter(page, "overdue")).to_have_text("1")
        expect(note).to_have_count(0)
        expect(link(page, second)).to_be_focused()
        answered = inquiry(clean_desk, first)
        with clean_desk.store.reading() as look:
            replies = look.exec(select(Contact).where(Contact.inquiry_id == answered.id, Contact.kind == "reply")).all()
        assert [one.text for one in replies] == ["Se les explicó el trámite"]
        assert answered.status == "waiting"

        # A colleague takes the other one while it is on the screen.
        with clean_desk.store.writing() as work:
            berta = account_named(work, "berta").id
            take(work, second, by=berta, now=datetime.now(UTC))
        link(page, second).focus()
        page.keyboard.press("t")
        expect(page.locator(".queue-top .problem")).to_have_text(
            f"Otra persona acaba de tomar {second}.", timeout=15_000
        )
        assert inquiry(clean_desk, second).assignee_id == berta

        page.keyboard.press("Control+k")
        page.keyboard.type("vinedos")
        page.keyboard.press("Enter")
        expect(page.locator("tbody tr")).to_have_count(1)
        assert "vinedos" not in page.url
        link(page, second).focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/inquiry?folio={second}*", timeout=15_000)
        # Streamlit remarks on a field and a list that speak in one breath; both are heard.
        assert [one for one in page.told if "fragmentIds" not in one] == []


def test_a_copied_link_shows_the_same_list_in_english(clean_desk):
    with chromium(locale="en-US") as page:
        sign_in_with(page, clean_desk, "berta", path="/queue?queue=open&reason=GROUP")
        page.goto(f"{clean_desk.url}/queue?queue=open&reason=GROUP")
        expect(page.locator("[aria-current=page][data-queue]")).to_contain_text("All open", timeout=30_000)
        expect(page.locator(".queue-top h2")).to_have_text("All open")
        page.locator("[data-queue=mine]").click()
        page.wait_for_url("**/queue?queue=mine&reason=GROUP")
        expect(page.locator(".queue-top h2")).to_have_text("Mine")

"""Deliveries in a real browser: numbers typed row by row without waiting, a courier's workbook brought through the
gate, looked through, entered; brought again, nothing changes."""

import io
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import Workbook
from sqlmodel import select

from db.models import Delivery, Event, Inquiry
from desk.accounts import account_named
from desk.inquiries import log_inquiry
from rules.problems import InquiryDraft
from tests.server import chromium, sign_in_with

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
expect = sync_api.expect
NAMES = ("Ana Sol", "Luz Mar", "María Peña López", "José Núñez", "Eva <b>Paz</b>")


def passport(desk, name, *, days):
    now = datetime.now(UTC)
    draft = InquiryDraft(
        client_key=uuid.uuid4().hex, channel="email", language="es", reason_code="DELIVERY", city_code="TIJ",
        subcase_code="DEL_NO_TRACKING", outcome="promise_made", received_at=now, mailbox_code="MB_COURIER", name=name,
        visa_issued_on=(now - timedelta(days=days)).date(),
    )  # fmt: skip
    with desk.store.writing() as work:
        return log_inquiry(work, draft, by=account_named(work, "ana").id, now=now).folio


def numbers(desk):
    with desk.store.reading() as look:
        rows = look.exec(select(Inquiry.folio, Delivery.tracking_number).join(Delivery)).all()
    return dict(rows)


def events(desk):
    with desk.store.reading() as look:
        return len(look.exec(select(Event.id).where(Event.kind.in_(["tracking_set", "tracking_list_entered"]))).all())


def counter(page, state):
    return page.locator(f"[data-state={state}] b")


def workbook(*rows):
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return {"name": "lista.xlsx", "mimeType": "application/octet-stream", "buffer": kept.getvalue()}


def test_numbers_are_typed_in_a_row_and_a_list_is_brought_twice(clean_desk):
    ana, luz, maria, jose, eva = (passport(clean_desk, name, days=60 - n) for n, name in enumerate(NAMES))
    with chromium() as page:
        sign_in_with(page, clean_desk, "ana", path="/deliveries")
        field = page.locator("input.typed")
        expect(field).to_have_count(5, timeout=30_000)
        assert page.locator("tbody b").count() == 0
        field.first.focus()
        page.keyboard.type("33 1881-0025")
        page.keyboard.press("Enter")
        page.keyboard.type("3318810037")  # at once; its check digit is wrong
        page.keyboard.press("Enter")
        page.keyboard.type("4111111111111111")
        page.keyboard.press("Enter")
        expect(field).to_have_count(3, timeout=20_000)
        expect(counter(page, "on_way")).to_have_text("2")
        expect(page.locator(".queue-top .saved")).to_have_text(f"{luz}: número de guía guardado.")
        expect(page.locator(".queue-top .problem")).to_contain_text("dígito verificador")
        expect(page.locator(f"tr[data-folio='{maria}'] .row-problem")).to_contain_text("Número de guía")
        assert numbers(clean_desk) == {ana: "3318810025", luz: "3318810037", maria: "", jose: "", eva: ""}

        page.locator(".st-key-deliveries_list button").click()
        brought = workbook(["Guía", "Destinatario"], [3318810040, "NUNEZ JOSE"], ["3318810051", "maria pena lopez"],
                           ["3318810025", "Ana Sol"], ["=A2+1", "Otra"], ["3318810062", "Nadie Más"])  # fmt: skip
        page.locator("input[type=file]").set_input_files(brought)
        expect(page.locator(".courier-counts .good")).to_have_text("1reconocidas", timeout=20_000)
        expect(page.locator(".courier-counts li")).to_have_text(
            ["1reconocidas", "1ya registradas", "1por elegir", "1no están en Ventanilla", "1no se pueden leer"]
        )
        page.get_by_role("combobox", name="De quién es la línea 2").click()
        page.get_by_role("option").first.click()
        enter = page.locator(".st-key-courier_enter button")
        expect(enter).to_contain_text("Registrar 2 guías", timeout=15_000)
        before = events(clean_desk)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("2 guías registradas.")).to_be_visible(timeout=15_000)
        expect(page.locator(".courier-counts li").nth(1)).to_have_text("3ya registradas")
        after = {ana: "3318810025", luz: "3318810037", maria: "3318810051", jose: "3318810040", eva: ""}
        assert numbers(clean_desk) == after and events(clean_desk) == before + 3

        page.locator("input[type=file]").set_input_files(brought | {"name": "otra vez.xlsx"})
        expect(page.get_by_text("otra vez.xlsx ·")).to_be_visible(timeout=20_000)
        expect(page.locator(".courier-counts li").nth(1)).to_have_text("3ya registradas")
        expect(enter).to_have_count(0)
        assert numbers(clean_desk) == after and events(clean_desk) == before + 3

        page.locator(".st-key-courier_back button").click()
        expect(counter(page, "on_way")).to_have_text("4", timeout=20_000)
        expect(page.locator("tr[data-folio] a")).to_have_text([eva])
        page.locator("[data-act=why]").click()
        expect(page.locator("tr.days .late")).to_have_count(1, timeout=15_000)
        assert page.told == []

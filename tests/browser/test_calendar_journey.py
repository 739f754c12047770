"""A supervisor closes a day: the effect is read first, the queue follows, the entry says who; then it is taken back."""

import uuid
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from db.models import Deadline
from db.queries.calendar import load_calendar
from desk.accounts import account_named
from desk.inquiries import log_inquiry
from rules.business_days import add_business_days
from rules.problems import InquiryDraft
from rules.zones import local_date, moment
from tests.rules.floor import MEXICO_CITY
from tests.server import chromium, sign_in_with

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
expect = sync_api.expect

LIST = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{events}END:VCALENDAR\n"
EVENT = "BEGIN:VEVENT\nUID:{n}\nDTSTART;VALUE=DATE:{on:%Y%m%d}\nSUMMARY:{name}\nEND:VEVENT\n"


def mail(desk, *, at):
    draft = InquiryDraft(
        client_key=uuid.uuid4().hex, channel="email", language="es", reason_code="GROUP", subcase_code="GRP_H2_INFO",
        outcome="promise_made", received_at=at, mailbox_code="MB_GRP_H2", city_code="MEX", organisation="Viñedos",
        group_kind="h2", subject="Citas",
    )  # fmt: skip
    with desk.store.writing() as work:
        return log_inquiry(work, draft, by=account_named(work, "ana").id, now=at).folio


def due(desk):
    with desk.store.reading() as look:
        (deadline,) = look.exec(select(Deadline)).all()
    return deadline.due_on, deadline.promised_due_at


def in_queue(page, desk, folio):
    """What the queue says of it."""
    page.goto(f"{desk.url}/queue?queue=open")
    row = page.locator(f"tr[data-folio='{folio}']")
    expect(row).to_be_visible(timeout=20_000)
    return row.inner_text()


def html(page, text):
    return page.locator(".stHtml").filter(has_text=text)


def test_a_day_is_closed_the_queue_follows_and_taking_it_back_brings_the_state_back(clean_desk, tmp_path: Path):
    with clean_desk.store.reading() as look:
        calendar = load_calendar(look)
    today = local_date(datetime.now(UTC), MEXICO_CITY)  # overdue for three business days, at whatever hour this runs
    folio = mail(clean_desk, at=moment(add_business_days(today, -6, calendar), time(12), MEXICO_CITY))
    (was_on, promised) = due(clean_desk)
    day = add_business_days(was_on, -1, calendar)
    with chromium() as page, chromium() as other:
        sign_in_with(other, clean_desk, "ana")
        first_said = in_queue(other, clean_desk, folio)
        sign_in_with(page, clean_desk, "sofia", path=f"/calendar?day={day}")
        page.get_by_label("Cómo se llama").fill("Huelga <b>general</b>")
        page.get_by_role("button", name="Ver qué pasaría").click()
        expect(page.locator(".cal-effect")).to_contain_text("1 plazo abierto se mueve.", timeout=20_000)
        expect(page.locator(".cal-effect")).to_contain_text("Huelga <b>general</b>")
        assert due(clean_desk)[0] == was_on, "looking changes nothing"
        page.get_by_role("button", name="Confirmar").click()
        expect(html(page, "Decidido: se movió 1 plazo abierto.")).to_have_count(1, timeout=20_000)
        assert due(clean_desk) == (add_business_days(was_on, 1, calendar), promised)
        entry = page.get_by_role("row").filter(has_text="declaró inhábil")
        expect(entry).to_contain_text("Sofía Duarte")
        expect(entry).to_contain_text("1 plazo abierto se mueve.")
        assert in_queue(other, clean_desk, folio) != first_said
        other.goto(f"{clean_desk.url}/inquiry?folio={folio}")
        expect(html(other, "Se prometió primero para").first).to_be_visible(timeout=20_000)
        page.get_by_role("button", name="Retirar: Huelga").click()
        expect(page.locator(".cal-effect")).to_contain_text("1 plazo abierto se mueve.", timeout=20_000)
        page.get_by_role("button", name="Confirmar").click()
        expect(page.get_by_role("row").filter(has_text="retiró el")).to_have_count(1, timeout=20_000)
        assert due(clean_desk)[0] == was_on
        assert in_queue(other, clean_desk, folio) == first_said
        _bring_a_list(page, tmp_path, day)
        assert page.told == []


def _bring_a_list(page, folder, day):
    events = "".join(EVENT.format(n=n, on=day + timedelta(days=365 * n), name=f"Cierre {n}") for n in (1, 2))
    (folder / "cierres.ics").write_text(LIST.format(events=events), encoding="utf-8")
    page.get_by_text("Agregar días de un archivo de calendario").click()
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(folder / "cierres.ics")
    expect(page.get_by_role("button", name="Guardar la lista")).to_be_visible(timeout=20_000)
    (folder / "nada.ics").write_text("hola", encoding="utf-8")
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(folder / "nada.ics")
    expect(html(page, "Este archivo no es un calendario")).to_have_count(1, timeout=20_000)

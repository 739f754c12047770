"""Accounts in a real Chromium: locked out, let in by a link, a password to be changed, a code, a session ended in
the middle of a call."""

import re
import time
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlmodel import select

from db.models import Throttle
from db.queries.accounts import people
from desk.accounts import create_account
from tests.browser.test_call_journey import case, into, line, ready, reason
from tests.server import PASSWORD, chromium, sign_in_with, until

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
expect = sync_api.expect
PHRASE = "siete lunas sobre el malecón"
NOTES = "a media frase, cuando la sesión termina"
ALERT = "El nombre y la contraseña no coinciden."


@pytest.fixture(scope="module")
def desk(clean_desk):
    """Also an administrator."""
    with clean_desk.store.writing() as work:
        create_account(work, "marta", display_name="Marta Solís", password=PASSWORD, role="administrator",
                       language="es", now=datetime.now(UTC))  # fmt: skip
    return clean_desk


def choose(page, desk, shown):
    """Open somebody's account: the table is a canvas, so the row is clicked where it must be."""
    with desk.store.reading() as look:
        names = [one.display_name for one in people(look, now=datetime.now(UTC), idle=timedelta(minutes=30))]
    grid = page.locator(".stDataFrame").first
    grid.locator("canvas").first.wait_for(timeout=30_000)
    page.get_by_role("button", name="Cuenta nueva").wait_for()
    page.wait_for_timeout(300)
    grid.click(position={"x": 90, "y": 38 + 35 * names.index(shown) + 17})
    expect(page.locator(".account-head h2")).to_contain_text(shown, timeout=15_000)


def attempt(page, password):
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")


def test_locked_out_and_let_in_again_by_a_link_that_works_once(desk):
    with chromium() as boss, chromium() as page:
        page.goto(f"{desk.url}/sign-in")
        page.get_by_label("Nombre", exact=True).fill("berta")
        for n in range(5):
            attempt(page, f"guess {n}")
            expect(page.get_by_role("alert")).to_have_text(ALERT)
        attempt(page, PASSWORD)
        expect(page.get_by_role("alert")).to_contain_text("Demasiados intentos.")
        sign_in_with(boss, desk, "marta", path="/accounts")
        choose(boss, desk, "Berta Luna")
        boss.get_by_role("button", name="Enlace para otra contraseña").click()
        link = boss.locator(".st-key-account_link code").inner_text(timeout=15_000).replace("\n", "").strip()
        page.goto(link)
        expect(page.locator(".lead")).to_contain_text("Para Berta Luna.")
        attempt(page, "corta")
        expect(page.get_by_role("alert")).to_contain_text("al menos 12")
        attempt(page, PHRASE)
        expect(page.get_by_role("status").first).to_contain_text("Su nueva contraseña quedó lista.")
        page.get_by_label("Nombre", exact=True).fill("berta")
        attempt(page, PHRASE)
        page.locator(".desk-bar").wait_for(timeout=30_000)
        boss.goto(link)
        expect(boss.get_by_role("heading", name="Este enlace no sirve")).to_be_visible()
        assert [one for one in page.told + boss.told if "Security Policy" in one or "pageerror" in one] == []


def test_a_new_colleague_changes_the_password_that_was_dictated(desk):
    with chromium() as boss, chromium() as page:
        sign_in_with(boss, desk, "sofia", path="/accounts")
        boss.get_by_role("button", name="Cuenta nueva").click()
        boss.get_by_label("Nombre", exact=True).fill("Eva Ruiz")
        boss.get_by_label("Nombre para entrar", exact=True).fill("eva")
        boss.get_by_label("Primera contraseña", exact=True).fill(PASSWORD)
        boss.get_by_role("button", name="Crear la cuenta").click()
        expect(boss.locator(".account-saved")).to_contain_text("La cuenta de Eva Ruiz", timeout=15_000)
        page.goto(f"{desk.url}/queue")
        page.get_by_label("Nombre", exact=True).fill("eva")
        attempt(page, PASSWORD)
        expect(page.locator(".lead")).to_contain_text("Otra persona eligió")
        page.goto(f"{desk.url}/log")
        assert page.url.startswith(f"{desk.url}/password")
        page.locator("#old").fill(PASSWORD)
        attempt(page, PHRASE)
        expect(page.locator(".desk-bar")).to_contain_text("Eva Ruiz", timeout=30_000)


def test_a_supervisor_turns_the_second_step_on_and_is_asked_for_a_code(desk):
    with chromium() as page:
        sign_in_with(page, desk, "sofia")
        page.locator(".desk-bar a.who").click()
        page.get_by_role("link", name="Activar el segundo paso").click(timeout=20_000)
        page.locator("#old").fill(PASSWORD)
        page.get_by_role("button", name="Continuar").click()
        secret = re.sub(r"\s", "", page.locator(".secret").inner_text())
        telephone = pyotp.TOTP(secret)
        assert page.locator(".qr svg").bounding_box()["width"] > 150
        page.locator("#code").fill("000000")
        page.locator("#code").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Este código no es correcto")
        assert secret in re.sub(r"\s", "", page.locator(".secret").inner_text()), "the same secret goes on"
        if time.time() % 30 > 25:
            page.wait_for_timeout(5_100)
        page.locator("#code").fill(telephone.at(int(datetime.now(UTC).timestamp()) - 30))
        page.locator("#code").press("Enter")
        expect(page.locator(".account-saved")).to_contain_text("El segundo paso está activo.", timeout=30_000)
        page.get_by_role("button", name="Salir").click()
        page.get_by_label("Nombre", exact=True).fill("sofia")
        attempt(page, PASSWORD)
        expect(page.get_by_role("heading", name="Segundo paso")).to_be_visible()
        expect(page.locator("#code")).to_be_focused()
        page.keyboard.type(telephone.now())
        page.keyboard.press("Enter")
        page.locator(".desk-bar").wait_for(timeout=30_000)
        assert [one for one in page.told if "Security Policy" in one or "pageerror" in one] == []


def test_a_session_ended_by_an_administrator_in_the_middle_of_a_call_loses_no_word(desk):
    with desk.store.writing() as work:
        for row in work.exec(select(Throttle)).all():
            work.delete(row)
    with chromium() as boss, chromium() as page:
        sign_in_with(page, desk, "ana")
        ready(page)
        line(page, "tijuana")
        reason(page, 5, "Soy un procesador grupal autorizado y necesito ayuda")
        case(page, 1)
        into(page, "organisation", "Agrícola del Norte")
        page.keyboard.press("Alt+m")
        page.keyboard.type(NOTES)
        sign_in_with(boss, desk, "marta", path="/accounts")
        choose(boss, desk, "Ana Robles")
        boss.get_by_role("button", name="Terminarla").click()
        expect(boss.locator(".account-saved")).to_contain_text("Esa sesión terminó.", timeout=15_000)
        page.keyboard.press("Tab")
        page.get_by_text("Su sesión terminó").wait_for(timeout=20_000)
        page.get_by_role("link", name="Entrar de nuevo").click()
        page.get_by_label("Nombre", exact=True).fill("ana")
        attempt(page, PASSWORD)
        page.get_by_text("Sin terminar: esto es lo que se había escrito.").wait_for(timeout=30_000)
        until(page, """typed => [...document.querySelectorAll('[class*=st-key-call_notes_] textarea')].at(-1)?.value
                       === typed""", NOTES)  # fmt: skip

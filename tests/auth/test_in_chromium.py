"""The doors and the shell in a real browser: the policy holds, nothing is asked elsewhere, the words are ours."""

import pytest
from playwright.sync_api import expect

from tests.server import PASSWORD, chromium, one_chromium, sign_in_with

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def browser():
    with one_chromium():
        yield


def test_in_through_the_door_another_language_and_out_again(desk):
    with chromium() as page:
        elsewhere = []
        page.on(
            "request",
            lambda one: None if one.url.startswith((desk.url, "data:", "blob:")) else elsewhere.append(one.url),
        )
        sign_in_with(page, desk, "ana", path="/queue?view=overdue")
        assert page.url == f"{desk.url}/queue?view=overdue"
        expect(page.locator(".desk-bar")).to_contain_text("Ana Robles")
        expect(page.get_by_label("Menú")).to_have_count(0)
        assert page.title() == "Ventanilla" or "Pendientes" in page.title()
        page.get_by_role("button", name="English").click()
        expect(page.locator(".desk-bar")).to_contain_text("Sign out")
        assert page.url == f"{desk.url}/queue?view=overdue"
        assert page.evaluate("document.documentElement.lang") == "en"
        page.get_by_role("button", name="Español").click()
        expect(page.locator(".desk-bar")).to_contain_text("Salir")
        assert page.evaluate("document.cookie").find("ventanilla") == -1
        page.evaluate("sessionStorage.setItem('draft', 'x')")
        page.get_by_role("button", name="Salir").click()
        expect(page.get_by_role("status").first).to_have_text("Su sesión quedó cerrada.")
        assert page.evaluate("sessionStorage.getItem('draft')") is None
        page.goto(f"{desk.url}/queue")
        assert page.url.startswith(f"{desk.url}/sign-in")
        assert elsewhere == []
        assert page.told == []


def test_streamlits_own_words_are_said_in_spanish(desk):
    with chromium() as page:
        sign_in_with(page, desk, "ana")
        page.goto(f"{desk.url}/volumes")  # a supervisor's: for an agent there is no such page
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Esta página no existe", timeout=15_000)
        expect(dialog.get_by_label("Cerrar")).to_be_visible()
        expect(page.get_by_text("Ir al contenido")).to_have_count(1)


def test_a_page_whose_session_ended_while_the_line_was_down_goes_to_sign_in(desk):
    with chromium() as page:
        sign_in_with(page, desk, "ana", path="/queue")
        cookie = next(one for one in page.context.cookies() if one["name"] == "ventanilla")
        desk.ask("/sign-out", form={}, cookie=f"ventanilla={cookie['value']}")
        page.evaluate("document.querySelector('[data-testid=stApp]').dataset.testConnectionState = 'DISCONNECTED'")
        page.wait_for_url("**/sign-in?next=/queue", timeout=15_000)


def test_a_link_on_another_site_opens_the_page_for_whoever_is_signed_in(desk):
    with chromium() as page:
        sign_in_with(page, desk, "ana")
        page.route("http://other.example/", lambda route: route.fulfill(
            content_type="text/html", body=f'<a href="{desk.url}/queue?view=mine">folio</a>'))  # fmt: skip
        page.goto("http://other.example/")
        page.get_by_text("folio").click()
        page.locator(".desk-bar").wait_for(timeout=20_000)
        assert page.url == f"{desk.url}/queue?view=mine"


def test_the_sign_in_page_fits_a_telephone_and_works_by_keyboard(desk):
    with chromium(viewport={"width": 390, "height": 844}, color_scheme="dark") as page:
        page.goto(f"{desk.url}/sign-in")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        expect(page.get_by_label("Nombre")).to_be_focused()
        page.keyboard.type("ana")
        page.keyboard.press("Tab")
        page.keyboard.type("not this one")
        page.get_by_role("button", name="Mostrar").click()
        assert page.locator("#password").get_attribute("type") == "text"
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text("El nombre y la contraseña no coinciden.")
        expect(page.locator("#password")).to_be_focused()
        assert page.locator("#password").get_attribute("aria-describedby") == "password-problem"
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.locator(".desk-bar").wait_for(timeout=20_000)

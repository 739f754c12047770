"""An agent's calls in a real Chromium, by keyboard alone: every reason, a double Enter, a reload, a look elsewhere."""

import pytest
from playwright.sync_api import TimeoutError
from sqlmodel import select

from db.models import Inquiry
from tests.server import chromium, sign_in_with, until

pytestmark = pytest.mark.browser


@pytest.fixture
def ana(clean_desk):
    with chromium() as page:
        page.set_default_timeout(15_000)
        sign_in_with(page, clean_desk, "ana")
        ready(page)
        yield page
        assert [said for said in page.told if "Content Security Policy" in said or "pageerror" in said] == []


def ready(page):
    """The form waits with the focus in its first field, and the one before is gone from the page."""
    until(page, """() => document.activeElement?.closest('[class*=st-key-call_line_], [class*=st-key-call_mailbox_]')
                    && document.querySelectorAll('[class*=st-key-call_notes_] textarea').length === 1
                    && document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'running'""")


FORM = "[...document.querySelectorAll('[class*=st-key-call_notes_]')].at(-1)?.className"


def emptied(page):
    """Alt+N, and the new form is there."""
    before = page.evaluate(FORM)
    page.keyboard.press("Alt+n")
    until(page, f"before => {FORM} !== before", before)
    ready(page)


def line(page, typed):
    """Type the line. A form that is still being put in place can swallow the first letters: then type them again."""
    for _ in range(6):
        page.keyboard.type(typed)
        try:
            page.get_by_role("option").first.wait_for(timeout=2_500)
            page.keyboard.press("Enter")
            page.locator("p.place time").wait_for(timeout=5_000)
            return
        except TimeoutError:
            page.locator("[class*=st-key-call_line_] input").last.focus()
            page.keyboard.press("Control+a")
            page.keyboard.press("Backspace")
    raise AssertionError(f"no line was found for {typed}")


def reason(page, number, sentence):
    page.keyboard.press(f"Alt+{number}")
    page.get_by_text(sentence, exact=True).wait_for()


def case(page, place):
    """The case at a place of the list, by the arrow keys of its radio."""
    group = page.locator(".st-key-call_cases input[type=radio]")
    group.first.focus()
    page.keyboard.press("Space")
    for _ in range(place):
        page.keyboard.press("ArrowDown")
    until(page, "n => document.querySelectorAll('.st-key-call_cases input[type=radio]')[n]?.checked", place)


def into(page, label, text):
    """Tab to a field and write."""
    page.locator(f"[class*=st-key-call_{label}_] input").first.focus()
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def save(page):
    page.keyboard.press("Control+Enter")
    page.locator(".saved a").wait_for()  # it is there only while the form is empty
    ready(page)
    return page.locator(".saved a").inner_text()


def logged(desk, folio):
    with desk.store.reading() as look:
        return look.exec(select(Inquiry).where(Inquiry.folio == folio)).one()


def count(desk):
    with desk.store.reading() as look:
        return len(look.exec(select(Inquiry.id)).all())


@pytest.mark.parametrize(
    ("number", "sentence", "place", "more", "code"),
    [
        (1, "Asistí a mi entrevista y necesito información sobre el estado de mi solicitud", None, {}, "STATUS"),
        (2, "Necesito información general sobre cómo solicitar una visa o dónde encontrar información", 1, {},
         "GENERAL"),
        (4, "Necesito ayuda para resolver un problema de entrega de documentos", 2, {"tracking_number": "3318810025"},
         "DELIVERY"),
        (5, "Soy un procesador grupal autorizado y necesito ayuda", 1, {"organisation": "Agrícola del Norte"}, "GROUP"),
        (6, "Necesito ayuda con un problema que no se menciona arriba", 4, {}, "OTHER"),
    ],
)  # fmt: skip
def test_a_call_is_logged_by_keyboard_alone(ana, clean_desk, number, sentence, place, more, code):
    line(ana, "tijuana")
    reason(ana, number, sentence)
    if place is not None:
        case(ana, place)
    for name, text in more.items():
        into(ana, name, text)
    into(ana, "phone", "664 123 4567")
    ana.keyboard.press("Alt+m")
    ana.keyboard.type(f"Llamada {number}")
    row = logged(clean_desk, save(ana))
    assert (row.reason_code, row.city_code) == (code, "TIJ")


def test_a_payment_is_refused_until_the_warning_was_given_and_then_saved(ana, clean_desk):
    line(ana, "merida")
    reason(ana, 3, "Necesito ayuda para resolver un problema de pago de la tarifa de solicitud de visa")
    case(ana, 0)
    ana.keyboard.press("Alt+m")
    ana.keyboard.type("Pagó dos veces")
    ana.keyboard.press("Control+Enter")
    ana.get_by_text("Confirme que se le dijo que no vuelva a pagar.").wait_for()
    assert ana.locator("[class*=st-key-call_notes_] textarea").input_value() == "Pagó dos veces"
    ana.locator("[class*=st-key-call_payment_method_] button").first.focus()
    ana.keyboard.press("Enter")
    ana.get_by_text("Confirme que se le dijo que no vuelva a pagar.").wait_for()
    ana.locator("[class*=st-key-call_warned_no_repay_] input").focus()
    ana.keyboard.press("Space")
    ana.get_by_text("Confirme que se le dijo que no vuelva a pagar.").wait_for(state="detached")
    row = logged(clean_desk, save(ana))
    assert (row.reason_code, row.warned_no_repay, row.city_code) == ("PAYMENT", True, "MID")


def test_ctrl_enter_twice_and_two_clicks_log_one_call(ana, clean_desk):
    before = count(clean_desk)
    line(ana, "tijuana")
    reason(ana, 1, "Asistí a mi entrevista y necesito información sobre el estado de mi solicitud")
    ana.keyboard.press("Control+Enter")
    ana.keyboard.press("Control+Enter")
    ana.get_by_role("button", name="Guardar").dblclick(force=True)
    ana.locator(".saved a").wait_for()
    ana.wait_for_timeout(500)
    assert count(clean_desk) == before + 1
    emptied(ana)


def test_what_was_typed_survives_a_look_at_the_queue_and_a_reload(ana):
    line(ana, "tijuana")
    reason(ana, 5, "Soy un procesador grupal autorizado y necesito ayuda")
    into(ana, "organisation", "Coro Sur")
    ana.keyboard.press("Alt+m")
    ana.keyboard.type("a media frase")
    ana.keyboard.press("Tab")
    ana.get_by_role("link", name="Pendientes").click()
    ana.wait_for_url("**/queue**")
    ana.get_by_role("link", name="Registrar").click()
    notes = ana.locator("[class*=st-key-call_notes_] textarea")
    notes.wait_for()
    assert notes.input_value() == "a media frase"
    ana.reload()
    ana.get_by_text("Sin terminar: esto es lo que se había escrito.").wait_for()
    until(ana, "document.querySelector('[class*=st-key-call_notes_] textarea')?.value === 'a media frase'")
    assert ana.locator("[class*=st-key-call_organisation_] input").input_value() == "Coro Sur"
    emptied(ana)
    assert ana.locator("[class*=st-key-call_notes_] textarea").input_value() == ""


def test_the_sentence_is_copied_with_one_key(ana, clean_desk):
    ana.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line(ana, "tijuana")
    reason(ana, 1, "Asistí a mi entrevista y necesito información sobre el estado de mi solicitud")
    ana.locator("#script0").get_by_text("CEAC").wait_for()
    ana.keyboard.press("Alt+p")
    ana.locator("#script0[data-copied]").wait_for()
    assert "ceac.state.gov" in ana.evaluate("navigator.clipboard.readText()")
    save(ana)


def test_the_keys_are_told_in_a_dialog(ana):
    ana.locator(".st-key-call_top b, .saved").first.click()
    ana.keyboard.press("?")
    ana.get_by_role("dialog").get_by_text("Elegir el motivo").wait_for()
    until(ana, "document.activeElement?.closest('[role=dialog]') !== null")
    ana.keyboard.press("Escape")
    ana.get_by_role("dialog").wait_for(state="detached")


def test_ctrl_k_goes_to_the_search_box_from_the_middle_of_a_call(ana):
    ana.keyboard.press("Control+k")
    ana.wait_for_url("**/queue**")
    until(ana, "document.activeElement?.closest('[class*=st-key-queue_search]') !== null")


@pytest.mark.parametrize("typed", ["merida", "mérida", "MÉRIDA", "7010"])
def test_a_line_is_found_with_and_without_accents_and_by_its_number(ana, typed):
    line(ana, typed)
    assert "Mérida" in ana.locator("p.place").inner_text()


def test_a_line_that_is_not_there_is_said_so_in_spanish(ana):
    ana.keyboard.type("Cancún")
    ana.get_by_text("Sin resultados", exact=True).wait_for()


@pytest.mark.parametrize("typed", ["3/11/2026", "03/11/2026", "3-11-2026", "03112026"])
def test_a_date_is_understood_however_it_is_written(ana, typed):
    line(ana, "tijuana")
    reason(ana, 4, "Necesito ayuda para resolver un problema de entrega de documentos")
    parts = ana.locator("[class*=st-key-call_visa_issued_on_] [role=spinbutton]")
    parts.first.focus()
    ana.keyboard.type(typed, delay=40)
    until(ana, "() => [...document.querySelectorAll('[class*=st-key-call_visa_issued_on_] [role=spinbutton]')]"
               ".map(one => one.innerText).join('/') === '03/11/2026'")  # fmt: skip


def test_another_channel_leaves_the_focus_in_its_first_field(ana):
    ana.keyboard.press("Alt+c")
    until(ana, "document.activeElement?.closest('[class*=st-key-call_mailbox_]') !== null")
    ana.keyboard.press("Alt+v")
    until(ana, "document.activeElement?.closest('[class*=st-key-call_line_]') !== null")

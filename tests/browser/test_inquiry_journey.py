"""The inquiry page in a real browser: by keyboard, twice, beside a colleague who changes the same inquiry."""

from datetime import UTC, datetime, timedelta

import pytest

import db
from db.queries.inquiry import whole_inquiry
from desk.moves import assign
from tests.inquiries import BERTA, DELIVERY, GROUP, log, used
from tests.server import chromium, running_desk, sign_in_with

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('inquiry') / 'desk.db'}"
    store = used(url)
    with running_desk(url) as running:
        yield running
    store.close()


@pytest.fixture(scope="module")
def page(desk):
    with chromium() as page:
        sign_in_with(page, desk, "ana")
        yield page


def opened(page, desk, folio: str) -> None:
    page.goto(f"{desk.url}/inquiry?folio={folio}")
    sync_api.expect(page.locator("#folio")).to_have_text(folio, timeout=30_000)
    page.locator(".st-key-inq_save button").wait_for()
    page.locator(".st-key-quiet_keys [role=status]").wait_for(state="attached")
    page.wait_for_timeout(300)  # its listener hears from the next frame on


def read(folio: str):
    with db.reading() as look:
        return whole_inquiry(look, folio)


def test_an_answer_is_recorded_by_keyboard_once_however_often_it_is_sent(page, desk):
    folio = log(GROUP, "reply", at=NOW - timedelta(days=9))
    opened(page, desk, folio)
    sync_api.expect(page.locator(".inq-head .chip-overdue")).to_be_visible()
    page.keyboard.press("Alt+b")
    sync_api.expect(page.get_by_label("Nota entre nosotros", exact=False)).to_be_focused(timeout=10_000)
    page.keyboard.press("Alt+r")
    sync_api.expect(page.get_by_label("Qué se respondió", exact=True)).to_be_focused(timeout=10_000)
    page.keyboard.type("Las citas son el lunes.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    sync_api.expect(page.locator(".inq-saved")).to_contain_text(folio, timeout=15_000)
    sync_api.expect(page.locator(".inq-contact.out")).to_contain_text("Las citas son el lunes.")
    sync_api.expect(page.locator(".inq-head .chip-overdue")).to_have_count(0)
    whole = read(folio)
    assert [one.kind for one in whole.events] == ["logged", "replied"]
    assert whole.running == ()


def test_alt_r_goes_to_the_answer_also_when_its_form_is_there_already(page, desk):
    folio = log(GROUP, "alt r", at=NOW - timedelta(days=1))
    opened(page, desk, folio)
    page.keyboard.press("Alt+r")
    page.keyboard.type("Cita el lunes")
    sync_api.expect(page.get_by_label("Qué se respondió", exact=True)).to_have_value("Cita el lunes")
    page.keyboard.press("Control+Enter")
    sync_api.expect(page.locator(".inq-contact.out")).to_contain_text("Cita el lunes", timeout=15_000)


def test_a_double_click_on_a_note_writes_it_once(page, desk):
    folio = log(GROUP, "note", at=NOW - timedelta(days=1))
    opened(page, desk, folio)
    page.keyboard.press("Alt+b")
    page.get_by_label("Nota entre nosotros", exact=False).fill("una sola vez")
    sync_api.expect(page.locator(".st-key-inq_save button")).to_have_count(1)
    page.locator(".st-key-inq_save button").dblclick()
    sync_api.expect(page.locator(".inq-contact.note")).to_contain_text("una sola vez", timeout=15_000)
    page.wait_for_timeout(800)
    sync_api.expect(page.locator(".inq-saved")).to_contain_text(folio)
    assert [one.kind for one in read(folio).events] == ["logged", "noted"]


def test_a_colleague_who_was_faster_is_shown_and_what_was_typed_can_be_saved_again(page, desk):
    folio = log(GROUP, "stale", at=NOW - timedelta(days=1))
    opened(page, desk, folio)
    page.get_by_label("Qué se respondió", exact=True).fill("Mi respuesta")
    with db.writing() as work:
        assign(work, folio, to=BERTA, by=BERTA, now=datetime.now(UTC), version=None)
    page.locator(".st-key-inq_save button").click()
    sync_api.expect(page.locator(".st-key-inq_news")).to_contain_text("Berta Luna", timeout=15_000)
    sync_api.expect(page.locator(".st-key-inq_form [data-testid=stAlert]")).to_contain_text(folio)
    sync_api.expect(page.get_by_label("Qué se respondió", exact=True)).to_have_value("Mi respuesta")
    assert [one.kind for one in read(folio).events] == ["logged", "assigned"]
    page.locator(".st-key-inq_save button").click()
    sync_api.expect(page.locator(".inq-saved")).to_contain_text(folio, timeout=15_000)
    assert [one.kind for one in read(folio).events] == ["logged", "assigned", "replied"]


def test_a_change_by_somebody_else_is_told_without_touching_what_is_typed(page, desk):
    folio = log(GROUP, "live", at=NOW - timedelta(days=1))
    opened(page, desk, folio)
    page.get_by_label("Qué se respondió", exact=True).click()
    page.keyboard.type("a medias")
    with db.writing() as work:
        assign(work, folio, to=BERTA, by=BERTA, now=datetime.now(UTC), version=None)
    sync_api.expect(page.locator(".st-key-inq_moved")).to_contain_text("Berta Luna", timeout=25_000)
    page.keyboard.type(" todavía")
    sync_api.expect(page.get_by_label("Qué se respondió", exact=True)).to_have_value("a medias todavía")
    page.locator(".st-key-inq_show_news button").click()
    sync_api.expect(page.locator(".st-key-inq_news")).to_contain_text("Berta Luna", timeout=15_000)
    sync_api.expect(page.get_by_label("Qué se respondió", exact=True)).to_have_value("a medias todavía")


def test_a_half_typed_answer_survives_a_reload(page, desk):
    folio = log(GROUP, "reload", at=NOW - timedelta(days=1))
    opened(page, desk, folio)
    page.keyboard.press("Alt+b")
    sync_api.expect(page.get_by_label("Nota entre nosotros", exact=False)).to_be_focused(timeout=10_000)
    page.keyboard.type("media nota")
    page.wait_for_timeout(300)
    page.reload()
    sync_api.expect(page.get_by_label("Nota entre nosotros", exact=False)).to_have_value("media nota", timeout=20_000)
    page.keyboard.press("Control+Enter")
    sync_api.expect(page.locator(".inq-contact.note")).to_contain_text("media nota", timeout=15_000)
    opened(page, desk, folio)
    page.keyboard.press("Alt+b")
    sync_api.expect(page.get_by_label("Nota entre nosotros", exact=False)).to_have_value("", timeout=15_000)
    assert [one.kind for one in read(folio).events] == ["logged", "noted"]


def test_a_tracking_number_clears_the_flag(page, desk):
    folio = log(DELIVERY, "track", at=NOW - timedelta(days=1), visa_issued_on=(NOW - timedelta(days=20)).date())
    opened(page, desk, folio)
    sync_api.expect(page.locator(".inq-head .chip-missing")).to_be_visible()
    page.keyboard.press("Alt+g")
    page.get_by_label("Número de guía (vacío lo borra)", exact=True).fill("3318810025")
    page.keyboard.press("Control+Enter")
    sync_api.expect(page.locator(".inq-saved")).to_contain_text(folio, timeout=15_000)
    sync_api.expect(page.locator(".inq-head .chip-missing")).to_have_count(0)
    assert read(folio).delivery.tracking_number == "3318810025"


def test_masked_data_are_shown_on_demand_and_the_look_is_in_the_history(page, desk):
    folio = log(GROUP, "mask", at=NOW - timedelta(days=1))
    opened(page, desk, folio)
    sync_api.expect(page.get_by_text("•••• 4567")).to_be_visible()
    page.locator(".st-key-inq_show_phone button").click()
    sync_api.expect(page.get_by_text("664 123 4567")).to_be_visible(timeout=10_000)
    assert read(folio).events[-1].details == {"field": "phone"}


def test_a_mistyped_folio_is_told_and_the_right_one_opens(page, desk):
    folio = log(GROUP, "find", at=NOW - timedelta(days=1))
    wrong = folio[:-1] + str((int(folio[-1]) + 1) % 10)
    page.goto(f"{desk.url}/inquiry?folio={wrong}")
    sync_api.expect(page.get_by_text("Un dígito de este folio no es correcto.")).to_be_visible(timeout=20_000)
    page.get_by_label("Folio", exact=True).fill(folio.replace("-", ""))
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("#folio")).to_have_text(folio, timeout=15_000)
    assert not [said for said in page.told if "pageerror" in said]

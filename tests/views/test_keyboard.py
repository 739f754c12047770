"""The keyboard and the draft keeper in a real browser: what is typed arrives, once, and outlives a reload."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import browser_path, free_port

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = browser_path()
pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
# The form before is taken away when the run ends: until then there are two of each field.
ON_THE_NAME = (
    "document.activeElement?.closest('[class*=st-key-name_]')"
    " && document.querySelectorAll('[class*=st-key-name_]').length === 1"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("keyboard") / "saved.db"


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("keyboard_app.py")),
         "--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none",
         "--browser.gatherUsageStats", "false"],
        cwd=ROOT, env={**os.environ, "KEYBOARD_STORE": str(store), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.3).close()
            break
        except OSError:
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, address: str):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    ready(page)
    yield page
    context.close()


def ready(page) -> None:
    for label in ("Name", "Notes", "Search"):
        page.get_by_label(label, exact=True).wait_for(timeout=30_000)
    page.wait_for_function(ON_THE_NAME, timeout=10_000)


def saved(store: Path) -> list[tuple[dict[str, str], int]]:
    with sqlite3.connect(store) as look:
        rows = look.execute("select form, times from saved order by rowid").fetchall()
    look.close()
    return [(json.loads(form), times) for form, times in rows]


def wait_for(page, count: int) -> None:
    page.wait_for_function(f"document.querySelector('#saved')?.dataset.count == '{count}'", timeout=15_000)


def test_what_is_still_being_typed_is_saved_exactly_once(page, store: Path):
    before = len(saved(store))
    for n in range(1, 6):
        page.wait_for_function(ON_THE_NAME)
        page.keyboard.type(f"Ana {n}")
        page.get_by_label("Notes", exact=True).click()
        page.keyboard.type(f"not yet left {n}")
        page.keyboard.press("Control+Enter")
        if n % 2:
            page.keyboard.press("Control+Enter")
        wait_for(page, before + n)
    page.wait_for_timeout(800)
    mine = saved(store)[before:]
    assert [(form["name"], form["notes"]) for form, _ in mine] == [
        (f"Ana {n}", f"not yet left {n}") for n in range(1, 6)
    ]
    assert [times for _, times in mine] == [1] * 5


def test_a_date_and_a_number_that_are_still_being_typed_are_saved(page, store: Path):
    before = len(saved(store))
    page.get_by_label("People", exact=True).click()
    page.keyboard.press("Control+A")
    page.keyboard.type("37")
    page.locator("[class*=st-key-day_] [role=spinbutton]").first.click()
    page.keyboard.type("13112026")
    page.keyboard.press("Control+Enter")
    wait_for(page, before + 1)
    assert saved(store)[-1][0] | {"name": "", "notes": ""} == {
        "name": "", "notes": "", "people": "37", "day": "2026-11-13"}  # fmt: skip


def test_choosing_by_key_leaves_the_caret_where_it_is(page):
    page.get_by_label("Notes", exact=True).click()
    for n in (1, 2, 3, 3):
        page.keyboard.press(f"Alt+{n}")
        sync_api.expect(page.locator(".st-key-reason [aria-checked=true]")).to_contain_text(str(n))
        page.keyboard.type(str(n))
    sync_api.expect(page.get_by_label("Notes", exact=True)).to_have_value("1233")


def test_help_waits_until_nobody_is_typing(page):
    page.keyboard.press("Control+k")
    page.keyboard.type("what?")
    sync_api.expect(page.get_by_label("Search", exact=True)).to_have_value("what?")
    sync_api.expect(page.get_by_text("Press and see.")).to_have_count(0)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    sync_api.expect(page.get_by_text("Press and see.")).to_be_visible()


def test_the_sentence_is_copied_and_says_so(page):
    page.keyboard.press("Alt+p")
    sync_api.expect(page.locator("#say")).to_have_attribute("data-copied", "Copiado")
    assert page.evaluate("navigator.clipboard.readText()") == "We answer by Thursday."


def test_what_was_typed_and_chosen_survives_a_reload_until_it_is_saved(page, store: Path):
    before = len(saved(store))
    page.keyboard.press("Alt+2")
    sync_api.expect(page.locator(".st-key-reason [aria-checked=true]")).to_contain_text("2")
    page.get_by_label("Notes", exact=True).click()
    page.keyboard.type("half a sentence")
    page.reload()
    sync_api.expect(page.get_by_label("Notes", exact=True)).to_have_value("half a sentence", timeout=15_000)
    sync_api.expect(page.locator(".st-key-reason [aria-checked=true]")).to_contain_text("2")
    page.get_by_label("Notes", exact=True).click()
    page.keyboard.press("Control+Enter")
    wait_for(page, before + 1)
    page.reload()
    ready(page)
    page.wait_for_timeout(1_000)
    sync_api.expect(page.get_by_label("Notes", exact=True)).to_have_value("")

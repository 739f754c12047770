"""What an agent has typed comes back after whatever happens to the network, the page, the server or the session; it
becomes no inquiry by itself, and exactly one when it is saved. A real Chromium at the call screen."""

import time
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from db.models import Contact, Inquiry, SignIn
from tests.browser.test_call_journey import case, into, line, ready, reason
from tests.faults.desks import Ground
from tests.faults.wire import Wire
from tests.server import PASSWORD, chromium, sign_in_with, until

pytestmark = [
    pytest.mark.browser, pytest.mark.timeout(600),
]  # fmt: skip
UNFINISHED = "Sin terminar: esto es lo que se había escrito."
OUTCOME = "[...document.querySelectorAll('[class*=st-key-call_outcome_] [aria-checked=true]')].at(-1)?.innerText"
BACK = """typed => document.querySelector('p.place time') !== null
  && document.querySelectorAll('.st-key-call_cases input[type=radio]')[1]?.checked && OUTCOME === 'Escalada'
  && Object.entries(typed).every(([name, text]) => [...document.querySelectorAll(
    `[class*=st-key-call_${name}_] :is(input, textarea)`)].at(-1)?.value === text)""".replace("OUTCOME", OUTCOME)
TYPED = {"organisation": "Agrícola del Norte", "group_size": "12", "name": "Julia Ríos",
         "notes": "a media frase, sin salir del campo"}  # fmt: skip
CONNECTION = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"


@pytest.fixture(scope="module")
def call(tmp_path_factory):
    """Ana at the call screen, all through these tests."""
    ground = Ground(tmp_path_factory.mktemp("typed"))
    wire = Wire(ground.port)
    with chromium() as page:
        yield Call(page, ground, wire)
    wire.close()
    ground.close()


class Call:
    """An agent in the middle of a call, at a desk behind a wire."""

    def __init__(self, page, ground, wire):
        self.page, self.ground, self.wire = page, ground, wire
        self.url = f"http://127.0.0.1:{wire.port}"
        self.ended = 0
        page.set_default_timeout(20_000)
        sign_in_with(page, self, "ana")

    def half(self):
        """A group's call: chosen, typed and left, and typed without leaving the field."""
        page = self.page
        ready(page)
        line(page, "tijuana")
        reason(page, 5, "Soy un procesador grupal autorizado y necesito ayuda")
        case(page, 1)
        for name in ("organisation", "group_size", "name"):
            into(page, name, TYPED[name])
        page.get_by_role("radio", name="Escalada").or_(page.get_by_role("button", name="Escalada")).first.click()
        until(page, f"() => {OUTCOME} === 'Escalada'")
        page.keyboard.press("Alt+m")
        page.keyboard.type(TYPED["notes"])
        self.before = self.ground.count()
        self.began = datetime.now(UTC)

    def field(self, name):
        return self.page.locator(f"[class*=st-key-call_{name}_] input, [class*=st-key-call_{name}_] textarea").last

    def there(self, *, unfinished=True):
        """Everything is on the screen again, and nothing was logged by it."""
        if unfinished:
            self.page.get_by_text(UNFINISHED).wait_for()
        until(self.page, BACK, TYPED)
        assert "Tijuana" in self.page.locator("p.place").inner_text()
        assert self.ground.count() == self.before

    def save(self):
        """Saved, once, with everything; and the tab has forgotten it."""
        self.page.locator(".st-key-call_save button").click()
        self.page.locator(".saved a").wait_for()
        assert self.ground.count() == (self.before[0] + 1, self.before[1] + 1)
        with self.ground.store.reading() as look:
            row = look.exec(select(Inquiry).order_by(Inquiry.id.desc())).first()
            text = look.exec(select(Contact.text).where(Contact.inquiry_id == row.id)).one()
        assert (row.city_code, row.reason_code, row.outcome, row.group_size) == ("TIJ", "GROUP", "escalated", 12)
        assert (text, row.organisation_id is None) == (TYPED["notes"], False)
        assert row.received_at <= self.began  # when the call began, not when it came back
        self.page.reload()
        ready(self.page)
        assert self.page.get_by_text(UNFINISHED).count() == 0
        assert self.field("notes").input_value() == ""

    def end_session(self):
        with self.ground.store.writing() as work:
            for row in work.exec(select(SignIn)).all():
                row.revoked_at = datetime.now(UTC)

    def leave(self, name):
        """From the notice that the session has ended to the page of whoever signs in."""
        self.page.get_by_text("Su sesión terminó").wait_for()
        self.page.locator("[class*=st-key-call_notes_]").first.wait_for(state="detached")
        self.page.get_by_role("link", name="Entrar de nuevo").click()
        self.page.get_by_label("Nombre", exact=True).fill(name)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("#password").press("Enter")

    def drop(self):
        self.wire.cut()
        until(self.page, f"() => {CONNECTION} !== 'CONNECTED'")
        self.page.wait_for_timeout(2_000)
        self.wire.mend()
        until(self.page, f"() => {CONNECTION} === 'CONNECTED'")
        self.there(unfinished=False)

    def reload(self):
        self.page.reload()
        self.there()

    def restart(self):
        """The server dies and comes back while the page stays open; the agent goes on."""
        self.ground.kill()
        self.ground.start()
        until(self.page, f"() => {CONNECTION} === 'CONNECTED'")
        self.page.locator("[class*=st-key-call_email_] input").last.focus()
        self.page.keyboard.press("Tab")
        self.there()

    def restart_and_reload(self):
        self.ground.kill()
        self.ground.start()
        self.page.reload()
        self.there()

    def expire(self):
        """The session ends in mid-call: the page stops at its next action; signing in again brings the call back."""
        self.end_session()
        self.ended += 1
        number = f"664 123 45{self.ended:02}"
        self.field("phone").fill(number)
        self.page.keyboard.press("Tab")
        self.leave("ana")
        self.there()
        assert self.field("phone").input_value() == number  # what was typed last, which no run had seen


STEPS = ("drop", "restart", "expire")
MORE = ("reload", "drop", "restart_and_reload", "restart", "reload", "expire", "drop", "restart_and_reload")
NAMED = {
    "drop": "the network is gone for 2 s in mid-call", "reload": "the page is reloaded in mid-call",
    "restart": "the server is killed and started, the page stays open",
    "restart_and_reload": "the server is killed and started, the page is reloaded",
    "expire": "the session ends in mid-call, the agent signs in again",
}  # fmt: skip


def test_a_half_typed_call_survives_one_fault_after_another_and_is_logged_once(call, faults):
    call.half()
    took = {}
    for step in STEPS + MORE * faults.rounds(0, 3):
        begun = time.monotonic()
        getattr(call, step)()
        took.setdefault(step, []).append(time.monotonic() - begun)
    call.save()
    for step, times in took.items():
        faults.tell("TYPED", NAMED[step], provoked=len(times), acknowledged=1, present=1, lost=0, doubled=0,
                    recover=round(max(times), 1), seen="every field is back")  # fmt: skip


def test_a_call_that_was_saved_in_the_moment_the_server_died_is_told_and_not_saved_again(call, faults):
    page, ground = call.page, call.ground
    call.half()
    with ground.failing("pages.agent.log:saved_folio!"):  # after the commit, before anything was told
        page.locator(".st-key-call_save button").click()
        ground.desk.process.wait(20)
    begun = time.monotonic()
    ground.kill()
    ground.start()
    page.reload()
    page.locator(".saved a").wait_for()
    recover = round(time.monotonic() - begun, 1)
    assert ground.count() == (call.before[0] + 1, call.before[1] + 1)
    assert page.get_by_text(UNFINISHED).count() == 0
    assert call.field("notes").input_value() == ""
    until(page, "() => !JSON.stringify({...sessionStorage}).includes('Agrícola')")
    faults.tell("TYPED", "the server dies between a save and its answer", provoked=1, acknowledged=0, present=1,
                lost=0, doubled=0, recover=recover, seen="the folio is told after the restart")  # fmt: skip


def test_nobody_else_who_signs_in_at_this_browser_sees_what_was_typed(call, faults):
    page = call.page
    call.half()
    assert "Agrícola" in page.evaluate("JSON.stringify({...sessionStorage})")
    call.end_session()
    call.field("phone").fill("664 123 4567")
    page.keyboard.press("Tab")
    call.leave("carla")
    ready(page)
    page.wait_for_timeout(500)
    assert page.get_by_text(UNFINISHED).count() == 0
    assert [call.field(name).input_value() for name in ("notes", "name")] == ["", ""]
    assert "Agrícola" not in page.evaluate("JSON.stringify({...sessionStorage})")
    assert "Agrícola" not in page.content()
    page.go_back()
    page.wait_for_timeout(500)
    assert "Agrícola" not in page.content()
    assert call.ground.count() == call.before
    faults.tell("TYPED", "another person signs in at the same browser", provoked=1, present=0, seen="nothing is shown")

"""The log is one line per thing and knows nobody (J01, J03); an error is a number, the same on the page and in the log
(J05). A real desk at the level it has at work."""

import ast
import logging
import re
import socket

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from auth.logbook import OneLine
from tests.faults.desks import Ground
from tests.faults.trouble.sitecustomize import TOLD
from tests.server import PASSWORD, ROOT, Run, chromium, run_in, sign_in_with, until

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (DEBUG|INFO|WARNING|ERROR|CRITICAL) [\w.]+ \S.*")
SAID = {"es": r"Algo falló aquí\. Dé este número a supervisión: ([0-9a-f]{8})",
        "en": r"Something went wrong here\. Please tell your supervisor this number: ([0-9a-f]{8})"}  # fmt: skip
CANARIES = ("Canario", "G55512345", "CANARY1", "juana.canario", "555 0199", "5550199", "4111111111111111")
PAGES = {"log": "agent.log", "queue": "agent.queue", "inquiry": "agent.inquiry", "today": "supervisor.today",
         "volumes": "supervisor.volumes"}  # fmt: skip


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    one = Ground(tmp_path_factory.mktemp("hygiene"))
    yield one
    one.close()


def told(where, language):
    """The numbers that stand on a page in this language, and nothing of ours beside them."""
    text = where.text if isinstance(where, Run) else where
    assert "Traceback" not in text
    assert "sitecustomize" not in text
    assert str(ROOT) not in text
    assert not [one for one in CANARIES if one in text]
    return re.findall(SAID[language], text)


def logged(ground, number):
    return sum(f"reference={number} " in line for line in ground.log.splitlines())


@pytest.mark.parametrize(("who", "language"), [("sofia", "es"), ("sam", "en")])
def test_whatever_page_fails_a_number_is_told_in_the_readers_language_and_the_log_has_it(ground, faults, who, language):
    cookie = ground.desk.sign_in(who)
    found = {}
    for page, module in PAGES.items():
        with ground.failing(f"pages.{module}:page"):
            found[page] = told(ground.desk.run_page(page, cookie=cookie), language)
        assert len(found[page]) == 1, page
        assert logged(ground, found[page][0]) == 1, page
        assert told(ground.desk.run_page(page, cookie=cookie), language) == []  # and the page is back
    faults.tell("J05", f"each page fails ({language})", provoked=len(found), acknowledged=len(found),
                present=sum(logged(ground, one) for [one] in found.values()), lost=0)  # fmt: skip


@pytest.mark.parametrize(("page", "query", "place"), [
    ("log", "", "pages.agent.log:listen"), ("log", "", "pages.agent.log:judged"), ("log", "", "pages.calling:judge"),
    ("log", "", "pages.agent.log:place"), ("log", "", "pages.agent.log:fields"),
    ("queue", "", "pages.agent.queue:draw"),
    ("inquiry", "folio=26-000001-0", "pages.agent.inquiry:settled"),
])  # fmt: skip
def test_whatever_piece_of_a_page_fails_a_number_is_told(ground, page, query, place):
    with ground.failing(place):
        numbers = told(ground.desk.run_page(page, cookie=ground.desk.sign_in("berta"), query=query), "en")
    assert len(numbers) >= 1
    assert all(logged(ground, one) == 1 for one in numbers)


def test_a_list_that_fails_while_it_refreshes_itself_tells_its_number(ground):
    with ground.desk.socket(cookie=ground.desk.sign_in("berta")) as opened:
        whole = run_in(opened, "queue")
        fragment = next(m.auto_rerun.fragment_id for m in whole.messages if m.HasField("auto_rerun"))
        message = BackMsg()
        message.rerun_script.fragment_id, message.rerun_script.is_auto_rerun = fragment, True
        message.rerun_script.page_script_hash = next(
            m.new_session.page_script_hash for m in whole.messages if m.HasField("new_session")
        )
        with ground.failing("pages.agent.queue:draw"):
            [number] = told(run_in(opened, sent=message), "en")
    assert logged(ground, number) == 1


def test_a_request_that_fails_says_its_number_and_nothing_else(ground):
    cookie = ground.desk.sign_in("ana")
    with ground.failing("auth.sessions:visitor"):
        answer = ground.desk.ask("/queue%0d%0aINJECTED%1b[31m?q=G55512345", cookie=cookie)
    assert answer.status == 500
    number = re.fullmatch("Error ([0-9a-f]{8})", answer.text)[1]
    assert logged(ground, number) == 1


def test_what_fails_outside_a_page_is_told_with_a_number_in_the_readers_language(ground):
    with ground.desk.socket(cookie=ground.desk.sign_in("sam")) as opened:
        run_in(opened, "queue")
        with ground.failing("streamlit.runtime.app_session:AppSession._handle_git_information_request"):
            run = run_in(opened, sent=BackMsg(load_git_info=True))
            while not run.messages[-1].HasField("delta"):  # the run that never was is over before the message comes
                run.messages.append(ForwardMsg.FromString(opened.recv(timeout=10)))
        [number] = told(run, "en")
    assert logged(ground, number) == 1
    assert "Error processing back message at runtime/app_session.py" in ground.log  # Streamlit's own words, no others


@pytest.mark.browser
def test_a_press_that_fails_is_told_to_an_english_reader_in_english_and_the_list_comes_back(ground):
    with chromium() as page:
        page.set_default_timeout(15_000)
        sign_in_with(page, ground.desk, "berta", path="/queue")
        page.get_by_role("link", name="All open").wait_for()
        with ground.failing("pages.agent.queue:act"):
            page.get_by_role("link", name="All open").click()
            page.get_by_text("Something went wrong here.", exact=False).wait_for()
            [number] = told(page.locator("body").inner_text(), "en")
            page.get_by_role("link", name="All open").wait_for()
            page.get_by_role("button", name="Sign out").wait_for()
        assert logged(ground, number) == 1
        page.get_by_role("link", name="All open").click()
        page.get_by_text("Something went wrong here.", exact=False).wait_for(state="detached")


def of_a_library(message, *values, error=None):
    """A line as a library logs it, from a function of its own."""
    record = logging.LogRecord("streamlit.x", logging.WARNING, __file__, 1, message, values, None, "of_a_library")
    record.exc_info = (type(error), error, error.__traceback__) if error else None
    _ = "Bad value %s for a widget"
    return OneLine().format(record)


def test_what_a_library_says_is_told_without_what_was_put_into_it():
    where = "at faults/test_log_hygiene.py:1 of_a_library"
    assert of_a_library("Bad value %s for a widget", TOLD).endswith(f"streamlit.x Bad value %s for a widget {where}")
    made = of_a_library(f"Bad value {TOLD} for a widget", error=ValueError(TOLD))
    assert made.endswith(f"streamlit.x … {where} error=builtins.ValueError at ")
    assert of_a_library(ValueError(TOLD)).endswith(f"streamlit.x … {where}")


SOCKET = ("upgrade: websocket", "connection: upgrade", "sec-websocket-version: 13",
          "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==")  # fmt: skip
HOSTILE = ("a\r\nb", "\x1b[31mrot\x1b[0m", "x\x00y", "\u2028\u2029", "\x9b2J", "a\tb", "\x7f", "\u202egro.live")


def raw(ground, *lines):
    """A request as no library would send it."""
    with socket.create_connection(("127.0.0.1", ground.port), timeout=10) as wire:
        wire.sendall("\r\n".join([*lines, "connection: close", "", ""]).encode("latin-1", "replace"))
        return wire.recv(4000)


def test_nothing_that_is_sent_breaks_a_line_of_the_log_or_colours_it(ground, faults):
    before = len(ground.log.splitlines())
    host = f"host: 127.0.0.1:{ground.port}"
    cookie = ground.desk.sign_in("ana")
    for text in HOSTILE:
        sent = text.replace("\r", "").replace("\n", "\r\nX: ")
        quoted = "".join(f"%{byte:02x}" for byte in text.encode())
        raw(ground, "GET /sign-in HTTP/1.1", f"host: {sent}")
        raw(ground, "GET /sign-in HTTP/1.1", host, f"origin: http://{sent}")
        raw(ground, f"GET /{sent} HTTP/1.1", host)
        raw(ground, f"G{sent}T / HTTP/9.9", host)
        raw(ground, "GET /_stcore/stream HTTP/1.1", host, f"origin: http://{sent}", *SOCKET)
        ground.desk.ask("/sign-in", form={"name": text, "password": PASSWORD + "x"}, user_agent="x")
        with ground.failing("auth.sessions:visitor"):
            ground.desk.ask(f"/{quoted}?{quoted}", cookie=cookie)
    lines = ground.log.splitlines()[before:]
    assert len(lines) > 3 * len(HOSTILE)
    strange = [line for line in ground.log.split("\n") if line and not (LINE.fullmatch(line) and line.isprintable())]
    assert strange == []
    faults.tell("J03", "line ends and colours in every logged field", provoked=7 * len(HOSTILE), present=len(lines),
                seen="each one line")  # fmt: skip


def test_what_the_desk_logs_of_its_own_is_on_this_list():
    """An inventory: a new field in a log call is looked at by whoever adds it here. No field holds what people type."""
    found = set()
    for path in [ROOT / "dashboard.py", *(p for room in ("auth", "pages", "views", "commands", "intake")
                                          for p in (ROOT / room).rglob("*.py"))]:  # fmt: skip
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called == "reference":
                found |= {word.arg for word in node.keywords}
            elif re.fullmatch(r"log\.(debug|info|warning|error|exception|critical)", called):
                assert isinstance(node.args[0], ast.Constant), f"{path}: the sentence is written out"
                found |= {ast.unparse(one) for one in node.args[1:]}
    allowed = {
        "what", "number", "_described(error, error.__traceback__, told)", "host", "origin", "caller.address",
        "account.id", "account.id if account else 'none'", "st.get_option('server.port')", "path", "page",
        "category.__name__", "filename", "lineno",
    }  # fmt: skip
    assert found == allowed


@pytest.mark.browser
def test_who_is_on_the_telephone_is_in_no_log_address_title_or_temporary_file(ground, faults):
    asked = []
    with chromium() as page:
        page.set_default_timeout(15_000)
        page.on("request", lambda request: asked.append(request.url))
        sign_in_with(page, ground.desk, "ana")
        notes = page.locator("[class*=st-key-call_notes_] textarea")
        typed = {"phone": "664 555 0199", "name": "Juana Canario", "email": "juana.canario@example.org",
                 "ds160": "AA00CANARY1"}  # fmt: skip
        for name, text in typed.items():
            page.locator(f"[class*=st-key-call_{name}_] input").fill(text)
            page.locator(f"[class*=st-key-call_{name}_] input").press("Tab")
        notes.fill("Pasaporte G55512345, tarjeta 4111111111111111, Juana Canario")
        page.keyboard.press("Control+Enter")  # refused: there is no line
        page.locator(".problem").first.wait_for()
        line = page.locator("[class*=st-key-call_line_] input").last
        line.focus()
        page.keyboard.type("tijuana")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("Enter")
        page.locator("p.place time").wait_for()
        page.keyboard.press("Alt+1")
        page.get_by_text("Asistí a mi entrevista", exact=False).first.wait_for()
        before = ground.count()
        seen = []
        for place in ("pages.saving:log_inquiry", "pages.calling:judge"):
            with ground.failing(place):
                page.locator(".st-key-call_save button").click()
                until(page, """seen => [...document.body.innerText.matchAll(/a supervisión: ([0-9a-f]{8})/g)]
                                        .some(one => !seen.includes(one[1]))""", seen)  # fmt: skip
                numbers = re.findall(SAID["es"], page.locator("body").inner_text())
                assert "Traceback" not in page.locator("body").inner_text()
                seen += [one for one in numbers if one not in seen]
                assert page.locator("[class*=st-key-call_name_] input").input_value() == "Juana Canario"
                assert "G55512345" in notes.input_value()
        assert len(seen) >= 2
        assert all(logged(ground, one) == 1 for one in seen)
        assert ground.count() == before
        page.locator(".st-key-call_save button").click()
        page.locator(".saved a").wait_for()
        assert ground.count() == (before[0] + 1, before[1] + 1)
        titles = [page.title()]
        page.goto(ground.desk.url + "/queue")
        search = page.locator("[class*=st-key-queue_search] input")
        for text in ("Juana Canario", "664 555 0199", "juana.canario@example.org", "AA00CANARY1"):
            search.fill(text)
            search.press("Enter")
            page.get_by_text("Juana Canario").first.wait_for()
            titles.append(page.title())
        with ground.failing("pages.queue_list:search"):
            search.fill("G55512345 Canario")
            search.press("Enter")
            page.get_by_text("Algo falló aquí", exact=False).first.wait_for()
        search.fill("Juana Canario")
        search.press("Enter")
        page.locator("tr a.number").first.click()
        page.wait_for_url("**/inquiry?**")
        page.get_by_text("Canario").first.wait_for()
        asked.append(page.url)
        titles.append(page.title())
    files = [one for one in ground.temporary.rglob("*") if one.is_file()]
    kept = [one.read_text(encoding="utf-8", errors="replace") for one in files]
    hits = [one for one in CANARIES for text in (ground.log, *asked, *titles, *kept) if one in text]
    assert hits == []
    lines = len(ground.log.splitlines())
    faults.tell("J01", "canaries through call, search, failures and a refused save", provoked=len(CANARIES),
                acknowledged=1, present=1, lost=len(hits),
                seen=f"0 in {lines} log lines, {len(asked)} addresses, {len(files)} files")  # fmt: skip

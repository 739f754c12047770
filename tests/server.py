"""A real desk on a free port, and ways to speak with it: plain HTTP, Streamlit's own socket, a real browser.

with running_desk(database_url) as desk:
    cookie = desk.sign_in("ana", PASSWORD)
    assert "Ana" in desk.run_page("queue", cookie=cookie).text
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[1]
BROWSER = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "cuatro caballos cruzan el puente"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def cookie(self) -> str:
        """The cookie it gives, as it is sent back."""
        return (self.headers.get("set-cookie") or "").split(";")[0]


@dataclass
class Run:
    """What one run of a page sent to the browser."""

    messages: list[ForwardMsg] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything that was sent, as text: good for "is this word in it"."""
        return "\n".join(str(message.delta) for message in self.messages).encode().decode("unicode_escape").encode(
            "latin-1", "replace").decode("utf-8", "replace")  # fmt: skip

    @property
    def session_id(self) -> str:
        return next(m.new_session.initialize.session_id for m in self.messages if m.HasField("new_session"))

    @property
    def page_not_found(self) -> bool:
        return any(message.HasField("page_not_found") for message in self.messages)


@dataclass(frozen=True)
class Desk:
    port: int
    process: subprocess.Popen
    log_file: Path

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def ask(
        self, path: str, *, method: str = "GET", form: Mapping[str, str] | None = None, body: bytes | None = None,
        cookie: str = "", page: bool = True, **headers: str,
    ) -> Answer:  # fmt: skip
        """One request. `page` says that a person reads the answer; underscores in header names are hyphens."""
        sent = {"accept": "text/html" if page else "*/*"} | {k.replace("_", "-"): v for k, v in headers.items()}
        if form is not None:
            method, body = "POST", urlencode(form).encode()
            sent |= {"content-type": "application/x-www-form-urlencoded"}
            sent.setdefault("origin", self.url)
        if cookie:
            sent["cookie"] = cookie
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def sign_in(self, name: str, password: str = PASSWORD, **headers: str) -> str:
        """The cookie of a new session."""
        answer = self.ask("/sign-in", form={"name": name, "password": password}, **headers)
        assert answer.status == 303, f"{name} was not let in: {answer.status}"
        return answer.cookie

    @contextmanager
    def socket(self, *, cookie: str = "", session_id: str = "", **headers: Any) -> Iterator[ClientConnection]:
        """Streamlit's socket, as its page opens it. `origin=None` leaves the Origin out."""
        given = {"cookie": cookie} if cookie else {}
        given |= {key.replace("_", "-"): value for key, value in headers.items() if key not in {"origin", "host"}}
        with connect(
            f"ws://{self.host}/_stcore/stream",
            origin=headers.get("origin", self.url),
            additional_headers=given,
            subprotocols=["streamlit", "xsrf", *([session_id] if session_id else [])],
            max_size=None,
            proxy=None,
            open_timeout=20,
        ) as opened:
            yield opened

    def run_page(self, name: str = "", *, cookie: str, query: str = "", session_id: str = "") -> Run:
        """Open a page the way a browser does, and wait until it is drawn."""
        with self.socket(cookie=cookie, session_id=session_id) as opened:
            return run_in(opened, name, query=query)


def run_in(
    opened: ClientConnection, name: str = "", *, query: str = "", by_hash: bool = False, sent: BackMsg | None = None
) -> Run:
    """Run a page on an open socket; `by_hash` asks for it the way the menu does, `sent` is a frame of one's own."""
    message = sent or BackMsg()
    if sent is None:
        message.rerun_script.query_string = query
        if by_hash:
            message.rerun_script.page_script_hash = calc_hash(name)
        else:
            message.rerun_script.page_name = name
    opened.send(message.SerializeToString())
    run = Run()
    while True:
        told = ForwardMsg.FromString(opened.recv(timeout=30))
        run.messages.append(told)
        if told.HasField("script_finished"):
            return run


def free_port() -> int:
    """A port that nobody has; of processes that test beside each other each looks among its own."""
    mine = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    while True:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        if port // 2 % 4 == mine % 4:
            return port


@contextmanager
def running_desk(database_url: str, *, port: int = 0, **env: str) -> Iterator[Desk]:
    """`streamlit run dashboard.py` on a free port, ready when this returns; `env` are more VENTANILLA_... or others.

    The log is kept at level DEBUG, with the whole story of every error, unless VENTANILLA_LOG_LEVEL says otherwise.
    """
    port = port or free_port()
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(port)],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=os.environ | {"VENTANILLA_DATABASE_URL": database_url, "VENTANILLA_LOG_LEVEL": "DEBUG"} | env,
        )
        desk = Desk(port, process, Path(log.name))
        try:
            _wait(desk)
            yield desk
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(desk: Desk, *, patience: float = 60) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if desk.process.poll() is not None:
            raise RuntimeError(f"the desk ended with {desk.process.returncode}:\n{desk.log}")
        try:
            if desk.ask("/healthz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"the desk did not answer:\n{desk.log}")


def browser_path() -> str | None:
    """The system's browser, or the one in VENTANILLA_CHROMIUM (need_chromium.sh looks there too)."""
    named = os.environ.get("VENTANILLA_CHROMIUM", "")
    names = (named, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, filter(None, names)) if path), None)


_kept_open: list[Any] = []


@contextmanager
def one_chromium() -> Iterator[None]:
    """While inside, every `chromium()` is a window of one browser, with cookies, storage and cache of its own."""
    with _browser() as browser:
        _kept_open.append(browser)
        try:
            yield
        finally:
            _kept_open.remove(browser)


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def chromium(**context: Any) -> Iterator[Any]:
    """A page of a real Chromium; `context` as in Playwright's new_context. `page.told`: the errors of its console."""
    with nullcontext(_kept_open[-1]) if _kept_open else _browser() as browser:
        window = browser.new_context(**({"locale": "es-MX", "viewport": {"width": 1280, "height": 800}} | context))
        page = window.new_page()
        page.told = []
        page.on("console", lambda said: said.type in {"error", "warning"} and page.told.append(said.text))
        page.on("pageerror", lambda error: page.told.append(f"pageerror: {error}"))
        try:
            yield page
        finally:
            window.close()


def sign_in_with(page: Any, desk: Desk, name: str, *, password: str = PASSWORD, path: str = "/") -> None:
    """Sign in as a person does, and wait until the page is drawn."""
    page.goto(desk.url + path)
    page.get_by_label("Nombre", exact=True).or_(page.get_by_label("Name", exact=True)).fill(name)
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")
    page.locator(".desk-bar").wait_for(timeout=30_000)


def until(page: Any, script: str, arg: Any = None, *, patience: float = 20) -> None:
    """Wait until a script in the page is true; Playwright's own waiting evaluates strings, which our policy forbids."""
    end = time.monotonic() + patience
    while not page.evaluate(script, arg):
        if time.monotonic() > end:
            raise AssertionError(f"did not come true: {script} with {arg!r}")
        page.wait_for_timeout(40)

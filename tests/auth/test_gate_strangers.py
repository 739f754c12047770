"""What a stranger meets: D13, E01, E02, E03, E04, E05, E06. A real server, nothing between."""

import hashlib
import time

import pytest
from websockets.exceptions import InvalidStatus

from tests.server import PASSWORD, run_in

PAGES = ("/", "/log", "/queue", "/inquiry", "/today", "/volumes", "/frame", "/dashboard", "/pages/agent/log.py")
INSIDE = (
    "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/agent/openapi.json", "/media/abc.png",
    "/component/x/index.html", "/static/js/index.js", "/favicon.png", "/manifest.json", "/app/static/x", "/index.html",
    "/%5fstcore/health", "//_stcore/health", "/assets/../_stcore/health", "/assets/%2e%2e/_stcore/health",
    "/sign-in/../_stcore/health", "/healthz/", "/sign-in/", "/SIGN-IN", "/_stcore/script-health-check",
    "/oauth2callback",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_sends_a_stranger_to_sign_in_and_back(desk, path):
    answer = desk.ask(path)
    assert answer.status == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert answer.body == b""


@pytest.mark.parametrize("path", INSIDE)
def test_nothing_of_streamlit_answers_a_stranger(desk, path):
    answer = desk.ask(path, page=False)
    assert answer.status in {400, 401, 404}, answer.text[:200]
    assert b"streamlit" not in answer.body.lower()


def test_the_address_to_come_back_to_is_kept_with_its_query(desk):
    location = desk.ask("/queue?view=overdue&reason=GROUP").headers["location"]
    assert location == "/sign-in?next=/queue%3Fview%3Doverdue%26reason%3DGROUP"


def test_a_link_from_another_site_gets_one_more_chance_to_bring_its_cookie(desk):
    answer = desk.ask("/queue", sec_fetch_site="cross-site")
    assert answer.status == 200
    assert 'http-equiv="refresh" content="0;url=/sign-in?next=/queue"' in answer.text


def test_an_upload_of_a_stranger_is_not_kept(desk):
    answer = desk.ask("/_stcore/upload_file/x/y", method="PUT", body=b"x" * 1_000_000, page=False, origin=desk.url)
    assert answer.status == 401


def test_a_strangers_socket_is_not_opened(desk):
    for cookie in ("", "ventanilla=" + "x" * 43, "ventanilla=", "ventanilla=\xff"):
        with pytest.raises(InvalidStatus) as refused, desk.socket(cookie=cookie):
            pass
        assert refused.value.response.status_code == 403


HOSTS = [
    ("{host}", 200),
    ("desk.example", 200),
    ("DESK.example:443", 200),
    ("evil.example", 400),
    ("desk.example.evil.example", 400),
    ("localhost", 400),  # not in this desk's list
    ("127.0.0.1@evil.example", 400),
    ("127.0.0.1:99999", 400),
    ("[::1]", 400),
    ("", 400),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_only_the_configured_hosts_are_answered(desk, host, status):
    assert desk.ask("/sign-in", host=host.format(host=desk.host)).status == status


ORIGINS = [
    ("http://{host}", True),
    ("https://{host}", True),  # TLS ends at a proxy
    ("http://127.0.0.1:1", False),  # another program of this machine
    ("http://localhost:{port}", False),
    ("http://127.0.0.1", False),
    ("http://evil.example", False),
    ("http://{host}.evil.example", False),
    ("http://evil.example#{host}", False),
    ("null", False),
    ("", False),
]


@pytest.mark.parametrize(("origin", "ours"), ORIGINS)
def test_only_pages_of_this_host_may_call(desk, origin, ours):
    origin = origin.format(host=desk.host, port=desk.port)
    cookie = desk.sign_in("ana")
    assert desk.ask("/sign-in", origin=origin).status == (200 if ours else 403)
    assert desk.ask("/_stcore/health", cookie=cookie, page=False, origin=origin).status == (200 if ours else 403)
    if ours:
        with desk.socket(cookie=cookie, origin=origin):
            return
    with pytest.raises(InvalidStatus) as refused, desk.socket(cookie=cookie, origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_a_socket_without_an_origin_is_refused(desk):
    with pytest.raises(InvalidStatus), desk.socket(cookie=desk.sign_in("ana"), origin=None):
        pass


@pytest.mark.parametrize("path", [
    "/sign-in", "/sign-out", "/set-up", "/language", "/password", "/reset", "/second-step", "/two-step", "/healthz",
    "/",
])  # fmt: skip
def test_a_form_of_a_foreign_page_is_refused(desk, path):
    cookie = desk.sign_in("ana")
    form = {"name": "ana", "password": "una frase de otra parte", "old": PASSWORD, "language": "en", "step": "begin"}
    assert desk.ask(path, form=form, cookie=cookie, origin="http://evil.example").status == 403
    assert desk.ask("/queue", cookie=cookie).status == 200
    assert '<html lang="es">' in desk.ask("/queue", cookie=cookie).text


@pytest.mark.parametrize("path", ["/sign-out", "/language?language=en", "/sign-in?name=ana&password=x"])
def test_nothing_changes_by_a_link(desk, path):
    cookie = desk.sign_in("ana")
    desk.ask(path, cookie=cookie)
    assert '<html lang="es">' in desk.ask("/queue", cookie=cookie).text


def test_an_identity_from_outside_is_ignored(desk):
    ana, sofia = desk.sign_in("ana"), desk.sign_in("sofia")
    forged = hashlib.sha256(sofia.partition("=")[2].encode()).hexdigest()
    for path in (*PAGES[:6], "/_stcore/health", "/media/x"):
        assert desk.ask(path, x_ventanilla_session=forged).status in {303, 401}
    with pytest.raises(InvalidStatus), desk.socket(x_ventanilla_session=forged):
        pass
    with desk.socket(cookie=ana, x_ventanilla_session=forged, X_VENTANILLA_SESSION=forged) as opened:
        shown = run_in(opened).text
    bar = shown.partition("desk-bar")[2]
    assert 'class="who" title="Ana Robles"' in bar.replace("\\", "")
    assert 'title="Sofía' not in bar.replace("\\", "")


ARMOUR = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/sign-in", {}), ("/healthz", {}), ("/assets/doors.css", {}), ("/assets/none.css", {}), ("/", {}),
        ("/media/x", {"page": False}), ("/sign-in", {"host": "evil.example"}), ("/sign-in", {"origin": "null"}),
        ("/set-up", {}), ("/language", {"method": "PUT"}), ("//x", {}), ("/reset?token=x", {}), ("/second-step", {}),
        ("/password", {}), ("/two-step", {"method": "PUT"}),
    ],
)  # fmt: skip
def test_every_answer_is_armoured(desk, path, given):
    headers = desk.ask(path, **given).headers
    assert all(headers[name] for name in ARMOUR), dict(headers)
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"].replace("wasm-unsafe-eval", "")
    assert len(headers.get_all("content-security-policy")) == 1


def test_the_app_itself_is_armoured_and_ours(desk):
    cookie = desk.sign_in("ana")
    for path in ("/", "/queue", "/_stcore/health", "/_stcore/host-config", "/media/none.png", "/nowhere"):
        answer = desk.ask(path, cookie=cookie)
        assert all(answer.headers[name] for name in ARMOUR)
        assert f"connect-src 'self' ws://{desk.host};" in answer.headers["content-security-policy"]
    page = desk.ask("/queue", cookie=cookie)
    assert page.headers["cache-control"] == "no-store"
    assert '<html lang="es">' in page.text
    assert "<title>Ventanilla</title>" in page.text


@pytest.mark.alone
def test_foreign_pages_do_not_slow_the_desk_down(desk):
    slowest = 0.0
    for _ in range(20):
        with pytest.raises(InvalidStatus), desk.socket(origin="http://192.0.2.1"):
            pass
        began = time.monotonic()
        assert desk.ask("/healthz").status == 200
        slowest = max(slowest, time.monotonic() - began)
    assert slowest < 1

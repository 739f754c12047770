"""Pages as people open them, without a server: a small desk in use, and the frame run as somebody."""

import functools
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import db
from auth import sessions
from config import settings
from db.queries import calendar, reference
from desk.accounts import account_named, create_account
from desk.sign_ins import start_session
from seed.reference import load_reference
from tests.copied import furnished
from tests.server import PASSWORD

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
FRIDAY = datetime(2026, 3, 14, 0, 0, tzinfo=UTC)
"""Friday 13 March 2026, 17:00 in Tijuana."""
installed_components = functools.cache(manifest_scanner.scan_component_manifests)
"""Every AppTest looks through all packages that are installed; they stay the same while tests run."""


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A clean desk with Ana (agent, Spanish), Berta (agent, English), Sofía (supervisor), Marta (administrator) and
    Irene (auditor, English), on a Friday afternoon."""
    monkeypatch.setenv("VENTANILLA_FROZEN_NOW", FRIDAY.isoformat())
    settings.cache_clear()
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    furnished(url, people)[0].close()
    used = db.use(url)
    calendar.forget()
    reference.forget()
    yield used
    used.close()
    settings.cache_clear()


def people(store):
    with store.writing() as work:
        load_reference(work)
        for name, shown, role, language in (
            ("ana", "Ana Robles", "agent", "es"),
            ("berta", "Berta Luna", "agent", "en"),
            ("sofia", "Sofía Duarte", "supervisor", "es"),
            ("marta", "Marta Solís", "administrator", "es"),
            ("irene", "Irene Castro", "auditor", "en"),
        ):
            create_account(
                work, name, display_name=shown, password=PASSWORD, role=role, language=language, now=FRIDAY
            )  # fmt: skip


@pytest.fixture
def opened(store, monkeypatch):
    """`opened("ana", "log")`: a page, opened by somebody who is signed in; `query` are its parameters."""

    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", installed_components)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # AppTest leaves the frame in its place

    def open_page(name, page="", *, now=FRIDAY, **query):
        token_hash = sessions.hash_of(sessions.new_token())
        with store.writing() as work:
            start_session(work, account_named(work, name), token_hash=token_hash, now=now)
        at = AppTest.from_file(str(FRAME), default_timeout=20)
        at.user = {"session": token_hash}
        for key, value in query.items():
            at.query_params[key.rstrip("_")] = value
        at.run()
        if page:
            at._page_hash = calc_hash(page)  # as the menu asks for it; switch_page only knows pages that are files
            at.run()
        assert not at.exception, at.exception
        return at

    return open_page

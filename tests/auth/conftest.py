"""A desk with two people, running once for all of these tests; and a store of its own for what needs no server."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

import db
from config import settings
from desk.accounts import create_account
from tests.copied import furnished
from tests.server import PASSWORD, running_desk

NOON = datetime(2026, 3, 13, 18, tzinfo=UTC)


def people(store):
    with store.writing() as work:
        for name, shown, role, language in (
            ("ana", "Ana Robles", "agent", "es"),
            ("berta", "Berta Luna", "agent", "es"),
            ("sofia", "Sofía Duarte", "supervisor", "en"),
        ):
            create_account(
                work, name, display_name=shown, password=PASSWORD, role=role, language=language, now=NOON
            )  # fmt: skip


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"
    store, _ = furnished(url, people)
    with running_desk(url, VENTANILLA_ALLOWED_HOSTS="127.0.0.1,desk.example") as running:
        object.__setattr__(running, "store", store)
        yield running
    store.close()


@pytest.fixture
def store(tmp_path):
    """A database in use by this process, with the same people."""
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    furnished(url, people)[0].close()
    used = db.use(url)
    yield used
    used.close()


@pytest.fixture
def settled(monkeypatch):
    """Settings from given variables: `settled(VENTANILLA_SECURE_COOKIES="true")`."""

    def settle(**given):
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        return SimpleNamespace(settings=settings())

    yield settle
    monkeypatch.undo()
    settings.cache_clear()

"""A running desk for the journeys: clean, with one agent of each language and a supervisor."""

from datetime import UTC, datetime

import pytest

from desk.accounts import create_account
from seed.reference import load_reference
from tests.copied import furnished
from tests.server import PASSWORD, one_chromium, running_desk


@pytest.fixture(scope="module", autouse=True)
def browser():
    """One browser for the journeys of a file."""
    with one_chromium():
        yield


@pytest.fixture(scope="module")
def clean_desk(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"
    store, _ = furnished(url, people)
    with running_desk(url) as desk:
        object.__setattr__(desk, "store", store)
        yield desk
    store.close()


def people(store):
    with store.writing() as work:
        load_reference(work)
        for name, shown, role, language in (
            ("ana", "Ana Robles", "agent", "es"),
            ("berta", "Berta Luna", "agent", "en"),
            ("sofia", "Sofía Duarte", "supervisor", "es"),
        ):
            create_account(
                work, name, display_name=shown, password=PASSWORD, role=role, language=language, now=datetime.now(UTC)
            )  # fmt: skip

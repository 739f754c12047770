"""One small demo, told once for all of these tests."""

from datetime import UTC, datetime

import pytest

from db.engine import Store
from seed.making import Story, make

WEDNESDAY = datetime(2026, 3, 11, 19, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'desk.db'}"
    made = make(url, Story.DEMO, now=WEDNESDAY, seed=42, inquiries=250)
    store = Store(url)
    yield store, made, url
    store.close()

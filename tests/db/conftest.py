"""A desk file of a test's own; PostgreSQL where both are meant."""

import pytest

from tests.cast import new_database, postgres
from tests.copied import create

__all__ = ["postgres"]


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture
def new_store(url):
    store = create(url)
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def either_url(request, url):
    """An address where no desk is yet."""
    return url if request.param == "sqlite" else new_database(request.getfixturevalue("postgres"))

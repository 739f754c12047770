"""A moment in the store is an instant, whatever zone it was said in."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlmodel import select

from db.models import Event
from tests.copied import create

NOON = datetime(2026, 3, 13, 18, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused_rather_than_guessed_at(new_store):
    with pytest.raises(StatementError, match="time zone"), new_store.writing() as work:
        work.add(Event(kind="x", at=datetime(2026, 3, 13, 17), on_date=NOON.date(), seal="x"))


def test_a_moment_comes_back_as_the_same_instant_in_utc(either_url):
    store = create(either_url)
    with store.writing() as work:
        work.add(Event(kind="x", at=NOON.astimezone(ZoneInfo("America/Tijuana")), on_date=NOON.date(), seal="x"))
    with store.reading() as look:
        (found,) = look.connection().execute(text("SELECT count(*) FROM event")).one()
        (event,) = look.exec(select(Event)).all()
    assert (found, event.at, event.at.tzinfo) == (1, NOON, UTC)
    store.close()

"""A save counts by what is in force at its own moment, and reads it only when it changed."""

import pytest
from sqlalchemy import event
from sqlmodel import Session

from db.freshness import renew, token
from db.models import ClosingDayRow, Line, Setting
from db.queries import in_force as kept
from db.queries.in_force import in_force
from desk.errors import DeskError
from tests.cast import NOW, draft, furnished_floor


@pytest.fixture
def desk(either_url):
    kept.forget()
    floor = furnished_floor(either_url)
    yield floor
    floor.store.close()


def asked_by(desk, do):
    """The statements that read reference tables."""
    asked = []
    tables = ("FROM line", "FROM city", "FROM subcase", "FROM promise", "FROM closing_day", "FROM script")

    def hear(_connection, _cursor, statement, *_):
        if any(table in statement for table in tables):
            asked.append(statement)

    event.listen(desk.store.engine, "before_cursor_execute", hear)
    try:
        do()
    finally:
        event.remove(desk.store.engine, "before_cursor_execute", hear)
    return asked


def test_the_second_save_reads_no_reference_table(desk):
    assert asked_by(desk, lambda: desk.log(draft()))
    assert asked_by(desk, lambda: desk.log(draft())) == []


def test_a_line_retired_a_moment_ago_is_refused_at_once(desk):
    desk.log(draft(line_code="LN_CLY_1"))
    with Session(desk.store.engine) as other, other.begin():  # as another process would
        other.get(Line, "LN_CLY_1").active = False
    with pytest.raises(DeskError, match="retired_line"):
        desk.log(draft(line_code="LN_CLY_1"))


def test_a_closing_day_added_a_moment_ago_counts_for_the_next_promise(desk):
    def days():
        with desk.store.writing() as work:
            return in_force(work).calendar.added

    before = days()
    with desk.store.writing() as work:
        work.add(ClosingDayRow(on_date=NOW.date(), layer="own", name_es="Mudanza", name_en="Move", source="own",
                               status="own"))  # fmt: skip
    assert len(days()) == len(before) + 1


def test_what_a_transaction_changed_and_gave_up_is_not_kept(desk):
    def give_up():
        with desk.store.writing() as work:
            work.get(Line, "LN_CLY_1").active = False
            assert not in_force(work).known.lines["LN_CLY_1"].active
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up()
    with desk.store.writing() as work:
        assert in_force(work).known.lines["LN_CLY_1"].active


def test_the_token_changes_with_a_setting_and_not_with_an_inquiry(desk):
    def now():
        with desk.store.reading() as look:
            return token(look)

    first = now()
    desk.log(draft())
    assert now() == first
    with desk.store.writing() as work:
        work.add(Setting(name="kept", value="yes"))
    assert now() != first


def test_statements_past_the_session_can_say_so(desk):
    with desk.store.writing() as work:
        before = token(work)
        renew(work)
        assert token(work) != before

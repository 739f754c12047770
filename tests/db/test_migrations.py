"""The migrations make what the models say; an upgrade that is cut off leaves the old desk."""

from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import select

from db import setup
from db.chain import links
from db.engine import Store
from db.models import ClosingDayRow, Event, PromiseTerm, Setting, Table
from db.queries.words_index import match_clause, put_words
from db.setup import create, migrate, revision_of
from rules.sealing import START, seal

LATER = '''"""one more column"""
from alembic import op
import sqlalchemy as sa
revision = "9999"
down_revision = "{head}"
branch_labels = depends_on = None
def upgrade():
    op.add_column("setting", sa.Column("note", sa.Text()))
    op.execute("CREATE TABLE halfway (id INTEGER)")
    op.execute("{fate}")
'''


def left_out(_object, name, kind, _reflected, _other):
    return not (kind == "table" and (name or "").startswith("inquiry_search"))


def difference(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": left_out, "compare_type": True, "target_metadata": Table.metadata}
        )
        return compare_metadata(context, Table.metadata)


def unmade(connection, *, revision):
    config = Config()
    config.set_main_option("script_location", str(setup.MIGRATIONS))
    config.attributes["connection"] = connection
    command.downgrade(config, revision)


def test_the_migrations_from_nothing_make_exactly_the_models(either_url):
    store = create(either_url)
    assert difference(store) == []
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE setting ADD COLUMN stray INTEGER"))
    assert len(difference(store)) == 1
    store.close()


@pytest.mark.parametrize("fate", ["SELECT broken", "SELECT 1"])
def test_an_upgrade_is_all_old_or_all_new_and_keeps_what_was_there(either_url, tmp_path, monkeypatch, fate):
    store = create(either_url)
    with store.writing() as work:
        work.add(Setting(name="kept", value="yes"))
    store.close()
    head = setup.head()
    copy = tmp_path / "migrations"
    copy.mkdir()
    for file in setup.MIGRATIONS.rglob("*.*"):
        if file.suffix != ".pyc":
            target = copy / file.relative_to(setup.MIGRATIONS)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(file.read_bytes())
    (copy / "versions" / "9999_more.py").write_text(LATER.format(head=head, fate=fate))
    monkeypatch.setattr(setup, "MIGRATIONS", copy)
    with pytest.raises(setup.DatabaseProblem, match="older"):
        setup.check(either_url)
    if fate == "SELECT broken":
        with pytest.raises(Exception, match="broken"):
            setup.upgrade(either_url)
    else:
        setup.upgrade(either_url)
        assert setup.check(either_url) == "9999"
    again = Store(either_url)
    with again.engine.connect() as connection:
        new = fate == "SELECT 1"
        assert revision_of(connection) == ("9999" if new else head)
        assert inspect(connection).has_table("halfway") == new
        assert ("note" in {c["name"] for c in inspect(connection).get_columns("setting")}) == new
        assert connection.execute(text("SELECT value FROM setting WHERE name = 'kept'")).scalar() == "yes"
    again.close()


def test_an_upgrade_of_a_desk_that_is_new_already_changes_nothing(either_url):
    store = create(either_url)
    with store.engine.begin() as connection:
        migrate(connection)
        assert revision_of(connection) == setup.head()
    store.close()


def test_events_of_before_the_seals_are_sealed_in_their_order(either_url):
    store = Store(either_url, create=True)
    with store.engine.begin() as connection:
        migrate(connection, revision="0001")
        connection.execute(text("CREATE TABLE told (n INTEGER)"))
        connection.execute(text("INSERT INTO told VALUES (1), (2), (3), (4), (5), (6), (7)"))
        for day in range(1, 13):
            connection.execute(text(
                "INSERT INTO event (kind, at, on_date, details) SELECT 'noted', :at, :on, :details FROM told"
            ), {"at": f"2026-03-{day:02} 17:00:00.000000+00:00"[:26 if store.is_sqlite else None],
                "on": f"2026-03-{day:02}", "details": '{"b": 1, "a": "ñ"}'})  # fmt: skip
        connection.execute(text("DROP TABLE told"))
        migrate(connection)
        assert [holds for _, holds in links(connection)] == [True] * 84
        connection.execute(text("UPDATE event SET kind = 'taken' WHERE id = 50"))
        assert [number for number, holds in links(connection) if not holds] == [50]
    store.close()


def test_an_event_of_before_keeps_its_seal_and_a_new_one_seals_where_it_was_done(either_url):
    store = Store(either_url, create=True)
    told = {"inquiry_id": None, "kind": "noted", "by": None, "on_date": date(2026, 3, 9), "details": {}}
    at = datetime(2026, 3, 9, 17, tzinfo=UTC)
    first = seal(START, at=at, **told)
    with store.engine.begin() as connection:
        migrate(connection, revision="0003")
        connection.execute(text(
            "INSERT INTO event (kind, at, on_date, details, seal) VALUES ('noted', :at, '2026-03-09', '{}', :seal)"
        ), {"at": "2026-03-09 17:00:00.000000+00:00"[:26 if store.is_sqlite else None], "seal": first})  # fmt: skip
        migrate(connection)
        assert [holds for _, holds in links(connection)] == [True]
    where = {"address": "10.0.0.7", "sign_in": "0a1b2c3d4e5f"}
    with store.writing() as work:
        work.add(Event(at=at, seal=seal(first, at=at, **told, **where), **told, **where))
    for change, wrong in (("address = ''", 2), ("sign_in = ''", 2), ("address = '10.0.0.8'", 2)):
        with store.engine.connect() as connection:
            assert [holds for _, holds in links(connection)] == [True, True]
            connection.execute(text(f"UPDATE event SET {change} WHERE id = {wrong}"))
            assert [number for number, holds in links(connection) if not holds] == [wrong]
            connection.execute(text("UPDATE event SET address = '10.0.0.7' WHERE id = 1"))
            assert [number for number, holds in links(connection) if not holds] == [1, wrong]
            connection.rollback()
    store.close()


def test_the_terms_of_the_page_hold_from_the_upgrade_on_and_a_day_has_one_word(either_url):
    store = Store(either_url, create=True)
    with store.engine.begin() as connection:
        migrate(connection, revision="0002")
        for told in (
            "INSERT INTO setting (name, value) VALUES ('layers', 'mx_lft')",
            "INSERT INTO promise (code, reason_code, kind, text_es, text_en, business_days, closes, lenient,"
            " page_lines) VALUES ('P', 'group', 'response_clock', '', '', 3, '19:00', true, ''),"
            " ('Q', 'group', 'advice', '', '', NULL, '20:00', false, '')",
            "INSERT INTO closing_day (on_date, layer, name_es, name_en, source, status, active)"
            " VALUES ('2026-03-10', 'own', 'a', 'a', '', 'own', true),"
            " ('2026-03-10', 'own', 'b', 'b', '', 'own', true),"
            " ('2026-03-10', 'own', 'c', 'c', '', 'own', false), ('2026-03-10', 'mx_lft', 'd', 'd', '', 'own', true)",
        ):
            connection.execute(text(told))
        migrate(connection)
    assert difference(store) == []
    with store.reading() as look:
        (term,) = look.exec(select(PromiseTerm)).all()
        days = look.exec(select(ClosingDayRow.name_es).where(ClosingDayRow.active, ClosingDayRow.closed)).all()
        assert look.get(Setting, "warning_bands").value == "0 1"
    assert (term.promise_code, term.holds_from, term.business_days) == ("P", date(2000, 1, 1), 3)
    assert (term.closes, term.lenient, term.added_at, term.active) == ("19:00", True, None, True)
    assert sorted(days) == ["b", "d"]
    store.close()


def test_the_newest_change_can_be_taken_back(either_url):
    store = create(either_url)
    with store.engine.begin() as connection:
        unmade(connection, revision="0003")
        assert revision_of(connection) == "0003"
        assert not inspect(connection).has_table("one_time_link")
        migrate(connection)
    assert difference(store) == []
    store.close()


def test_words_find_their_inquiry_by_every_term_and_the_beginning_of_the_last(either_url):
    store = create(either_url)
    with store.writing() as work:
        put_words(work, 1, "rosa vega 26-000001-7 pasaporte")
        put_words(work, 2, "jose nunez pasaporte")
        put_words(work, 2, "jose nunez visa")

    def found(*terms):
        clause, values = match_clause(store.engine.dialect.name, terms)
        with store.reading() as look:
            rows = look.connection().execute(text(f"SELECT rowid FROM inquiry_search WHERE {clause}"), values)
            return sorted(row[0] for row in rows)

    assert found("rosa") == [1]
    assert found("nun") == [2]
    assert found("pasaporte") == [1], "what was indexed before is found no more"
    assert found("rosa", "nun") == []
    assert found("or") == found("and") == found("near") == []
    store.close()


def test_the_newest_revision_is_the_one_alembic_would_come_to():
    script = ScriptDirectory(str(setup.MIGRATIONS))
    assert setup.head() == script.get_current_head()
    assert setup.known_revisions() == {one.revision for one in script.walk_revisions()}

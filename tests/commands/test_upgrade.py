"""`ventanilla upgrade`: only an earlier version is touched."""

from sqlalchemy import text
from typer.testing import CliRunner

from cli import app
from db.engine import Store
from db.setup import check, create, head, migrate


def upgrade(url):
    return CliRunner().invoke(app, ["upgrade", "--database", url])


def test_a_database_of_this_version_is_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    create(url).close()
    answer = upgrade(url)
    assert (answer.exit_code, answer.output.strip()) == (0, "La base de datos ya es de esta versión.")


def test_a_database_of_a_later_version_is_refused(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    store = create(url)
    with store.writing() as work:
        work.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    answer = upgrade(url)
    assert answer.exit_code == 2
    assert "versión posterior" in answer.output


def test_a_database_of_an_earlier_version_becomes_this_one(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    maker = Store(url, create=True)
    with maker.engine.begin() as connection:
        migrate(connection, revision="0001")
    maker.close()
    answer = upgrade(url)
    assert (answer.exit_code, check(url)) == (0, head())


def test_a_desk_that_runs_is_not_upgraded_under_its_feet(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    maker = Store(url, create=True)
    with maker.engine.begin() as connection:
        migrate(connection, revision="0001")
    maker.close()
    running = Store(url)
    answer = upgrade(url)
    assert (answer.exit_code, "está en uso" in answer.output) == (2, True)
    running.close()
    assert upgrade(url).exit_code == 0


def test_a_missing_database_is_not_made(tmp_path):
    path = tmp_path / "desk.db"
    answer = upgrade(f"sqlite:///{path}")
    assert answer.exit_code == 2
    assert not path.exists()

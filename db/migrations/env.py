"""Runs the migrations on the connection it is given; without one, on the database of the settings."""

from alembic import context
from sqlalchemy import Connection

from db.models import Table

# The full-text index and its shadow tables are made by hand in the migrations; autogenerate must leave them alone.
HAND_MADE = "inquiry_search"


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and (name or "").startswith(HAND_MADE))


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Table.metadata, include_object=_ours, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    from config import settings
    from db.engine import Store

    with Store(settings().database_url).engine.begin() as connection:
        run(connection)

"""The base of all tables."""

from typing import Any

from sqlalchemy import Column, Integer, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from db.types import Moment

# Constraint names are fixed so that a migration can name what it changes on every database.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """A row of the desk."""



def moment(*, required: bool = True, index: bool = False) -> Any:
    """A column for an aware UTC instant."""
    if required:
        return Field(sa_type=Moment, nullable=False, index=index)
    return Field(default=None, sa_type=Moment, nullable=True, index=index)


def version_column() -> Column[int]:
    """The counter that refuses a stale save (`version_id_col` of the mapper)."""
    return Column("version", Integer, nullable=False, default=1)


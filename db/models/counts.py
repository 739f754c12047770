"""Counting is done when writing: narrow tallies by local day, kept by the verbs' own transaction."""

from datetime import date
from typing import ClassVar

from sqlmodel import Field

from db.models.base import Table


class Tally(Table, table=True):
    """How many, for one cube and day. `db.queries.tallies` says what each cube's `a` and `b` are, and recounts them.

    One physical table, several narrow cubes: the primary key begins with the cube, so a chart reads only its own
    days, and a verb keeps them all with one statement.
    """

    __tablename__ = "tally"
    __table_args__: ClassVar[dict[str, bool]] = {"sqlite_with_rowid": False}
    cube: str = Field(primary_key=True)
    on_date: date = Field(primary_key=True)
    a: str = Field(primary_key=True)
    b: str = Field(primary_key=True)
    n: int

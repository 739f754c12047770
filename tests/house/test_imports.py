"""One room, one set of allowed imports: docs/house.md is the architecture, and this reads it."""

import pytest

from tests.house.rooms import DOORS, ROOT, TABLE, places, read_rooms, scripts, trespasses

ROOMS = read_rooms(TABLE.read_text(encoding="utf-8"))
FILES = [(name, path) for name in ROOMS for path in scripts(name)]
THIRD_PARTY_OF_THE_SCREENS = ("streamlit", "pandas", "altair", "starlette")


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda one: str(getattr(one, "name", one)))
def test_a_file_imports_only_what_its_room_may(name, path):
    where = path.relative_to(ROOT).as_posix()
    assert trespasses(ROOMS[name], path.read_text(encoding="utf-8"), where) == []


def test_every_place_with_code_is_a_room_of_the_table():
    assert places() <= set(ROOMS)


def test_nobody_may_import_pages_but_pages_and_the_doors():
    everywhere = {name for name, room in ROOMS.items() if "anything" in room.allowed}
    assert everywhere == {*DOORS, "commands"}
    assert not [name for name, room in ROOMS.items() if name not in everywhere and "pages" in room.allowed]


@pytest.mark.parametrize("door", ["cli", "commands"])
def test_the_administrators_door_leads_to_no_page(door):
    found = [path for path in scripts(door) if "import pages" in path.read_text() or "from pages" in path.read_text()]
    assert found == []


def test_below_the_screens_nobody_knows_them():
    for name in ("rules", "words", "config", "desk", "seed"):
        assert not ROOMS[name].allowed & {*THIRD_PARTY_OF_THE_SCREENS, "views", "charts", "pages"}
    assert not ROOMS["rules"].allowed & set(ROOMS)


@pytest.mark.parametrize(("room", "source"), [
    ("rules", "import streamlit"), ("rules", "from db import reading"), ("rules", "import numpy as np"),
    ("rules", "from words import t"), ("rules", "def f():\n    from config import settings"),
    ("rules", "from datetime import date\nif True:\n    import sqlalchemy.orm"), ("words", "from rules import codes"),
    ("db", "import streamlit"), ("db", "import pandas"), ("db", "from desk import replies"),
    ("desk", "from words import t"), ("desk", "import streamlit as st"), ("desk", "from config import settings"),
    ("charts", "import streamlit"), ("charts", "import db\ndb.reading()"), ("auth", "import streamlit"),
    ("auth", "from db.models import Account"), ("auth", "import db\ndb.engine"), ("views", "import db\ndb.writing()"),
    ("views", "from db import writing"), ("views", "from db.models import Inquiry"),
    ("views", "from desk import moves"),
    ("views", "import sqlmodel"), ("pages", "from db.models import Inquiry"), ("pages", "import db\ndb.engine"),
    ("pages", "from sqlmodel import select"), ("pages", "import sqlalchemy"), ("seed", "from pages.agent import log"),
    ("views", "from pages import frame"), ("desk", "from . import moves"), ("rules", "__import__('streamlit')"),
    ("rules", "import importlib\nimportlib.import_module('db')"), ("rules", "import dbx"),
])  # fmt: skip
def test_the_check_sees_a_violation(room, source):
    assert trespasses(ROOMS[room], source, f"{room}/new.py")


@pytest.mark.parametrize(("room", "source", "where"), [
    ("rules", "import re\nfrom rules.codes import Layer\nimport holidays.version", "rules/new.py"),
    ("db", "import pandas", "db/queries/reports/volumes.py"), ("db", "from rules import codes", "db/models/new.py"),
    ("auth", "import db\nwith db.writing() as work: pass", "auth/new.py"),
    ("views", "from db.queries.inquiry import Shown", "views/new.py"),
    ("pages", "from sqlmodel import Session\nimport db\ndb.reading()", "pages/new.py"),
    ("cli", "import streamlit, pandas", "cli.py"),
])  # fmt: skip
def test_the_check_lets_pass_what_is_allowed(room, source, where):
    assert trespasses(ROOMS[room], source, where) == []

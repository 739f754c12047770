"""What every verb of the desk keeps to, read from its source."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DESK = sorted((ROOT / "desk").glob("*.py"))
ROOMS = ("desk", "auth", "intake", "seed", "db/queries")
WRITERS = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
VERSIONED = {"Inquiry", "Customer", "Account"}
CREATED = {"Inquiry"}
DERIVED = {"desk/recount_rows.py": {"due_at"}}
"""What a recount keeps beside a row is derived from its deadlines: nobody's save is stale for that."""


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def calls(tree, *names):
    """Calls of a function or method of one of these names, with what they are called on or given first."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node


def commits(tree):
    return [node.lineno for node in calls(tree, "commit", "rollback", "begin", "writing", "reading")]


def changes_rows_unversioned(tree):
    """`update(Model)` of a row that carries a version, which the mapper's check would not see."""
    return [
        node.lineno for node in calls(tree, "update", "delete")
        if node.args and isinstance(node.args[0], ast.Name) and node.args[0].id in VERSIONED | {"Event"}
    ]  # fmt: skip


def sets_of_inquiries(tree):
    """The columns that `update(Inquiry).where(…).values(…)` sets, wherever it stands."""
    return {
        keyword.arg for node in calls(tree, "values") if "id='update'" in (said := ast.dump(node.func))
        and "args=[Name(id='Inquiry'" in said for keyword in node.keywords
    }  # fmt: skip


def raw_changes(source):
    return re.findall(r"\b(?:UPDATE|DELETE FROM)\s+[\"']?(?:inquiry|customer|account|event)\b", source, re.IGNORECASE)


def creations_without_key(tree):
    return [
        node.lineno for node in calls(tree, *CREATED) if "client_key" not in {keyword.arg for keyword in node.keywords}
    ]


@pytest.mark.parametrize("path", DESK, ids=lambda path: path.name)
def test_no_verb_commits_or_knows_the_screen(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert commits(tree) == []
    assert [name for name in imports(tree) if name.split(".")[0] in {"streamlit", "views", "pages", "words"}] == []


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_changes_a_versioned_row_or_an_event_behind_its_version(path):
    source = path.read_text(encoding="utf-8")
    tree, derived = ast.parse(source), DERIVED.get(path.relative_to(ROOT).as_posix(), set())
    unversioned = changes_rows_unversioned(tree)
    assert bool(unversioned) == bool(derived)
    assert sets_of_inquiries(tree) == derived
    assert raw_changes(source) == []


@pytest.mark.parametrize("path", DESK, ids=lambda path: path.name)
def test_every_inquiry_is_made_with_the_key_of_its_form(path):
    assert creations_without_key(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", DESK, ids=lambda path: path.name)
def test_no_verb_deletes_or_changes_an_event(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [node.lineno for node in calls(tree, "delete") if "Event" in ast.dump(node)] == []
    reads = [node for node in calls(tree, "get", "select") if "id='Event'" in ast.dump(node)]
    assert reads == [], "a verb that loads an event could change it"


def test_what_was_read_of_the_verbs_is_told(faults):
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in {*DESK, *WRITERS}}
    derived = [ROOT / name for name in DERIVED]
    unversioned = sum(len(changes_rows_unversioned(tree)) for path, tree in trees.items() if path not in derived)
    screens = [name for path in DESK for name in imports(trees[path]) if name.split(".")[0] == "streamlit"]
    faults.tell("B07", "a change behind a version's back", provoked=len(trees), present=unversioned, seen="files read")
    faults.tell("B10", "a verb that knows the screen", provoked=len(DESK), present=len(screens), seen="files read")
    assert (unversioned, screens) == (0, [])


@pytest.mark.parametrize(
    ("check", "guilty"),
    [
        (commits, "work.commit()"),
        (changes_rows_unversioned, "update(Inquiry).values(status='open')"),
        (changes_rows_unversioned, "delete(Event)"),
        (lambda tree: [1] * len(sets_of_inquiries(tree)), "update(Inquiry).where(x).values(status='open')"),
        (creations_without_key, "Inquiry(channel='phone')"),
    ],
)
def test_these_readers_see_what_they_look_for(check, guilty):
    assert check(ast.parse(guilty)) == [1]
    assert raw_changes("UPDATE inquiry SET status = 'open'")

"""No verb without its roles: whatever of the desk takes `by` is in the written table, or a step only verbs take."""

import ast
import re
from pathlib import Path

import pytest

from pages.menu import PAGES, ROLES
from rules.codes import Role
from rules.roles import VERBS

ROOT = Path(__file__).resolve().parents[2]
TOLD = ROOT / "docs" / "roles.md"
STEPS = {
    "remember", "remember_account", "remember_decision",  # one event
    "touch", "close_now", "reopen_now",  # what several verbs do to an inquiry
    "change", "say",  # what every change of the calendar does
}
"""What verbs are made of: they know by whom, and whoever called them was asked."""
BY_NOBODY = {
    "start_session", "end_session", "touch_session", "count_failure", "clear_failures", "create_first_account",
    "claim_digest", "digest_sent", "release_digest", "remember_account", "use_link", "accept_code",
    "await_second_step",
}
"""What is done before anybody is here, or by the desk itself: signing in and out, the first account, the digest."""
AT_THE_SERVER = {"commands": {"remember", "recount"}}
"""What a command does for nobody."""
OUTSIDE = ("pages", "views", "intake", "watch", "auth", "commands")


def functions(room):
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node


def takes_by(node):
    return "by" in {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}


def is_verb(node):
    return any(isinstance(one, ast.Name) and one.id == "verb" for one in node.decorator_list)


def writes(node):
    return bool(node.args.args) and node.args.args[0].arg == "work"


def test_whatever_takes_by_is_a_verb_of_the_table_or_a_step():
    desk = list(functions("desk"))
    asked = [node.name for node in desk if is_verb(node)]
    assert sorted(asked) == sorted(VERBS), "the table, and every verb once"
    unasked = {node.name for node in desk if takes_by(node) and not is_verb(node)}
    assert unasked == STEPS


def test_every_verb_is_told_by_keyword_by_whom():
    """So that the door in front of it finds out, and nobody takes a number for a person."""
    for node in functions("desk"):
        if is_verb(node):
            assert "by" in {one.arg for one in node.args.kwonlyargs}, node.name
            assert node.args.args[0].arg == "work", node.name


@pytest.mark.parametrize("room", OUTSIDE)
def test_nothing_outside_the_desk_takes_a_step_or_writes_past_its_verbs(room):
    known = {node.name: node for node in functions("desk")}
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desk"):
                for one in node.names:
                    found = known.get(one.name)
                    if found is not None and writes(found) and not is_verb(found):
                        allowed = BY_NOBODY | AT_THE_SERVER.get(room, set())
                        assert one.name in allowed, f"{path.name} writes by {one.name}"


def test_the_roles_are_told_as_they_are():
    """docs/roles.md, for whoever decides who gets which role."""
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", TOLD.read_text(encoding="utf-8"), re.MULTILINE)
    told = {name: [cell.strip() for cell in cells.split("|")] for name, cells in rows}
    verbs = {name: ["yes" if role in roles else "" for role in Role] for name, roles in VERBS.items()}
    pages = {f"page_{name}": ["yes" if name in ROLES[role] else "" for role in Role] for name in PAGES}
    assert told == verbs | pages


def test_every_role_has_pages_and_none_that_is_not_there():
    assert set(ROLES) == set(Role)
    assert {name for names in ROLES.values() for name in names} == set(PAGES)
    assert set(ROLES[Role.ADMINISTRATOR]) >= set(ROLES[Role.SUPERVISOR])


@pytest.mark.parametrize("guilty", [
    "def give_away(work, folio, *, by, now): ...", "@wraps\ndef give_away(work, *, by): ...",
])  # fmt: skip
def test_this_reader_sees_what_it_looks_for(guilty):
    node = ast.parse(guilty).body[0]
    assert takes_by(node)
    assert writes(node)
    assert not is_verb(node)

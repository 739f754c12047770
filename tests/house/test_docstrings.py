"""Below the screens every public name says in one sentence what it is for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.rooms import ROOT, scripts

BELOW = ("rules", "words", "config", "db", "desk", "seed", "auth", "intake", "commands", "cli")
FILES = [path for room in BELOW for path in scripts(room) if "migrations" not in path.parts]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def silent(source: str) -> list[str]:
    """The public names of a source that say nothing; what is inside a function is nobody else's."""
    tree = ast.parse(source)
    module = [] if ast.get_docstring(tree) or not tree.body else ["the module"]
    return module + [name for name, node in public(tree) if not ast.get_docstring(node)]


def public(tree: ast.Module) -> Iterator[tuple[str, Definition]]:
    """Functions, classes, and methods of more than one line; what a foreign base class asks for is told there."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef) and not node.bases:
                yield from ((f"{node.name}.{name}", method) for name, method in _methods(node))


def _methods(node: ast.ClassDef) -> Iterator[tuple[str, Definition]]:
    for one in node.body:
        if isinstance(one, Definition) and not one.name.startswith("_") and len(one.body) > 1:
            yield one.name, one


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_public_name_below_the_screens_says_what_it_is_for(path: Path):
    assert silent(path.read_text(encoding="utf-8")) == []


def test_the_check_sees_who_says_nothing():
    source = '"""A module."""\ndef f(): pass\nclass C:\n    """c"""\n    def m(self): 1; 2\n    def n(self): 1\n'
    assert silent(source) == ["f", "C.m"]
    assert silent('"""A module."""\nclass C: pass\nasync def g(): pass\ndef _h(): pass\n') == ["C", "g"]
    assert silent("x = 1") == ["the module"]
    assert silent("") == []

"""D14: a page is a module of definitions. Whatever ran at its top would run for everybody who imports it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "pages"
FRAME = ROOT / "frame.py"
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != FRAME)
PAGES = [path for path in MODULES if path.parent != ROOT and path.name != "__init__.py"]
HARMLESS_CALLS = {"frozenset", "dict", "timedelta", "MappingProxyType", "compile", "Entry"}


def named(path):
    return str(path.relative_to(ROOT.parent))


def runs(node):
    """What a statement at the top of a module would run; None for a definition."""
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return None
        case ast.Import() | ast.ImportFrom() | ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            inside = [*getattr(node, "decorator_list", [])]
            return None if all(map(harmless, inside)) else ast.unparse(node).splitlines()[0]
        case ast.Assign() | ast.AnnAssign() if node.value is None or (
            harmless(node.value) and not of_a_run(node.value)
        ):
            return None
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return None
    return ast.unparse(node).splitlines()[0]


def harmless(value):
    """A value made of constants and names; a decorator of Streamlit's fragments and dialogs only wraps."""
    for call in run_now(value):
        if isinstance(call, ast.Call):
            name = ast.unparse(call.func)
            if name.rpartition(".")[2] not in HARMLESS_CALLS and name not in {"st.fragment", "st.dialog", "dataclass"}:
                return False
    return True


def run_now(value):
    """Everything in a value but what a lambda would do later."""
    yield value
    for child in () if isinstance(value, ast.Lambda) else ast.iter_child_nodes(value):
        yield from run_now(child)


def of_a_run(value):
    """Whether a value asks Streamlit for something: its state, its address, its user."""
    return any(isinstance(one, ast.Name) and one.id == "st" for one in ast.walk(value))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_page_module_only_defines(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [one for one in map(runs, tree.body) if one] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_has_one_way_in(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ways = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "page"]
    assert len(ways) == 1
    assert [argument.arg for argument in ways[0].args.args] == ["visit"]


def test_the_menu_lists_every_page():
    listed = ast.unparse(ast.parse(FRAME.with_name("menu.py").read_text(encoding="utf-8")))
    late = FRAME.with_name("later.py").read_text(encoding="utf-8")
    for path in PAGES:
        if f"{path.stem}.page" not in listed:
            assert f"'{path.stem}': Entry({path.stem}," in listed, named(path)
            assert f"from pages.{path.parent.name} import {path.stem} as page" in late, named(path)


def test_no_page_lies_where_streamlit_would_serve_it_by_itself():
    assert not (ROOT / "pages").exists()


@pytest.mark.parametrize("source", [
    "import streamlit as st\nst.write('x')", "x = st.session_state", "load()", "x = st.text_input('a')",
    "if True:\n    st.write('x')", "for x in y:\n    z()", "with st.sidebar:\n    pass",
])  # fmt: skip
def test_the_check_sees_what_runs(source):
    tree = ast.parse(source)
    assert [one for one in map(runs, tree.body) if one]

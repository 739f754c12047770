"""Names that say nothing are not used, and nothing in the project depends on the machine it was written on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.rooms import ROOT

EMPTY = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "services", "misc"}
LEFT_OUT = {"build", "dist", "var", "__pycache__"}
BINARY = {".woff2", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".db", ".gz"}
# Put together here, so that this file does not name what it looks for.
HOSTS = [".".join(parts) for parts in (
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("crates", "io"),
    ("golang", "org"), ("anaconda", "org"), ("rubygems", "org"), ("unpkg", "com"), ("jsdelivr", "net"),
)]  # fmt: skip
REGISTRY = re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users)/\w|\b[A-Za-z]:\\Users\\", re.IGNORECASE)


def files() -> Iterator[Path]:
    """Every file of the project that is text; what git leaves out starts with a dot or is made by running it."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in (".streamlit", ".ci", ".gitignore") for part in parts)
        made = LEFT_OUT & set(parts) or any(part.endswith(".egg-info") for part in parts) or parts[-1] == "secrets.toml"
        if path.is_file() and not hidden and not made and path.suffix not in BINARY:
            yield path


FILES = list(files())


def found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [f"line {n}: {line.strip()[:100]}" for n, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def test_the_project_is_read():
    names = {path.name for path in FILES}
    assert {"Makefile", "pyproject.toml", "run.lock", "config.toml", "run", "promises.csv"} <= names


def test_no_module_and_no_folder_has_a_name_that_says_nothing():
    named = {part.removesuffix(".py") for path in FILES for part in path.relative_to(ROOT).parts}
    assert named & EMPTY == set()


def test_no_two_files_of_tests_share_a_name():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names)), "pytest would take one for the other"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_names_no_package_registry_and_no_path_of_a_machine(path):
    text = path.read_text(encoding="utf-8")
    assert found(REGISTRY, text) + found(MACHINE, text) == []


@pytest.mark.parametrize("host", HOSTS)
def test_the_check_sees_a_registry(host):
    assert found(REGISTRY, f"--index-url https://{host.upper()}/simple")


@pytest.mark.parametrize("path", ["cd {}work/main", "'{}home/ana/desk'", 'open("{}root/x")', "sqlite:///{}Users/ana"])
def test_the_check_sees_a_path_of_a_machine(path):
    assert found(MACHINE, path.format("/"))


@pytest.mark.parametrize("text", ["../shared/x", "https://example.org/home/x", "/usr/bin/env", "~/work/x"])
def test_the_check_lets_pass_what_is_on_every_machine(text):
    assert not found(MACHINE, text)
    assert not found(REGISTRY, text)

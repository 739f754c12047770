"""What the README and the guides tell people to type exists."""

import re
from pathlib import Path

from typer.main import get_command

from cli import app
from tests.house.rooms import ROOT

TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
MAKE = re.compile(r"(?:^|[`$]\s*|\n\s*)make ([a-z-]+)")
DOOR = re.compile(r"(?:^|[`$/]\s*|\n\s*)ventanilla ([a-z-]+)(?: ([a-z-]+))?")


def guides() -> list[Path]:
    readme = ROOT / "README.md"
    return [*([readme] if readme.exists() else []), *sorted((ROOT / "docs").rglob("*.md"))]


def targets() -> set[str]:
    return set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))


def unknown(text: str) -> list[str]:
    """The commands a text shows that nobody has: `make …` and `ventanilla …` in code or at the start of a line."""
    wrong = [f"make {name}" for name in MAKE.findall(text) if name not in targets()]
    door = get_command(app)
    for name, more in DOOR.findall(text):
        command = door.commands.get(name)
        if command is None or (more and hasattr(command, "commands") and more not in command.commands):
            wrong.append(f"ventanilla {name} {more}".strip())
    return wrong


def test_what_the_guides_tell_people_to_type_exists():
    wrong = {path.name: unknown(path.read_text(encoding="utf-8")) for path in guides()}
    assert {name: commands for name, commands in wrong.items() if commands} == {}


def missing(text: str) -> list[str]:
    return [command for command in ("make run", "make test") if command not in text]


def test_the_readme_names_the_two_commands():
    readme = ROOT / "README.md"
    assert not readme.exists() or missing(readme.read_text(encoding="utf-8")) == []


def test_the_makefile_has_the_two_commands():
    assert {"run", "test", "setup"} <= targets()


def test_the_check_sees_a_command_that_is_not_there():
    text = "```\nmake walk\nmake run\nventanilla dance\n.venv/bin/ventanilla due --promise X\n```"
    assert unknown(text)[:2] == ["make walk", "ventanilla dance"]
    assert missing("make run") == ["make test"]

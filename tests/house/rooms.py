"""The rooms of the house as docs/house.md tells them, and every import that a file makes."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "house.md"
DOORS = ("cli", "dashboard")
NOT_ROOMS = {"tests", "benchmarks", "docs", "deploy", "build", "dist", "var"}
ANYTHING = "anything"
CODE = re.compile(r"`([^`]+)`")
STANDARD = sys.stdlib_module_names


@dataclass(frozen=True)
class Room:
    """One row of the table: its allowed imports, and those allowed below one folder of it only."""

    name: str
    allowed: frozenset[str]
    below: tuple[tuple[str, str], ...] = ()  # (import, the folder or module it is allowed in)

    def may(self, name: str, where: str) -> bool:
        """Whether a file of this room may import a dotted name."""
        top = name.partition(".")[0]
        inside = {one for one, folder in self.below if where.startswith(folder)}
        wanted = self.allowed | inside
        return (
            top in STANDARD or top == self.name or ANYTHING in wanted
            or any(name == one or name.startswith(f"{one}.") for one in wanted)
        )  # fmt: skip


def read_rooms(text: str) -> dict[str, Room]:
    """The table's rows: "`a`, `b`; `c` in `folder`"."""
    rooms = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 3:
            name, (always, *parts) = cells[0].strip("`"), cells[2].split(";")
            everywhere = {ANYTHING} if always == ANYTHING else set(CODE.findall(always))
            below = [tuple(CODE.findall(part)) for part in parts]
            rooms[name] = Room(name, frozenset(everywhere), tuple((one, folder) for one, folder in below))
    return rooms


def scripts(room: str) -> Iterator[Path]:
    """The files of a room: a folder, or one file for a door."""
    folder = ROOT / room
    if folder.is_dir():
        yield from sorted(folder.rglob("*.py"))
    elif folder.with_suffix(".py").exists():
        yield folder.with_suffix(".py")


def places() -> set[str]:
    """Everything at the top of the project that holds code of the product."""
    folders = {path.parent.name for path in ROOT.glob("*/*.py")}
    return {name for name in folders - NOT_ROOMS if not name.startswith(".")} | {
        path.stem for path in ROOT.glob("*.py")
    }


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Every dotted name a source imports, wherever in it; of `import db` the names it uses: db.writing."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for one in names:
                    used = _used(tree, one.asname or one.name) if "." not in one.name else []
                    yield from ((node.lineno, f"{one.name}.{name}") for name in used)
                    if not used:
                        yield node.lineno, one.name
            case ast.ImportFrom(level=0, module=str(module), names=names):
                yield from ((node.lineno, f"{module}.{one.name}") for one in names)
            case ast.ImportFrom():
                yield node.lineno, "..relative"
            case ast.Call(func=ast.Name(id="__import__") | ast.Attribute(attr="import_module")):
                yield node.lineno, "..at run time"


def _used(tree: ast.AST, name: str) -> list[str]:
    found = (one for one in ast.walk(tree) if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name))
    return sorted({one.attr for one in found if one.value.id == name})


def trespasses(room: Room, source: str, where: str) -> list[str]:
    """What a file imports and may not."""
    return [f"{where}:{line} imports {name}" for line, name in imports(source) if not room.may(name, where)]

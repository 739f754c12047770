"""Every sentence on a screen has its Spanish, and both say the same things in the same places."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from words import problems, refusals
from words.catalogue import po_files, read
from words.filling import places
from words.terms import SHORT, TERMS

ROOT = Path(__file__).resolve().parents[2]
SPEAKERS = (
    "pages", "views", "charts", "auth", "intake", "desk", "words", "watch", "commands", "cli.py", "dashboard.py"
)  # fmt: skip
OWN_TO_T = {"lang", "context"}
NOT_USTED = re.compile(r"\b(tú|tus?|haz|elige|selecciona|ingresa|tienes|puedes|quieres|debes|contigo)\b", re.I)
BARE = re.compile(
    r"\b(\w+cion|\w+sion|dias?|habil(es)?|numero|telefono|linea|ultim[oa]s?|proxim[oa]s?|busqueda|pagina|codigo|tambien|"
    r"mas tardar|segun|aqui|ningun|algun|buzon|guia|contrasena|ano|anos|manana)\b",
    re.I,
)


@dataclass(frozen=True)
class Said:
    """One t() or tn() in the code."""

    where: str
    key: tuple[str, str]  # context, msgid
    sentences: tuple[str, ...]
    given: frozenset[str] | None  # None when values come as **values


def scripts() -> Iterator[Path]:
    for name in SPEAKERS:
        path = ROOT / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else filter(Path.exists, [path])


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The t() and tn() calls of a file that has them from words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.name: name.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "words"
        for name in node.names
    }
    assert not {"t", "tn"} & {name for name, alias in imported.items() if alias}, f"{path}: t and tn keep their names"
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="t" | "tn" as name) if name in imported:
                yield name, node
            case ast.Attribute(attr="t" | "tn" as name, value=ast.Name(id="words")):
                yield name, node


def literals(node: ast.expr) -> list[str] | None:
    """The sentences an argument can be: one, or the two of `a if x else b`; None when made at run time."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            both = literals(body), literals(orelse)
            return None if None in both else [*both[0], *both[1]]
    return None


def said() -> tuple[list[Said], list[str]]:
    found, refused = [], []
    for path in scripts():
        for name, call in calls(path):
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            arguments = [literals(argument) for argument in call.args[: 1 if name == "t" else 2]]
            context = next((literals(k.value) for k in call.keywords if k.arg == "context"), [""])
            if None in arguments or context is None or not arguments:
                if path.parent != ROOT / "words":
                    refused.append(where)
                continue
            names = {k.arg for k in call.keywords}
            given = None if None in names else frozenset(names - OWN_TO_T)
            if name == "tn":
                given = None if given is None else given | {"n"}
                found.append(Said(where, (context[0], arguments[0][0]), (arguments[0][0], arguments[1][0]), given))
            else:
                found += [Said(where, (context[0], one), (one,), given) for one in arguments[0]]
    return found, refused


def tables() -> list[Said]:
    """The sentences that words/ keeps in tables, by code."""
    plain = [*refusals.REFUSALS.values(), *refusals.PROBLEMS.values(), *refusals.FIELD_PROBLEMS.values()]
    plain += [problems.UNKNOWN, problems.UNKNOWN_IN_FIELD]
    keyed = [("", sentence) for sentence in plain] + [("field", name) for name in refusals.FIELDS.values()]
    keyed += [(kind, name) for kind, names in TERMS.items() for name in names.values()]
    keyed += [(f"{kind}, short", name) for kind, names in SHORT.items() for name in names.values()]
    return [Said("words/", key, (key[1],), None) for key in keyed]


def entries() -> dict[tuple[str, str], dict[str, object]]:
    """What the catalogues say, by key: file name -> message."""
    found: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)
    for path in po_files("es"):
        for message in read(path):
            if message.id:
                one = message.id[0] if isinstance(message.id, tuple) else message.id
                found[message.context or "", one][path.name] = message
    return found


SAID, MADE_AT_RUN_TIME = said()
ENTRIES = entries()
MESSAGES = [(name, message) for files in ENTRIES.values() for name, message in files.items()]


def strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_no_sentence_is_made_at_run_time():
    assert MADE_AT_RUN_TIME == []


def test_every_sentence_has_its_spanish():
    missing = {f"{one.where}: {one.key}" for one in SAID + tables() if not any(map(_filled, files(one)))}
    assert not missing, "add to words/es/<page>.po:\n" + "\n".join(sorted(missing))


def files(one: Said) -> list[object]:
    return list(ENTRIES.get(one.key, {}).values())


def _filled(message) -> bool:
    return all(strings(message))


def test_a_counted_sentence_has_both_its_forms():
    wrong = [
        f"{one.where}: {one.sentences}"
        for one in SAID
        if len(one.sentences) == 2 and not any(message.id == one.sentences for message in files(one))
    ]
    assert not wrong


def test_every_place_of_a_sentence_gets_a_value_and_no_value_is_left_over():
    wrong = []
    for one in SAID:
        wanted = frozenset().union(*map(places, one.sentences))
        if one.given is not None and (wanted - one.given or one.given - wanted - {"n"}):
            wrong.append(f"{one.where}: the sentence has {sorted(wanted)}, the call gives {sorted(one.given)}")
    assert not wrong


def test_both_languages_have_the_same_places():
    wrong = []
    for name, message in MESSAGES:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        # The form for one may leave its number out: "un día hábil".
        pairs = zip(ids, strings(message), [len(ids) == 2, False], strict=False)
        wrong += [
            f"{name}: {english!r} -> {spanish!r}"
            for english, spanish, singular in pairs
            if places(english) - ({"n"} if singular else set()) != places(spanish) - ({"n"} if singular else set())
        ]
    assert not wrong


def test_no_sentence_is_said_in_two_ways():
    differ = {
        key: sorted(files)
        for key, files in ENTRIES.items()
        if len({strings(message) for message in files.values()}) > 1
    }
    assert not differ, "two files translate the same sentence differently: give one a context"


def test_no_entry_is_uncertain_or_left_over():
    assert not [f"{name}: {message.id}" for name, message in MESSAGES if message.fuzzy]
    assert not [path.name for path in po_files("es") if re.search(r"^#~", path.read_text(encoding="utf-8"), re.M)]
    used = {one.key for one in SAID + tables()}
    unused = [f"{sorted(files)}: {key}" for key, files in ENTRIES.items() if key not in used]
    assert not unused, "nothing says these any more:\n" + "\n".join(unused)


def test_spaces_at_the_ends_agree():
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    wrong = [
        f"{name}: {message.id!r}"
        for name, message in MESSAGES
        for spanish in strings(message)
        if spanish and ends(spanish) != ends(message.id[0] if isinstance(message.id, tuple) else message.id)
    ]
    assert not wrong


def test_spanish_addresses_people_as_usted_and_has_its_accents():
    wrong = [
        f"{name}: {spanish!r} has {hit[0]!r}"
        for name, message in MESSAGES
        for spanish in strings(message)
        for hit in (*NOT_USTED.finditer(spanish), *BARE.finditer(spanish))
    ]
    assert not wrong


@pytest.mark.parametrize("path", po_files("es"), ids=lambda path: path.name)
def test_a_catalogue_file_is_utf8_with_its_header(path: Path):
    header = path.read_text(encoding="utf-8")
    assert "charset=utf-8" in header
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in header

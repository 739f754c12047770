"""What a form or a verb refuses is worded, whatever its code."""

import ast
from pathlib import Path

from words.problems import field_name, problem, refusal
from words.refusals import FIELD_PROBLEMS, PROBLEMS, REFUSALS

ROOT = Path(__file__).resolve().parents[2]


def refused_in(room: str) -> set[tuple[str, str]]:
    """(code, field) of every DeskError raised in a room."""
    found = set()
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="DeskError"), args=[ast.Constant(value=str() as code), *_]):
                    field = next((getattr(k.value, "value", "") for k in node.keywords if k.arg == "field"), "")
                    found.add((code, field))
    return found


def test_every_refusal_of_a_verb_is_worded():
    nameless = {
        (code, field)
        for code, field in refused_in("desk")
        if code not in REFUSALS and code not in PROBLEMS and (field, code) not in FIELD_PROBLEMS
    }
    assert not nameless


def test_the_sentence_of_the_very_field_wins():
    assert problem("visa_issued_on", "future") == "La visa no puede haberse emitido en un día que aún no llega."
    assert problem("received_at", "future") == "Recibida: todavía no llega esa fecha."


def test_a_refused_verb_names_its_folio():
    assert refusal("taken", folio="26-104233-7") == "Otra persona acaba de tomar 26-104233-7."
    assert refusal("future", field="at") == "La respuesta no puede ser de una hora que aún no llega."


def test_what_nobody_worded_still_says_something_useful():
    assert problem("shoe_size", "odd") == "shoe_size: revise este dato (odd)."
    assert refusal("odd") == "No se pudo guardar (odd). No se cambió nada."
    assert field_name("tracking_number", lang="en") == "Tracking number"


def test_values_of_any_name_fit():
    assert refusal("stale", folio="26-104233-7", lang="en", seen=1, now=2).startswith("26-104233-7 was changed")


def test_every_problem_of_a_form_is_worded():
    """Problem("field", "code") wherever the rules make one."""
    made = {
        (node.args[0].value, node.args[1].value)
        for path in sorted((ROOT / "rules").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and len(node.args) > 1
        if all(isinstance(part, ast.Constant) for part in node.args[:2])
    }
    assert not {pair for pair in made if pair not in FIELD_PROBLEMS and pair[1] not in PROBLEMS}

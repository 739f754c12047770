"""Every code that is stored has a label in both languages."""

import ast
from enum import StrEnum
from inspect import isclass
from pathlib import Path

import pytest

from rules import codes as stored
from rules.counting import DayKind
from rules.urgency import Urgency
from words.labels import codes, label, short
from words.terms import TERMS

ENUMS = [kind for kind in vars(stored).values() if isclass(kind) and issubclass(kind, StrEnum) and kind is not StrEnum]


@pytest.mark.parametrize("kind", [*ENUMS, DayKind, Urgency], ids=lambda kind: kind.__name__)
def test_every_member_is_named_in_both_languages(kind: type[StrEnum]):
    assert set(codes(kind)) == {member.value for member in kind}
    for member in kind:
        assert label(member) not in ("", member.value)
        assert label(member, lang="en") == label(kind, member.value, lang="en")


def test_a_label_is_asked_by_member_by_kind_or_by_name():
    asked = {label(stored.Status.OPEN), label(stored.Status, "open"), label("status", "open")}
    assert asked == {"Abierta"}
    assert label(stored.Layer.MX_LFT) == "Día de descanso obligatorio (LFT)"


def test_a_short_label_where_there_is_one_and_the_whole_label_where_not():
    assert short(stored.Channel.VOICEMAIL) == "Voz"
    assert short(stored.Outcome.ANSWERED) == "Respondida"


def test_a_code_nobody_named_is_said_as_it_is_stored():
    assert label("channel", "fax") == "fax"
    assert label("fax_kind", "g3") == "g3"
    assert label("channel", None) == ""


def test_codes_keep_the_order_in_which_they_are_shown():
    assert codes("outcome")[:3] == ("answered", "referred", "out_of_scope")
    assert list(TERMS["reason"]) == ["STATUS", "GENERAL", "PAYMENT", "DELIVERY", "GROUP", "OTHER"]


def test_every_event_that_a_verb_remembers_has_a_name():
    kinds = set()
    for path in sorted((Path(__file__).resolve().parents[2] / "desk").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("remember", "remember_account"):
                kinds |= {part.value for part in ast.walk(node.args[1]) if isinstance(part, ast.Constant)}
    assert {kind for kind in kinds if isinstance(kind, str) and kind} <= set(TERMS["event"])

"""What a browser sends as a draft is taken only as far as the page asked for it."""

import pytest

from views.keeper import LONGEST, _allowed

TYPED = {"notes": "notes_1", "name": "name_1"}
CHOSEN = {"reason": None, "flags": [], "warned": False}


def test_only_the_names_that_were_asked_for_come_back():
    sent = {"notes": "x", "role": "supervisor", "_private": "x", "reason": "GROUP"}
    assert _allowed(sent, typed=TYPED, chosen=CHOSEN) == {"notes": "x", "reason": "GROUP"}


@pytest.mark.parametrize("sent", [None, "text", 3, [], {}, {"notes": 5}, {"notes": {"a": 1}}, {"reason": {"a": 1}}])
def test_what_is_no_draft_is_no_draft(sent: object):
    assert _allowed(sent, typed=TYPED, chosen=CHOSEN) is None


def test_texts_are_cut_and_choices_have_a_bearable_size():
    kept = _allowed({"notes": "x" * 50_000, "flags": ["a"] * 101, "warned": True}, typed=TYPED, chosen=CHOSEN)
    assert kept == {"notes": "x" * LONGEST, "warned": True}

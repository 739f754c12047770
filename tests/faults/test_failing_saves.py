"""A bug in a save (J05): the form stands with all that was typed, and a number beside it, in the reader's language."""

import logging
import re
from datetime import timedelta

import pytest

from pages import acting, queue_acts
from tests.faults.trouble.sitecustomize import TOLD
from tests.inquiries import GROUP, log
from tests.pages.conftest import FRIDAY, opened, store
from tests.pages.test_inquiry import save, widget, written

__all__ = ["opened", "store"]
NUMBER = re.compile(r"(?:a supervisión|this number): ([0-9a-f]{8})")
SAID = {"ana": "Algo falló aquí. Dé este número a supervisión", "berta": "Something went wrong here."}


def told(at):
    """What stands on the page; plain() sets a backslash before every sign."""
    return re.sub(r"[\\\u200b]", "", written(at))


def fail(*_given, **_more):
    raise LookupError(TOLD)


@pytest.mark.parametrize("name", SAID)
def test_an_answer_whose_save_fails_stays_in_its_form_and_goes_through_afterwards(
    opened, store, monkeypatch, caplog, faults, name
):
    folio = log(GROUP, "a", at=FRIDAY - timedelta(days=1))
    at = opened(name, "inquiry", folio=folio)
    token = at.session_state[f"inq_token_{folio}"]
    next(one for one in at.button_group if one.key == f"inq_action_{token}").set_value("reply").run()
    widget(at, f"inq_reply_text_{token}").set_value("Las citas se piden en línea").run()
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(acting, "do", fail)
        save(at).click().run()
    assert not at.exception
    assert SAID[name] in told(at)
    [number] = NUMBER.findall(told(at))
    assert f"reference={number} error=builtins.LookupError" in caplog.text
    assert "Canario" not in caplog.text + told(at)
    assert widget(at, f"inq_reply_text_{token}").value == "Las citas se piden en línea"
    save(at).click().run()
    assert NUMBER.findall(told(at)) == []
    assert folio in told(at)
    faults.tell("J05", f"an answer's save fails ({name})", provoked=1, acknowledged=1, present=1, lost=0, doubled=0)


def test_a_dialog_of_the_list_whose_save_fails_stays_open_with_its_note(opened, store, monkeypatch, caplog, faults):
    folio = log(GROUP, "a", at=FRIDAY - timedelta(days=1))
    at = opened("berta", "queue", queue="open")
    at.session_state["queue_doing"] = f"reply|{folio}"
    at.run()
    note = at.text_area(key=f"queue_note_{folio}")
    note.set_value("Called back").run()
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(queue_acts, "record_reply", fail)
        at.button(key="queue_save").click().run()
    [number] = NUMBER.findall(told(at))
    assert SAID["berta"] in told(at)
    assert f"reference={number} " in caplog.text
    assert "Canario" not in caplog.text + told(at)
    assert at.text_area(key=f"queue_note_{folio}").value == "Called back"
    at.button(key="queue_save").click().run()
    assert not [one for one in at.text_area if one.key == f"queue_note_{folio}"]
    faults.tell("J05", "a dialog's save fails", provoked=1, acknowledged=1, present=1, lost=0, doubled=0)

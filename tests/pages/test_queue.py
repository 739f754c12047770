"""The queues as an agent opens them: the address decides, the search stays out of it, few queries are asked."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import event

from desk.accounts import account_named
from desk.inquiries import log_inquiry
from rules.problems import InquiryDraft
from tests.pages.conftest import FRIDAY


@pytest.fixture
def mail(store):
    """A group's mail of the Monday before, unanswered on Friday."""
    draft = InquiryDraft(
        client_key="k1", channel="email", language="es", reason_code="GROUP", subcase_code="GRP_H2_INFO",
        outcome="promise_made", received_at=FRIDAY - timedelta(days=4), mailbox_code="MB_GRP_H2", city_code="TIJ",
        organisation="Agrícola <b>del Norte</b>", group_kind="h2", phone="664 123 4567", subject="Citas",
    )  # fmt: skip
    with store.writing() as work:
        return log_inquiry(work, draft, by=account_named(work, "ana").id, now=FRIDAY).folio


def _data(at):
    """What the list was given to draw."""
    for element in _all(at._tree.root if hasattr(at._tree, "root") else at._tree):
        proto = getattr(element, "proto", None)
        if proto is not None and "counters" in str(proto):
            component = proto
            return json.loads(component.json)[0]
    raise AssertionError("no list on the page")


def _all(node):
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _all(child)


def test_the_late_answer_is_on_top_with_how_late_it_is(opened, mail):
    shown = _data(opened("ana", "queue"))
    (row,) = shown["rows"]
    assert row["folio"] == mail and row["kind"] == "overdue" and row["when"] == "hace 1 día hábil"
    assert row["who"] == "Agrícola <b>del Norte</b>"
    assert "4567" not in json.dumps(shown)
    assert {one["code"]: one["count"] for one in shown["counters"]}["overdue"] == "1"


def test_an_empty_queue_says_so_and_what_comes_next(opened, store):
    shown = _data(opened("ana", "queue"))
    assert shown["rows"] == [] and shown["listing"]["empty"].startswith("No hay respuestas vencidas.")


def test_the_address_chooses_queue_and_filters_and_nonsense_in_it_means_nothing(opened, mail):
    assert _data(opened("ana", "queue", queue="open", city="TIJ"))["rows"]
    filtered = _data(opened("ana", "queue", queue="open", city="AGS"))
    assert not filtered["rows"] and filtered["listing"]["cleared"] == "Quitar los filtros"
    assert _data(opened("ana", "queue", queue="nonsense", city="<script>", assignee="x"))["rows"]


def test_a_search_finds_everywhere_and_never_stands_in_the_address(opened, mail):
    at = opened("ana", "queue", queue="emergencies")
    at.text_input(key="queue_search").set_value("agricola").run()
    assert [row["folio"] for row in _data(at)["rows"]] == [mail]
    assert "agricola" not in str(dict(at.query_params)).lower()
    at.text_input(key="queue_search").set_value(mail[:-1] + str((int(mail[-1]) + 1) % 10)).run()
    assert "dígito" in _data(at)["listing"]["empty"]


def test_a_chart_s_list_says_its_days_and_the_way_back(opened, mail):
    query = {"from": "2026-03-09", "to": "2026-03-13"}
    listing = _data(opened("sofia", "queue", queue="received", **query))["listing"]
    assert listing["title"] == "Recibidas" and "lun 9 mar" in listing["note"]
    assert listing["back"] == "Volver a los pendientes"


def test_a_run_asks_at_most_six_questions(opened, mail, store):
    at, asked = opened("ana", "queue", queue="open"), []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    at.run()
    lists = [one for one in asked if one.startswith("SELECT") and "sign_in" not in one]
    assert 0 < len(lists) <= 6, lists

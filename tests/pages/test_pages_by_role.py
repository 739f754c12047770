"""Every page by every role: who does not have it is taken to their first one, and an auditor is offered nothing to do.
D11, D13."""

from dataclasses import replace

import pytest
from streamlit.util import calc_hash

from desk.inquiries import log_inquiry
from desk.promises_beside import put_on_duty, set_internal_target
from pages.menu import PAGES, ROLES
from rules.codes import Role
from tests.cast import draft, emergency_mail, group_mail, passport
from tests.pages.conftest import FRIDAY
from views import deliveries_board, queue_board

PEOPLE = {Role.AGENT: "ana", Role.SUPERVISOR: "sofia", Role.ADMINISTRATOR: "marta", Role.AUDITOR: "irene"}
READING = {
    "inq_previous", "inq_next",  # the way through a queue
    "calendar_back", "calendar_on", "calendar_today", "audit_older", "audit_newer", "audit_verify",
}
"""Buttons that only show something else."""
OWN = {"own"}
"""On the page of one's own account everybody changes what is theirs."""


@pytest.fixture
def busy(store):
    """A desk on which there is something to do of every kind; the folio of a group's mail."""
    with store.writing() as work:
        for one in (draft(phone="664 123 4567", name="Rosa"), emergency_mail(), passport()):
            log_inquiry(work, one, by=1, now=FRIDAY)
        put_on_duty(work, "P_GRP_H2_3BD", 1, holds_from=FRIDAY.date(), holds_to=None, by=None, now=FRIDAY)
        set_internal_target(work, "GENERAL", "", business_days=2, holds_from=FRIDAY.date(), by=None, now=FRIDAY)
        return log_inquiry(work, group_mail(phone="664 765 4321", name="María"), by=1, now=FRIDAY).folio


def buttons(at):
    return {one.key or one.label for one in at.button}


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_opens_and_no_other_one_runs(opened, busy, role, monkeypatch, faults):
    ran = []
    for name, entry in PAGES.items():
        monkeypatch.setitem(PAGES, name, replace(entry, page=lambda _visit, name=name: ran.append(name)))
    at = opened(PEOPLE[role])
    first = ROLES[role][0]
    assert ran == [first]
    refused = 0
    for name in PAGES:
        ran.clear()
        at._page_hash = calc_hash(name)
        at.run()
        assert not at.exception
        if name in ROLES[role]:
            assert ran == [name]
        else:
            refused += 1
            assert name not in ran
    faults.tell("D13", f"pages that {role} does not have", provoked=refused, present=0, seen="none of their code ran")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_the_pages_of_the_new_roles_are_drawn_with_what_is_on_the_desk(opened, busy, role):
    for name in ROLES[role]:
        at = opened(PEOPLE[role], name, **({"folio": busy} if name == "inquiry" else {}))
        assert not at.exception, name


def test_an_auditor_is_offered_no_action_on_any_page(opened, busy):
    for name in ROLES[Role.AUDITOR]:
        if name in OWN:
            continue
        at = opened("irene", name, **({"folio": busy} if name == "inquiry" else {}))
        assert buttons(at) <= READING, name
        assert len(at.text_area) == len(at.get("file_uploader")) == 0, name
        assert [one for one in at.checkbox if not one.disabled] == [], name
    at = opened("irene", "promises", part="settings")
    assert buttons(at) <= READING
    assert "664 765 4321" not in "".join(one.proto.body for one in opened("irene", "inquiry", folio=busy).get("html"))


def test_what_is_hidden_from_an_auditor_is_there_for_a_supervisor(opened, busy):
    """So that the test above could fail."""
    for name, wanted in (
        ("inquiry", "inq_show_phone"), ("calendar", "calendar_layer_own"), ("emergencies", "emg_take"),
    ):  # fmt: skip
        at = opened("sofia", name, **({"folio": busy} if name == "inquiry" else {}))
        found = buttons(at) | {one.key for one in at.checkbox if not one.disabled}
        assert any(str(one).startswith(wanted) for one in found), (name, found)


def test_the_rows_of_an_auditors_lists_carry_no_action(opened, busy, monkeypatch):
    sent = {}

    def mount(name):
        return lambda **given: sent.update({name: given["data"][0]["rows"]})

    for board in (queue_board, deliveries_board):
        monkeypatch.setattr(board, "_mount", mount(board.KEY))
    for who, acts in (("sofia", True), ("irene", False)):
        opened(who, "queue", queue="open")
        opened(who, "deliveries", state="missing")
        assert len(sent["queue_board"]) == 2
        assert {row["take"] and row["reply"] for row in sent["queue_board"]} == {acts}
        assert {row["track"] for row in sent["deliveries_board"]} == {acts}

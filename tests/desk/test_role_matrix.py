"""Every verb, by every role, on what is theirs and on what is somebody else's: what happens is what is written. D11."""

import uuid
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from sqlmodel import select

from db.models import Account, Inquiry
from db.queries.calendar import load_calendar
from desk import accounts, calendar, promises, promises_beside
from desk.addresses import set_email
from desk.bulk import Seen, assign_many, close_many
from desk.errors import DeskError
from desk.exports import take_audit_away
from desk.links import make_link
from desk.looks import recall, reveal
from desk.moves import assign
from desk.promises import set_promise_term, withdraw_promise_term
from desk.second_step import prepare_second_step, turn_off_second_step, turn_on_second_step
from desk.sign_ins import end_sign_in_of
from desk.tracking_list import Tracked, enter_tracking_list
from rules.closing_days import ClosingDay
from rules.codes import Layer, Role
from rules.roles import GIVES, LEADS, ONESELF, TOUCHES, VERBS
from rules.terms import Term
from rules.urgency import Bands
from tests import verbs
from tests.cast import NOW, draft, furnished_floor, group_mail, passport
from tests.server import PASSWORD

H2, DAY, TODAY = "P_GRP_H2_3BD", date(2026, 3, 17), date(2026, 3, 13)
TERM = Term(H2, TODAY, 5)
TARGET = {"business_days": 2, "holds_from": TODAY}
DUTY = {"holds_from": TODAY, "holds_to": None}


class UndoneError(Exception):
    """What was tried is taken back."""


class Try:
    """One desk within one transaction, which is taken back; `do` acts by whoever is tried, unless told otherwise."""

    def __init__(self, work, people):
        self.work, self.people = work, people
        self.ana = people["agent"]

    def do(self, verb, *args, **given):
        return verb(self.work, *args, **({"by": None, "now": NOW} | given))

    def log(self, one):
        """By a colleague, who is asked nothing here: what is tried is the verb that follows."""
        return self.do(verbs_log, one, by=self.people["colleague"])

    def seen(self):
        return load_calendar(self.work).version


def verbs_log(work, one, **given):
    from desk.inquiries import log_inquiry

    return log_inquiry(work, one, **given)


def on_inquiry(name):
    """A verb of tests/verbs.py, on an inquiry it can be done to."""
    one = verbs.VERBS[name]
    return lambda at: (one.verb, (one.ready(at),), one.given)


def day_of(at):
    at.do(calendar.add_closing_days, [ClosingDay(DAY, Layer.OWN, "Inventario", "Stocktaking", "", "own")], why="",
          seen=at.seen())  # fmt: skip


def term_of(at):
    at.do(set_promise_term, TERM)


def seen(inquiry):
    return [Seen(inquiry.folio, inquiry.version)]


def tracked(at):
    one = at.log(passport())
    return [Tracked(folio=one.folio, version=one.version, tracking_number="3318810025", carrier_code="DHL_EXPRESS")]


def customer(at):
    folio = at.log(draft(phone="55 1234 5678", name="Rosa")).folio
    return at.work.exec(select(Inquiry.customer_id).where(Inquiry.folio == folio)).one()


def first_row(at, verb, *args, **given):
    row = at.do(verb, *args, **given)
    at.work.flush()
    return row.id


CALLS: dict[str, Callable] = {
    "log_inquiry": lambda at: (verbs_log, (draft(),), {}),
    "record_reply": on_inquiry("reply"), "record_message": on_inquiry("message"), "add_note": on_inquiry("note"),
    "assign": on_inquiry("assign"), "take": on_inquiry("take"), "transfer": on_inquiry("transfer"),
    "close": on_inquiry("close"), "reopen": on_inquiry("reopen"), "change_reason": on_inquiry("change reason"),
    "reroute": on_inquiry("reroute"), "merge_into": on_inquiry("merge"), "split_off": on_inquiry("split"),
    "join_voicemail": on_inquiry("join voice mail"), "join_mail": on_inquiry("join mail"),
    "complete_emergency": on_inquiry("complete emergency"), "set_tracking": on_inquiry("set tracking"),
    "set_issue_date": on_inquiry("set issue date"), "set_collectable": on_inquiry("set collectable"),
    "settle_delivery": on_inquiry("settle delivery"),
    "assign_many": lambda at: (assign_many, (seen(at.log(draft())),), {"to": at.people["colleague"]}),
    "close_many": lambda at: (close_many, (seen(at.log(verbs.escalated())),), {"outcome": "answered"}),
    "enter_tracking_list": lambda at: (enter_tracking_list, (tracked(at),), {"lines": 1, "digest": "d"}),
    "reveal": lambda at: (reveal, (at.log(draft(phone="55 1234 5678")).folio,), {"field": "phone"}),
    "recall": lambda at: (recall, (customer(at),), {"fields": ["phone", "email"]}),
    "add_closing_days": lambda at: (
        calendar.add_closing_days, ([ClosingDay(DAY, Layer.OWN, "Inventario", "", "", "own")],),
        {"why": "", "seen": at.seen()},
    ),
    "remove_closing_day": lambda at: (
        day_of(at), (calendar.remove_closing_day, (DAY, Layer.OWN), {"seen": at.seen()}),
    )[1],
    "switch_day": lambda at: (
        calendar.switch_day, (date(2026, 3, 16), Layer.MX_LFT), {"closed": False, "seen": at.seen()},
    ),
    "switch_layer": lambda at: (calendar.switch_layer, (Layer.MX_LFT,), {"on": False, "seen": at.seen()}),
    "set_promise_term": lambda at: (set_promise_term, (TERM,), {}),
    "withdraw_promise_term": lambda at: (term_of(at), (withdraw_promise_term, (TERM,), {}))[1],
    "set_internal_target": lambda at: (promises_beside.set_internal_target, ("GENERAL", ""), TARGET),
    "end_internal_target": lambda at: (
        promises_beside.end_internal_target,
        (first_row(at, promises_beside.set_internal_target, "GENERAL", "", **TARGET),), {},
    ),
    "put_on_duty": lambda at: (promises_beside.put_on_duty, (H2, at.people["colleague"]), DUTY),
    "end_duty": lambda at: (
        promises_beside.end_duty, (first_row(at, promises_beside.put_on_duty, H2, at.people["colleague"], **DUTY),),
        {"last": TODAY},
    ),
    "take_audit_away": lambda at: (take_audit_away, (), {"file": "csv", "rows": 7, "asked": {"about": "looks"}}),
    "set_warning_bands": lambda at: (promises_beside.set_warning_bands, (Bands(0, 2),), {}),
}  # fmt: skip
"""How each verb is called: what it is, with what; whatever has to be there before is done by nobody."""

ON_ACCOUNTS: dict[str, Callable] = {
    "deactivate": lambda work, of, by: accounts.deactivate(work, of, by=by, now=NOW),
    "reactivate": lambda work, of, by: accounts.reactivate(work, of, by=by, now=NOW),
    "set_password": lambda work, of, by: accounts.set_password(
        work, of, password="una frase del todo nueva", by=by, now=NOW
    ),
    "set_language": lambda work, of, by: accounts.set_language(work, of, language="en", by=by, now=NOW),
    "set_email": lambda work, of, by: set_email(work, of, email="a@b.example", by=by, now=NOW),
    "change_role": lambda work, of, by: accounts.change_role(work, of, role="agent", by=by, now=NOW),
    "make_link": lambda work, of, by: make_link(work, of, token_hash="t", by=by, now=NOW),
    "end_sign_in_of": lambda work, of, by: end_sign_in_of(work, of, sign_in="", by=by, now=NOW),
    "prepare_second_step": lambda work, of, by: prepare_second_step(work, of, secret="S" * 32, by=by, now=NOW),
    "turn_on_second_step": lambda work, of, by: turn_on_second_step(work, of, code="000000", at=NOW, by=by, now=NOW),
    "turn_off_second_step": lambda work, of, by: turn_off_second_step(work, of, by=by, now=NOW),
}
ELSEWHERE = {"withdraw_answer", "create_account"}
"""Tried in tests of their own, below."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Two of every role, so that nobody is the last one."""
    floor = furnished_floor(f"sqlite:///{tmp_path_factory.mktemp('roles') / 'desk.db'}")
    with floor.store.writing() as work:
        made = [
            Account(name=f"{role}{n}", display_name=f"{role} {n}", password_hash="-", role=role, created_at=NOW)
            for role in Role for n in (1, 2)
        ]  # fmt: skip
        work.add_all(made)
        work.flush()
        people = {one.role: one.id for one in made if one.name.endswith("1")}
        people |= {f"other {one.role}": one.id for one in made if one.name.endswith("2")}
    people["colleague"] = floor.berta
    yield SimpleNamespace(store=floor.store, people=people)
    floor.store.close()


def tried(desk, act):
    """What becomes of it: "done", or the code of the refusal; nothing of it stays."""
    try:
        with desk.store.writing() as work:
            act(Try(work, desk.people))
            work.flush()
            raise UndoneError
    except UndoneError:
        return "done"
    except DeskError as refused:
        return refused.code


def test_every_verb_is_tried():
    assert set(CALLS) | set(ON_ACCOUNTS) | ELSEWHERE == set(VERBS)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_verb_is_done_by_the_roles_that_have_it_and_by_nobody_else(desk, name, faults):
    def whose(role, *, mine):
        def act(at):
            verb, args, given = CALLS[name](at)
            if mine and args and isinstance(args[0], str):  # the inquiry is theirs
                known = at.work.exec(select(Inquiry.id).where(Inquiry.folio == args[0])).one_or_none()
                if known is not None and name != "take":
                    assign(at.work, args[0], to=at.people[role], by=None, now=NOW, version=None)
            at.do(verb, *args, by=at.people[role], **given)
        return act

    found = {(role, mine): tried(desk, whose(role, mine=mine)) for role in Role for mine in (True, False)}
    wanted = {(role, mine): "done" if role in VERBS[name] else "not_allowed" for role in Role for mine in (True, False)}
    assert found == wanted
    faults.tell("D11", f"a role without the verb {name}", provoked=sum(what != "done" for what in wanted.values()),
                present=0, seen="refused")  # fmt: skip


@pytest.mark.parametrize("name", sorted(ON_ACCOUNTS))
def test_an_account_is_touched_by_its_person_and_by_whoever_may_do_more(desk, name):
    def act(role, other):
        return lambda at: ON_ACCOUNTS[name](at.work, at.work.get(Account, at.people[other]), at.people[role])

    def allowed(role, other):
        return tried(desk, act(role, other)) != "not_allowed"

    for role in Role:
        assert allowed(role, role) == (name in ONESELF or role in VERBS[name]), role
        for other in Role:
            wanted = role in VERBS[name] and other in TOUCHES.get(role, ())
            assert allowed(role, f"other {other}") == wanted, (role, other)


@pytest.mark.parametrize(("who", "whose", "what"), [
    ("supervisor", "agent", "done"), ("supervisor", "other supervisor", "done"),
    ("supervisor", "administrator", "not_allowed"), ("supervisor", "auditor", "not_allowed"),
    ("administrator", "auditor", "done"), ("administrator", "other administrator", "done"),
    ("auditor", "agent", "not_allowed"), ("agent", "other agent", "not_allowed"), ("auditor", "auditor", "done"),
])  # fmt: skip
def test_nobody_becomes_more_than_they_are_by_giving_a_password(desk, who, whose, what):
    """Written out, beside the table: whoever gives a password can be that person."""
    people = desk.people
    assert tried(desk, lambda at: ON_ACCOUNTS["set_password"](
        at.work, at.work.get(Account, people[whose]), people[who])) == what  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_nobody_makes_an_account_that_may_do_more_than_they_may_give(desk, role):
    for other in Role:
        def act(at, other=other):
            accounts.create_account(at.work, "eva", display_name="Eva", password=PASSWORD, role=other, language="es",
                                    by=at.people[role], now=NOW)  # fmt: skip
        assert tried(desk, act) == ("done" if other in GIVES.get(role, ()) else "not_allowed"), other


@pytest.mark.parametrize("role", Role)
def test_an_answer_is_withdrawn_by_whoever_wrote_it_down_and_by_whoever_leads(desk, role):
    from desk.replies import record_reply

    def act(writer):
        def withdraw(at):
            folio = at.log(group_mail()).folio
            at.do(record_reply, folio, by=at.people[writer], **verbs.MAIL, text="Sí")
            verbs.withdraw(at.work, folio, why="Era otro", by=at.people[role], now=NOW, version=None)
        return withdraw

    of_others = tried(desk, act("colleague"))
    assert of_others == ("done" if role in LEADS else "not_allowed" if role == Role.AUDITOR else "not_yours")
    if role != Role.AUDITOR:
        assert tried(desk, act(role)) == "done"


def test_who_left_or_never_came_does_nothing(desk):
    def gone(at):
        accounts.deactivate(at.work, at.work.get(Account, at.people["other agent"]), by=None, now=NOW)
        at.do(reveal, at.log(draft(phone="55 1234 5678")).folio, field="phone", by=at.people["other agent"])

    assert tried(desk, gone) == "not_allowed"
    assert tried(desk, lambda at: at.do(verbs_log, draft(client_key=uuid.uuid4().hex), by=9999)) == "not_allowed"


def test_a_role_taken_away_counts_from_the_next_verb_on(desk):
    """Also within one transaction: who acts is asked once, their role each time."""
    def demoted(at):
        lead, other = at.people["supervisor"], at.people["other supervisor"]
        at.do(promises.set_promise_term, TERM, by=lead)
        accounts.change_role(at.work, at.work.get(Account, lead), role="agent", by=None, now=NOW)
        at.do(promises.withdraw_promise_term, TERM, by=other)
        at.do(promises.set_promise_term, TERM, by=lead)

    assert tried(desk, demoted) == "not_allowed"


def test_a_refusal_is_told_in_the_log_with_who_and_what(desk, caplog):
    tried(desk, lambda at: at.do(reveal, at.log(draft()).folio, field="phone", by=at.people["auditor"]))
    assert f"refused: reveal is not allowed to account {desk.people['auditor']} (auditor)" in caplog.text

"""Logging: each reason, once, from a form that may be old, careless or forged."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from db.models import Customer, Event, Inquiry, Line, Mailbox, Organisation, ReasonRow, Subcase
from desk.errors import DeskError
from rules.folio import parse_folio
from rules.problems import InquiryDraft
from tests.cast import NOW, draft, emergency_mail, group_mail, later, passport

COMPLETE = {
    "organisation": "Agrícola del Norte", "visa_issued_on": date(2026, 3, 3), "payment_method": "cash",
    "screenshots_asked": True, "subject": "Emergencia", "warned_no_repay": True,
}  # fmt: skip


def refused(floor, one, **given):
    with pytest.raises(DeskError) as error:
        floor.log(one, **given)
    return error.value


def test_one_inquiry_of_each_case_is_logged_with_its_folio_event_and_words(floor):
    with floor.store.reading() as look:
        cases = [(case.reason_code, case.code) for case in look.exec(select(Subcase))]
    assert len(cases) > 20
    for reason, subcase in cases:
        logged = floor.log(draft(reason_code=reason, subcase_code=subcase, **COMPLETE))
        assert (logged.reason_code, logged.subcase_code) == (reason, subcase)
        assert parse_folio(logged.folio).number == logged.id
        assert "logged" in floor.of(logged.folio).kinds


def test_a_double_enter_is_one_inquiry(floor):
    one = group_mail()
    assert floor.log(one).folio == floor.log(one, now=later(minutes=1)).folio
    assert len(floor.rows(Inquiry, client_key=one.client_key)) == 1


def test_eight_saves_of_one_form_at_once_are_one_inquiry(floor):
    one = group_mail(organisation="Ocho a la vez", name="Ocho", email="ocho@example.com")
    with ThreadPoolExecutor(8) as many:
        folios = list(many.map(lambda _n: floor.log(one).folio, range(8)))
    assert len(set(folios)) == 1
    assert len(floor.rows(Organisation, folded="ocho a la vez")) == 1
    assert len(floor.rows(Customer, email="ocho@example.com")) == 1
    assert floor.of(folios[0]).kinds == ["logged"]


@pytest.mark.parametrize(
    ("model", "code", "one", "said"),
    [
        (Line, "LN_CLY_1", draft(line_code="LN_CLY_1"), "retired_line"),
        (ReasonRow, "STATUS", draft(reason_code="STATUS", subcase_code="STATUS_POST_INTERVIEW"), "retired_reason"),
        (Subcase, "OTH_FORMS", draft(reason_code="OTHER", subcase_code="OTH_FORMS"), "retired_reason"),
        (Mailbox, "MB_PAY", group_mail(mailbox_code="MB_PAY"), "retired_mailbox"),
    ],
)
def test_what_was_retired_while_the_form_was_open_is_refused(floor, model, code, one, said):
    with floor.store.writing() as work:
        work.get(model, code).active = False
    try:
        assert refused(floor, one).code == said
        assert floor.rows(Inquiry, client_key=one.client_key) == []
    finally:
        with floor.store.writing() as work:
            work.get(model, code).active = True


@pytest.mark.parametrize(
    ("one", "field", "code"),
    [
        (draft(received_at=later(minutes=1)), "received_at", "future"),
        (passport(visa_issued_on=None), "visa_issued_on", "missing"),
        (passport(interviewed_on=date(2026, 3, 4)), "visa_issued_on", "issued_before_interview"),
        (draft(notes="a" * 100_000), "notes", "too_long"),
        (group_mail(organisation=" "), "organisation", "missing"),
        (draft(reason_code="PAYMENT", subcase_code="PAY_DUPLICATE"), "warned_no_repay", "missing"),
        (draft(reason_code="GENERAL", subcase_code="PAY_DUPLICATE"), "subcase", "unknown"),
        (draft(city_code="ATLANTIS"), "city", "unknown"),
        (draft(outcome="forgotten"), "outcome", "unknown"),
        (draft(follow_up_by=999_999), "assignee", "unknown_account"),
        (passport(tracking_number="4111 1111 1111 1111"), "tracking_number", "unknown"),
    ],
)
def test_a_verb_does_not_trust_the_page_and_tells_everything_that_needs_mending(floor, one, field, code):
    error = refused(floor, one)
    assert error.code == "problems"
    assert (field, code) in {(problem.field, problem.code) for problem in error.details["problems"]}
    assert floor.rows(Inquiry, client_key=one.client_key) == []


def test_a_call_that_broke_off_owes_no_field(floor):
    assert floor.log(passport(visa_issued_on=None, outcome="dropped")).status == "closed"


def test_the_line_gives_city_zone_and_local_day(floor):
    late = NOW + timedelta(hours=9)  # two in the morning of Saturday in Tijuana, nine in UTC
    logged = floor.log(draft(received_at=late), now=late)
    assert (logged.city_code, logged.zone, logged.received_on) == ("TIJ", "America/Tijuana", date(2026, 3, 14))
    assert (logged.received_hour, logged.received_weekday) == (2, 6)


def test_the_same_person_is_found_again_by_ds160_mail_or_phone_and_name(floor):
    first = floor.log(
        draft(name="José Núñez", phone="+52 664 111 2233", email="Jose@Example.com", ds160="AA00TEST42")
    ).customer_id
    assert floor.log(draft(ds160="aa00-test 42")).customer_id == first
    assert floor.log(draft(email="jose@example.COM ")).customer_id == first
    assert floor.log(draft(name="JOSE NUNEZ", phone="(664) 111-2233")).customer_id == first
    assert floor.log(draft(name="María Paz", phone="6641112233")).customer_id != first
    assert floor.log(draft()).customer_id is None


def test_a_few_digits_know_nobody(floor):
    assert floor.log(draft(phone="1234", name="")).customer_id != floor.log(draft(phone="1234", name="")).customer_id


def test_direction_signs_nuls_and_broken_letters_do_not_reach_the_desk(floor):
    logged = floor.log(draft(name="Ana\x00 \u202eRobles\ud800", notes="uno\x00dos 🙂"))
    assert floor.rows(Customer, id=logged.customer_id)[0].name == "Ana Robles"
    assert floor.of(logged.folio).contacts[0].text == "unodos 🙂"


def test_every_event_is_dated_by_the_day_of_the_inquiry(floor):
    late = NOW + timedelta(hours=3)  # the 14th in UTC, still the 13th in Tijuana
    folio = floor.log(draft(received_at=late), now=late).folio
    assert {event.on_date for event in floor.rows(Event, inquiry_id=floor.inquiry(folio).id)} == {date(2026, 3, 13)}


SECRETS = {
    "card": "4111 1111 1111 1111", "packed": "5500005555555559", "curp": "PEXJ800101HDFRRN09", "cvv": "cvv 9753",
}  # fmt: skip


def test_no_card_number_code_or_curp_ever_reaches_the_disk(own_floor, tmp_path):
    from desk.emergencies import complete_emergency
    from desk.moves import transfer
    from desk.replies import add_note, record_message, record_reply

    poison = " ".join(SECRETS.values())
    fields = [
        "name", "phone", "email", "ds160", "organisation", "receipt", "emergency_reason", "callback_phone", "notes",
        "promised_text",
    ]  # fmt: skip
    one = emergency_mail(subject="Emergencia " + poison)
    assert set(fields) <= set(InquiryDraft.__dataclass_fields__)
    for name in fields:
        for secret in SECRETS.values():
            longest = {"ds160": 40, "phone": 60, "receipt": 60, "callback_phone": 60}.get(name, 300)
            one = replace(one, client_key=one.client_key + "x", **{name: secret[:longest]})
            folio = own_floor.log(one).folio
    own_floor.do(add_note, folio, text=poison)
    own_floor.do(transfer, folio, to=own_floor.berta, why=poison, version=None)
    own_floor.do(record_message, folio, channel="email", received_at=NOW, text=poison, subject=poison, version=None)
    own_floor.do(record_reply, folio, channel="email", text=poison, version=None)
    own_floor.do(complete_emergency, folio, reason=poison, company=poison, callback_phone=poison, version=None)
    disk = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Emergencia" in disk
    curp = SECRETS["curp"]
    for secret in ("4111111111111111", "4111 1111", "5500005555555559", curp, curp.lower(), "9753"):
        assert secret.encode() not in disk, secret

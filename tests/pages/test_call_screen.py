"""The call screen as an agent uses it: each reason is logged, problems stand beside their field, nothing is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from db.models import Contact, Customer, Deadline, Delivery, Emergency, Event, Inquiry, Line
from db.queries import reference
from tests.pages.conftest import FRIDAY
from words import speaking

TIJUANA = "LN_TIJ_1"


def field(at, name):
    """The widget of a field of this call's form."""
    kinds = (*at.text_input, *at.text_area, *at.selectbox, *at.radio, *at.button_group, *at.checkbox, *at.date_input,
             *at.number_input, *at.get("date_time_input"))  # fmt: skip
    token = at.session_state["call_token"]
    return next(one for one in kinds if one.key == f"call_{name}_{token}")


def choose(at, **values):
    """Fill fields one by one, as somebody does who waits for what comes next."""
    for name, value in values.items():
        field(at, name).set_value(value).run()
    return at


def press(at, label):
    next(one for one in at.button if one.label.startswith(label)).click().run()
    assert not at.exception
    return at


def save(at):
    return press(at, "Guardar")


def written(at):
    """Everything that stands on the page as HTML."""
    return "\n".join(one.proto.body for one in at.get("html"))


def inquiries(store):
    with store.reading() as look:
        return look.exec(select(Inquiry).order_by(Inquiry.id)).all()


def problems_of(at):
    return [body for body in (one.proto.body for one in at.get("html")) if 'class="problem"' in body]


def a_call(at, **more):
    return choose(at, line=TIJUANA, reason="GENERAL", subcase="GEN_PROCESS", **more)


def test_a_call_is_logged_with_its_folio_and_an_empty_form_follows(opened, store):
    at = save(a_call(opened("ana"), phone="664 123 4567", name="José Peña", notes="Pregunta por los pasos"))
    (logged,) = inquiries(store)
    assert (logged.reason_code, logged.city_code, logged.zone) == ("GENERAL", "TIJ", "America/Tijuana")
    assert (logged.outcome, logged.status) == ("answered", "closed")
    assert logged.folio in written(at)
    assert field(at, "name").value == ""
    assert field(at, "line").value is None


@pytest.mark.parametrize(
    ("reason", "subcase", "more", "outcome"),
    [
        ("STATUS", "STATUS_POST_INTERVIEW", {}, "out_of_scope"),
        ("GENERAL", "GEN_APPOINTMENT", {"receipt": "MRV-77", "passport_last4": "4321"}, "answered"),
        ("PAYMENT", "PAY_NOT_ACTIVE", {"payment_method": "cash", "warned_no_repay": True}, "answered"),
        ("DELIVERY", "DEL_TOO_EARLY", {"visa_issued_on": date(2026, 3, 11)}, "answered"),
        ("GROUP", "GRP_H2_INFO", {"organisation": "Agrícola del Norte", "group_size": 12}, "referred"),
        ("OTHER", "OTH_TECH", {"screenshots_asked": True}, "referred"),
    ],
)
def test_one_call_of_each_reason_is_logged_with_what_usually_follows(opened, store, reason, subcase, more, outcome):
    at = choose(opened("ana"), line=TIJUANA, reason=reason, subcase=subcase, **more)
    save(at)
    (logged,) = inquiries(store)
    assert (logged.reason_code, logged.subcase_code, logged.outcome) == (reason, subcase, outcome)


def test_a_group_mail_of_friday_evening_in_tijuana_is_promised_for_thursday(opened, store):
    at = choose(opened("ana"), channel="email", mailbox="MB_GRP_H2", city="TIJ")
    assert field(at, "reason").value == "GROUP", "the mailbox serves one reason"
    choose(at, subcase="GRP_H2_INFO", organisation="Agrícola del Norte")
    assert "Responderemos a más tardar el jueves 19 de marzo." in written(at)
    save(at)
    (logged,) = inquiries(store)
    assert logged.due_at == datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
    assert logged.promised_text == "Responderemos a más tardar el jueves 19 de marzo."
    assert (logged.outcome, logged.status, logged.group_kind) == ("promise_made", "open", "h2")


def test_the_sentence_is_said_in_the_language_of_the_caller(opened):
    at = choose(opened("ana"), line=TIJUANA, reason="GROUP", subcase="GRP_H2_INFO", language="en")
    assert "If you write today, we will answer by Thursday, March 19." in written(at)
    assert "no con esta llamada" in written(at), "the agent reads Spanish"


def test_the_line_tells_the_callers_city_and_clock(opened):
    at = choose(opened("ana"), line="LN_NLD_1")
    assert "Nuevo Laredo" in written(at) and "19:00" in written(at) and "abierto hasta las 20:00" in written(at)
    choose(at, line=TIJUANA)
    assert "17:00" in written(at)


def test_the_term_of_the_courier_is_counted_while_the_caller_waits(opened):
    at = choose(opened("ana"), line=TIJUANA, reason="DELIVERY", subcase="DEL_TOO_EARLY",
                visa_issued_on=date(2026, 3, 11))  # fmt: skip
    assert "En plazo: faltan 3 días hábiles" in written(at)
    assert "viernes 20 de marzo" in written(at), "Monday is Juárez: the sixth business day is Friday"
    choose(at, subcase="DEL_NO_TRACKING", visa_issued_on=date(2026, 3, 2))
    assert "Sin guía: 9 días hábiles" in written(at)


def test_a_refused_save_says_everything_at_once_and_keeps_every_character(opened, store):
    at = choose(opened("ana"), reason="PAYMENT", subcase="PAY_PROBLEM", name="Ñandú 🎉 *x*", notes="=1+1 <b>")
    save(at)
    assert inquiries(store) == []
    assert len(problems_of(at)) == 4, "line, method, warning, and how many there are"
    assert field(at, "name").value == "Ñandú 🎉 *x*"
    assert field(at, "notes").value == "=1+1 <b>"
    choose(at, line=TIJUANA, payment_method="card", warned_no_repay=True)
    assert problems_of(at) == [] and inquiries(store) == []
    save(at)
    assert [one.warned_no_repay for one in inquiries(store)] == [True]


def test_a_note_of_a_hundred_thousand_characters_is_refused_with_how_many_are_too_many(opened, store):
    at = save(a_call(opened("ana"), notes="x" * 100_000))
    assert inquiries(store) == []
    assert "sobran 80,000 caracteres" in "".join(problems_of(at))
    assert len(field(at, "notes").value) == 100_000


def test_an_impossible_number_is_read_back_but_does_not_stop_the_call(opened, store):
    at = a_call(opened("ana"), phone="123")
    assert "faltan dígitos" in written(at)
    save(at)
    assert len(inquiries(store)) == 1


def test_a_visa_cannot_be_issued_before_the_interview_or_tomorrow(opened, store):
    at = choose(opened("ana"), line=TIJUANA, reason="DELIVERY", subcase="DEL_NO_TRACKING",
                interviewed_on=date(2026, 3, 5), visa_issued_on=date(2026, 3, 4))  # fmt: skip
    save(at)
    assert "antes de la entrevista" in "".join(problems_of(at))
    choose(at, interviewed_on=None, visa_issued_on=date(2026, 3, 14))
    save(at)
    assert "aún no llega" in "".join(problems_of(at))
    assert inquiries(store) == []


def test_a_mail_cannot_have_been_received_in_the_future(opened, store):
    at = choose(opened("ana"), channel="email", mailbox="MB_GRP", subcase="GRP_OTHER_INFO", organisation="Coro Sur",
                received=datetime(2026, 3, 13, 23, 59))  # fmt: skip
    save(at)
    assert inquiries(store) == [] and "todavía no llega" in "".join(problems_of(at))
    choose(at, received=datetime(2026, 3, 12, 9, 0))
    save(at)
    (logged,) = inquiries(store)
    assert logged.received_at == datetime(2026, 3, 12, 15, 0, tzinfo=UTC), "the desk's own zone when no city is known"


def test_an_emergency_by_mail_needs_its_word_in_the_subject(opened, store):
    at = choose(opened("ana"), channel="email", mailbox="MB_GRP_H2", subcase="GRP_H2_EMERGENCY", organisation="Norte",
                subject="Urgente")  # fmt: skip
    save(at)
    assert "emergencia" in "".join(problems_of(at)) and inquiries(store) == []
    choose(at, subject="RE: EMERGENCIA visas")
    save(at)
    with store.reading() as look:
        pair = look.exec(select(Emergency)).one()
    assert pair.mail_at == FRIDAY - timedelta(0) and pair.voicemail_at is None


def test_a_voice_mail_shows_the_emergencies_that_wait_for_theirs(opened, store):
    at = choose(opened("ana"), channel="email", mailbox="MB_GRP_H2", subcase="GRP_H2_EMERGENCY", organisation="Norte",
                subject="emergencia")  # fmt: skip
    save(at)
    at = choose(at, channel="voicemail", reason="GROUP", subcase="GRP_H2_EMERGENCY")
    assert "Emergencias sin su mensaje de voz" in written(at)
    assert inquiries(store)[0].folio in written(at)


def test_the_same_person_is_seen_while_still_on_the_line_whatever_way_the_number_is_typed(opened, store):
    at = choose(opened("ana"), channel="email", mailbox="MB_GRP", subcase="GRP_OTHER_INFO", organisation="Coro Sur",
                phone="+52 664 123 4567", name="José Peña", email="jose@example.com")  # fmt: skip
    save(at)
    at = choose(at, channel="phone", line="LN_PUE_1", reason="GROUP", subcase="GRP_OTHER_INFO", phone="(664) 123-45-67")
    assert inquiries(store)[0].folio in written(at)
    assert "Ya hay una abierta por lo mismo" in written(at)
    press(at, "Usar")
    assert (field(at, "name").value, field(at, "email").value) == ("José Peña", "jose@example.com")
    choose(at, organisation="coro súr")
    save(at)
    with store.reading() as look:
        assert len(look.exec(select(Customer)).all()) == 1


def test_a_receipt_that_was_reported_before_is_pointed_out(opened, store):
    paid = {"payment_method": "card", "warned_no_repay": True, "receipt": "REC 555-123"}
    at = save(choose(opened("ana"), line=TIJUANA, reason="PAYMENT", subcase="PAY_PROBLEM", **paid))
    at = choose(at, line=TIJUANA, reason="PAYMENT", subcase="PAY_DUPLICATE", receipt="rec 555-123")
    assert f"Este recibo ya está en {inquiries(store)[0].folio}." in written(at)


def test_out_of_scope_is_one_press_from_anywhere(opened, store):
    at = choose(opened("ana"), line=TIJUANA, reason="PAYMENT")
    press(at, "Completar o ayudar")
    assert (field(at, "reason").value, field(at, "subcase").value) == ("OTHER", "OTH_FORMS")
    assert field(at, "outcome").value == "out_of_scope"
    save(at)
    assert inquiries(store)[0].outcome == "out_of_scope"


def test_what_was_typed_for_another_reason_stays_out_of_the_inquiry(opened, store):
    at = choose(opened("ana"), line=TIJUANA, reason="DELIVERY", subcase="DEL_NO_TRACKING",
                visa_issued_on=date(2026, 3, 2))  # fmt: skip
    choose(at, reason="GENERAL", subcase="GEN_PROCESS")
    save(at)
    with store.reading() as look:
        assert look.exec(select(Delivery)).all() == []


def test_a_form_emptied_by_mistake_comes_back(opened):
    at = a_call(opened("ana"), name="Lucía", notes="larga historia")
    press(at, "Vaciar")
    assert field(at, "name").value == ""
    press(at, "Recuperar")
    assert (field(at, "name").value, field(at, "notes").value) == ("Lucía", "larga historia")


def test_a_line_retired_meanwhile_is_refused_in_words(opened, store):
    at = a_call(opened("ana"), name="Lucía")
    with store.writing() as work:
        work.get(Line, TIJUANA).active = False
    save(at)
    assert inquiries(store) == []
    assert "ya no está en servicio" in written(at)
    assert field(at, "name").value == "Lucía"
    reference.forget()


def test_a_card_number_never_reaches_the_desk(opened, store):
    save(a_call(opened("ana"), notes="mi tarjeta 4111 1111 1111 1111 gracias"))
    with store.reading() as look:
        assert look.exec(select(Contact.text)).one() == "mi tarjeta •••• 1111 gracias"


def test_what_was_done_is_remembered_with_who_did_it(opened, store):
    save(a_call(opened("ana")))
    with store.reading() as look:
        kinds = [(one.kind, one.by) for one in look.exec(select(Event).where(Event.inquiry_id == 1)).all()]
    assert sorted(kind for kind, _ in kinds) == ["closed", "logged"]
    assert {by for _, by in kinds} == {1}


def test_no_deadline_runs_for_a_payment(opened, store):
    save(choose(opened("ana"), channel="email", mailbox="MB_PAY", subcase="PAY_PROBLEM", payment_method="card",
                warned_no_repay=True))  # fmt: skip
    with store.reading() as look:
        assert look.exec(select(Deadline)).all() == []
    assert len(inquiries(store)) == 1


def test_the_screen_is_whole_in_english(opened):
    at = opened("berta")
    assert [one.label for one in at.button if one.key == "call_save"] == ["Save · Ctrl+Enter"]
    with speaking("en"):  # the test tool says the options itself
        choose(at, line=TIJUANA, reason="PAYMENT", subcase="PAY_PROBLEM")
    press(at, "Save")
    assert "Confirm that the caller was told not to pay again." in written(at)


def test_a_tracking_number_without_an_issue_date_is_kept_and_found(opened, store):
    save(choose(opened("ana"), line=TIJUANA, reason="DELIVERY", subcase="DEL_TRACK", tracking_number="3318810025"))
    with store.reading() as look:
        assert look.exec(select(Contact.text)).one() == "3318810025"
        assert look.exec(select(Delivery)).all() == []


def test_a_busy_desk_is_said_so_and_the_form_waits(opened, store):
    at = a_call(opened("ana"), name="Lucía")
    store.patience = 0.2
    with store.turnstile.turn(patience=1):
        save(at)
    assert "La mesa está ocupada guardando." in written(at)
    assert field(at, "name").value == "Lucía" and inquiries(store) == []
    save(at)
    assert len(inquiries(store)) == 1


def test_a_mail_that_says_emergencia_is_promised_as_it_is_logged_whatever_case_was_chosen(opened, store):
    at = choose(opened("ana"), channel="email", mailbox="MB_GRP_H2", city="TIJ", subcase="GRP_H2_INFO",
                organisation="Norte", subject="RE: EMERGENCIA en la cita")  # fmt: skip
    assert field(at, "subcase").value == "GRP_H2_EMERGENCY"
    assert "El asunto dice «emergencia»" in written(at)
    assert "Nos comunicaremos con usted a más tardar el martes 17 de marzo." in written(at)
    save(at)
    (logged,) = inquiries(store)
    assert logged.subcase_code == "GRP_H2_EMERGENCY"
    assert logged.promised_text == "Nos comunicaremos con usted a más tardar el martes 17 de marzo."
    assert logged.due_at == datetime(2026, 3, 18, 3, 0, tzinfo=UTC)


def test_emptying_twice_keeps_what_was_emptied_and_a_call_is_never_overwritten(opened):
    at = press(press(a_call(opened("ana"), notes="larga historia"), "Vaciar"), "Vaciar")
    at = choose(at, notes="otra llamada")
    assert not [one for one in at.button if one.label == "Recuperar"]
    at = press(press(at, "Vaciar"), "Recuperar")
    assert field(at, "notes").value == "otra llamada"


def test_the_only_line_of_the_voice_mail_is_chosen_by_itself(opened, store):
    at = choose(opened("ana"), channel="voicemail", reason="GROUP", subcase="GRP_H2_EMERGENCY")
    assert field(at, "line").value == "LN_H2_EMERGENCY"
    save(at)
    assert inquiries(store)[0].channel == "voicemail"


def test_out_of_scope_needs_no_reason_to_be_chosen_first(opened, store):
    at = press(choose(opened("ana"), line=TIJUANA), "Determinar la visa")
    save(at)
    (logged,) = inquiries(store)
    assert (logged.reason_code, logged.outcome) == ("GENERAL", "out_of_scope")


def test_whoever_logs_mails_stays_with_mails(opened, store):
    at = save(choose(opened("ana"), channel="email", mailbox="MB_GRP", subcase="GRP_OTHER_INFO", organisation="Coro"))
    assert len(inquiries(store)) == 1
    assert field(at, "channel").value == "email" and field(at, "mailbox").value is None

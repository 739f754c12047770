"""The emergencies' page as an agent uses it: which is next, which half is missing, joined in one press."""

from datetime import date, timedelta

import pytest

from db.models import Duty
from db.queries.inquiry import whole_inquiry
from desk.moves import take
from tests.inquiries import ANA, BERTA, EMERGENCY, FRIDAY, log
from tests.pages.test_inquiry import written

THURSDAY = FRIDAY - timedelta(days=1)
VOICE = EMERGENCY | {
    "channel": "voicemail", "line_code": "LN_H2_EMERGENCY", "mailbox_code": "", "subject": "", "organisation": "",
    "name": "", "callback_phone": "664 999 0000", "emergency_reason": "Accidente",
}  # fmt: skip
MAIL = EMERGENCY | {"phone": "664 999 0000"}


@pytest.fixture
def desk(opened, store):
    return lambda name="ana": opened(name, "emergencies")


def press(at, key):
    next(one for one in at.button if one.key.startswith(key)).click().run()
    assert not at.exception, at.exception
    return at


def said(at):
    return "\n".join((written(at), *(one.value.replace("\\", "") for one in at.error)))


def test_it_tells_what_remains_there_which_half_is_missing_and_why_that_day(desk, store):
    log(EMERGENCY, "a", at=THURSDAY)
    page = written(desk())
    assert "Quedan 3 h 0 min" in page and "17:00 en Tijuana" in page
    assert "Sin mensaje de voz; es opcional" in page and "falta: motivo" in page
    assert "Por qué ese día" in page and "Nos contactaremos con usted el día hábil siguiente" in page


def test_a_voice_mail_alone_tells_that_its_mail_is_missing(desk, store):
    log(VOICE, "a", at=THURSDAY)
    assert "Falta el correo: el plazo cuenta desde él" in written(desk())


def test_two_halves_are_suggested_with_their_reasons_and_joined_in_one_press(desk, store):
    mail = log(MAIL, "a", at=THURSDAY)
    voice = log(VOICE, "b", at=THURSDAY + timedelta(minutes=12))
    at = desk()
    assert f"{mail}</a>: mismo teléfono, 12 minutos antes" in written(at)
    press(at, "emg_join_")
    assert f"{voice} sigue en la consulta del correo." in said(at)
    with store.reading() as look:
        whole, gone = whole_inquiry(look, mail), whole_inquiry(look, voice)
    assert (whole.emergency.voicemail_at, whole.emergency.reason) == (THURSDAY + timedelta(minutes=12), "Accidente")
    assert (gone.case.status, gone.case.merged_into_id) == ("closed", 1)
    assert "emg_join_" not in str([one.key for one in at.button])


def test_nothing_is_joined_that_a_colleague_changed_meanwhile(desk, store):
    mail, voice = log(MAIL, "a", at=THURSDAY), log(VOICE, "b", at=THURSDAY)
    at = desk()
    with store.writing() as work:
        take(work, mail, by=BERTA, now=FRIDAY)
    press(at, "emg_join_")
    assert "cambió" in said(at) or "modificó" in said(at)
    with store.reading() as look:
        assert whole_inquiry(look, voice).case.merged_into_id is None


def test_one_is_taken_from_the_page(desk, store):
    folio = log(EMERGENCY, "a", at=THURSDAY)
    at = press(desk(), "emg_take_")
    assert folio in said(at)
    with store.reading() as look:
        assert whole_inquiry(look, folio).case.assignee_id == ANA


def test_an_answer_is_recorded_without_leaving_the_page(desk, store):
    folio = log(EMERGENCY, "a", at=THURSDAY)
    at = press(desk(), "emg_reply_")
    press(at, "queue_save")
    with store.reading() as look:
        assert whole_inquiry(look, folio).running == ()


def test_whoever_is_on_duty_today_is_named_and_nobody_is_said_too(desk, store):
    assert "Hoy nadie está de guardia" in written(desk())
    with store.writing() as work:
        work.add(Duty(promise_code="P_H2_EMERG_NBD", account_id=BERTA, holds_from=date(2026, 3, 13)))
    page = written(desk())
    assert "De guardia hoy: Berta Luna" in page and "No hay emergencias abiertas." in page

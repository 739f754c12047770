"""The inquiry page as an agent uses it: what is owed, every action, each refusal beside it, nothing typed lost."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event

from db import NotStored
from db.models import Deadline
from db.queries.inquiry import whole_inquiry
from desk.moves import assign
from desk.replies import record_reply
from pages import acting
from rules.folio import make_folio
from tests.inquiries import ANA, BERTA, DELIVERY, EMERGENCY, FRIDAY, GROUP, log

BEFORE = FRIDAY - timedelta(days=1)


@pytest.fixture
def desk(opened, store):
    """`desk(folio)`: the inquiry's page, opened by Ana."""
    return lambda folio, name="ana", **query: opened(name, "inquiry", folio=folio, **query)


def written(at):
    """Everything that stands on the page as HTML or as an alert."""
    return "\n".join([*(one.proto.body for one in at.get("html")), *(one.value for one in (*at.error, *at.warning))])


def act(at, folio, action, /, **values):
    """Choose an action, fill its fields one by one, press its button."""
    token = at.session_state[f"inq_token_{folio}"]
    next(one for one in at.button_group if one.key == f"inq_action_{token}").set_value(action).run()
    for name, value in values.items():
        widget(at, f"inq_{action}_{name}_{token}").set_value(value).run()
    save(at).click().run()
    assert not at.exception, at.exception
    return at


def save(at):
    return next(one for one in at.button if one.key.startswith("inq_do_"))


def widget(at, key):
    kinds = (*at.text_input, *at.text_area, *at.selectbox, *at.button_group, *at.date_input, *at.get("date_time_input"))
    return next(one for one in kinds if one.key == key)


def read(store, folio):
    with store.reading() as look:
        return whole_inquiry(look, folio)


def kinds(store, folio):
    return [one.kind for one in read(store, folio).events]


def test_a_group_mail_tells_when_it_is_due_and_why_that_day(desk, store):
    page = written(desk(log(GROUP, "a")))
    assert "Vence jue 19 mar, 20:00 Tijuana" in page
    assert "tres días hábiles siguientes" in page
    assert all(said in page for said in ("vie 13", "sáb 14", "①", "②", "Vence 20:00"))
    assert "Natalicio de Benito Juárez" in page


def test_english_readers_are_told_in_english(desk, store):
    page = written(desk(log(GROUP, "a"), "berta"))
    assert "Due Thu Mar 19, 20:00 Tijuana" in page
    assert "following three business days" in page


def test_a_day_counted_by_an_older_calendar_is_not_pretended(desk, store):
    folio = log(GROUP, "a")
    with store.writing() as work:
        deadline = work.get(Deadline, 1)
        deadline.due_at -= timedelta(days=1)
    page = written(desk(folio))
    assert "El calendario cambió después: con los días de abajo vencería jue 19 mar, 20:00" in page
    assert "Lo que cuenta es mié 18 mar, 20:00" in page
    assert "Se prometió primero para jue 19 mar, 20:00" in page


def test_an_answer_meets_the_promise_and_says_so_with_the_folio(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = act(desk(folio), folio, "reply", text="Las citas…", then="closed")
    assert f"Guardado en {folio}: Respuesta" in written(at)
    whole = read(store, folio)
    assert (whole.case.status, whole.running, whole.contacts[-1].text) == ("closed", (), "Las citas…")
    assert "Respondida a tiempo" in written(at)


def test_an_answer_may_be_recorded_late_with_its_true_time(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = act(desk(folio), folio, "reply", text="Por correo", at=datetime(2026, 3, 13, 9, 30))
    assert not at.error
    assert read(store, folio).deadlines[0].met_at.isoformat() == "2026-03-13T16:30:00+00:00"


def test_an_answer_without_a_word_keeps_no_promise(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = act(desk(folio), folio, "reply", text="  ")
    assert "Escriba qué se respondió" in at.error[0].value
    assert kinds(store, folio) == ["logged"] and read(store, folio).deadlines[0].met_at is None


@pytest.mark.parametrize(("when", "said"), [
    (datetime(2026, 3, 13, 18, 0), "todavía"), (datetime(2026, 3, 1, 9, 0), "anterior a la recepción"),
])  # fmt: skip
def test_an_impossible_time_is_refused_beside_the_form_and_the_text_stays(desk, store, when, said):
    folio = log(GROUP, "a", at=BEFORE)
    at = act(desk(folio), folio, "reply", text="No se pierde", at=when)
    assert [said in one.value.replace("aún no llega", "todavía") for one in at.error] == [True]
    assert widget(at, f"inq_reply_text_{at.session_state[f'inq_token_{folio}']}").value == "No se pierde"
    assert kinds(store, folio) == ["logged"]


def test_a_new_message_of_the_customer_opens_a_closed_inquiry_and_starts_the_clock(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    with store.writing() as work:
        record_reply(work, folio, channel="email", by=ANA, now=FRIDAY - timedelta(hours=2), version=None, then="closed")
    act(desk(folio), folio, "message", text="Falta algo", subject="RE: Citas")
    whole = read(store, folio)
    assert (whole.case.status, len(whole.running), whole.contacts[-1].direction) == ("open", 1, "in")


def test_an_inquiry_is_handed_over_with_a_word_on_why(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = act(desk(folio), folio, "hand_over", to=str(BERTA), why="Habla con ellos")
    assert read(store, folio).case.assignee_id == BERTA
    assert "Asignada a Berta Luna" in written(at)
    assert "Habla con ellos" in written(at)


def test_an_inquiry_of_nobody_is_taken_with_one_click(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = desk(folio)
    at.button(key="inq_take").click().run()
    assert read(store, folio).case.assignee_id == ANA
    assert "Asignada a Ana Robles" in written(at)


def test_whoever_is_slower_to_take_it_is_told(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = desk(folio)
    with store.writing() as work:
        assign(work, folio, to=BERTA, by=BERTA, now=FRIDAY, version=None)
    at.button(key="inq_take").click().run()
    assert f"Otra persona acaba de tomar {folio}" in written(at).replace("\\", "")
    assert read(store, folio).case.assignee_id == BERTA


def test_a_stale_save_shows_what_changed_and_can_be_saved_again(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = desk(folio)
    with store.writing() as work:
        assign(work, folio, to=BERTA, by=BERTA, now=FRIDAY, version=None)
    token = at.session_state[f"inq_token_{folio}"]
    widget(at, f"inq_reply_text_{token}").set_value("Mi respuesta")
    save(at).click().run()
    assert "Otra persona cambió" in written(at)
    assert "Berta Luna" in written(at)
    assert widget(at, f"inq_reply_text_{token}").value == "Mi respuesta"
    save(at).click().run()
    assert kinds(store, folio) == ["logged", "assigned", "replied"]


def test_the_tracking_number_clears_the_flag_and_an_odd_one_is_read_back(desk, store):
    folio = log(DELIVERY, "d", at=BEFORE, visa_issued_on=date(2026, 2, 20))
    at = desk(folio)
    assert "Sin guía" in written(at)
    act(at, folio, "tracking", carrier="DHL_EXPRESS", tracking_number="331881002")
    assert "el formato no coincide" in written(at)
    act(at, folio, "tracking", carrier="DHL_EXPRESS", tracking_number="3318810025")
    assert read(store, folio).delivery.tracking_number == "3318810025"
    assert "Sin guía" not in written(at).replace("Guía", "")


def test_within_the_term_the_business_days_left_are_told(desk, store):
    page = written(desk(log(DELIVERY, "d", at=BEFORE, visa_issued_on=date(2026, 3, 11))))
    assert "Dentro del plazo" in page
    assert "Quedan 3 días hábiles" in page


def test_a_delivery_gets_its_issue_date_and_can_be_settled(desk, store):
    folio = log(DELIVERY | {"subcase_code": "DEL_INCIDENT"}, "d", at=BEFORE)
    at = act(desk(folio), folio, "issue_date", issued_on=date(2026, 2, 20))
    act(at, folio, "settle", settled_why="handed_over")
    assert "Entregado sin número de guía" in written(at)
    assert read(store, folio).delivery.settled_why == "handed_over"


def test_the_emergency_tells_which_half_and_which_word_is_missing(desk, store):
    folio = log(EMERGENCY, "e", at=BEFORE)
    at = desk(folio)
    assert "Faltan 2 datos" in written(at)
    act(at, folio, "voicemail", reason_text="Varado en la frontera", text="Llamen pronto")
    assert "Falta 1 dato" in written(at)
    act(at, folio, "complete", callback_phone="664 555 1234")
    assert "Completa" in written(at)
    assert "664 555 1234" not in written(at)
    assert read(store, folio).emergency.callback_phone == "664 555 1234"


def test_a_wrong_reason_is_corrected(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = act(desk(folio), folio, "reason", reason="PAYMENT", subcase="PAY_PROBLEM")
    assert (read(store, folio).case.subcase_code, read(store, folio).running) == ("PAY_PROBLEM", ())
    assert "Terminó: se corrigió el motivo" in written(at)


def test_a_mail_in_the_wrong_mailbox_is_moved_and_keeps_its_receipt(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    act(desk(folio), folio, "mailbox", mailbox="MB_GRP", subcase="GRP_OTHER_INFO")
    whole = read(store, folio)
    assert (whole.case.mailbox_code, whole.running[0].promise_code) == ("MB_GRP", "P_GRP_OTHER_3BD")
    assert whole.running[0].started_at == BEFORE


def test_what_is_closed_can_be_opened_again(desk, store):
    folio = log(DELIVERY | {"subcase_code": "DEL_INCIDENT"}, "d", at=BEFORE)
    at = act(desk(folio), folio, "close", outcome="referred")
    assert read(store, folio).case.status == "closed"
    act(at, folio, "reopen")
    assert read(store, folio).case.status == "open"


def test_what_a_customer_wrote_is_never_read_as_html(desk, store):
    page = written(desk(log(GROUP, "a", notes="<script>alert(1)</script> **no**", subject="<b>x</b>")))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **no**" in page
    assert "<b>x</b>" not in page


def test_contact_data_are_masked_until_somebody_asks(desk, store):
    folio = log(GROUP, "a")
    at = desk(folio)
    assert "664 123 4567" not in written(at)
    at.button(key="inq_show_phone").click().run()
    assert "664 123 4567" in written(at)
    assert "maria@agricola.example" not in written(at)
    assert read(store, folio).events[-1].details == {"field": "phone"}
    at.run()
    assert "664 123 4567" not in written(at), "a full value is there for one run"
    at.button(key="inq_show_phone").click().run()
    at.button(key="inq_show_email").click().run()
    assert "maria@agricola.example" in written(at)
    assert "664 123 4567" not in written(at), "one at a time"
    assert [one.details["field"] for one in read(store, folio).events[-3:]] == ["phone", "phone", "email"]


def test_a_look_that_cannot_be_remembered_is_not_shown(desk, store, monkeypatch):
    folio = log(GROUP, "a")
    at = desk(folio)

    def full(*_args, **_given):
        raise NotStored("disk_full")

    monkeypatch.setattr(acting, "reveal", full)
    at.button(key="inq_show_phone").click().run()
    assert "664 123 4567" not in written(at)
    assert "disco" in at.error[0].value


@pytest.mark.parametrize(("asked", "said"), [
    ("", ""), ("26-000123-9", "Un dígito"), ("hola", "Un folio se ve así"), (make_folio(2026, 777), "No hay ninguna"),
])  # fmt: skip
def test_without_an_inquiry_there_is_a_box_and_a_clear_sentence(desk, store, asked, said):
    at = desk(asked)
    assert at.text_input(key="inq_find").label == "Folio"
    assert said in written(at)


def test_a_folio_is_understood_without_its_dashes(desk, store):
    folio = log(GROUP, "a")
    assert folio in written(desk(folio.replace("-", " ")))


def test_drawing_the_page_again_asks_the_database_seven_times(desk, store):
    at = desk(log(GROUP, "a"))
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    at.run()
    assert len([one for one in asked if one.lstrip().startswith("SELECT")]) <= 7


def test_the_queue_of_the_address_leads_to_the_one_before_and_the_one_after(desk, store):
    first, second, third = (log(GROUP, f"q{n}", at=BEFORE + timedelta(hours=n)) for n in range(3))
    at = desk(second, queue="open", reason="GROUP")
    at.button(key="inq_next").click().run()
    assert at.query_params["folio"] == third
    assert at.query_params["queue"] == "open"
    assert f'id="folio">{third}<' in written(at)
    assert at.button(key="inq_next").disabled
    at.button(key="inq_previous").click().run()
    at.button(key="inq_previous").click().run()
    assert f'id="folio">{first}<' in written(at)


def test_what_is_typed_stays_while_the_next_inquiry_is_looked_at(desk, store):
    first, second = (log(GROUP, f"q{n}", at=BEFORE + timedelta(hours=n)) for n in range(2))
    at = desk(first, queue="open")
    key = f"inq_reply_text_{at.session_state[f'inq_token_{first}']}"
    widget(at, key).set_value("a medias").run()
    at.button(key="inq_next").click().run()
    assert f'id="folio">{second}<' in written(at)
    at.button(key="inq_previous").click().run()
    assert widget(at, key).value == "a medias"

"""Correcting what was written down, on its page: an answer withdrawn, a duplicate merged, a matter split off."""

from datetime import datetime, timedelta

import pytest

from db.models import Inquiry
from desk.replies import record_message, record_reply
from rules.folio import make_folio
from tests.inquiries import ANA, BERTA, FRIDAY, GROUP, log
from tests.pages.test_inquiry import BEFORE, act, read, written


@pytest.fixture
def desk(opened, store):
    return lambda folio, name="ana", **query: opened(name, "inquiry", folio=folio, **query)


def answered(store, folio, *, by=ANA):
    with store.writing() as work:
        record_reply(work, folio, channel="email", by=by, now=FRIDAY - timedelta(hours=2), version=None, text="Cita")


def offered(at):
    return next(one for one in at.button_group if one.key.startswith("inq_action_")).options


def test_an_answer_recorded_by_mistake_is_withdrawn_and_owed_again(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    answered(store, folio)
    at = act(desk(folio), folio, "withdraw", why="Era de otro grupo")
    page = written(at)
    assert read(store, folio).running
    assert "Retirada por Ana Robles" in page and "«Era de otro grupo»" in page
    assert f"Guardado en {folio}: Retirar respuesta" in page


def test_a_colleagues_answer_is_withdrawn_by_a_supervisor_only(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    answered(store, folio, by=BERTA)
    assert not [one for one in offered(desk(folio)) if "Retirar" in str(one)]
    assert [one for one in offered(desk(folio, "sofia")) if "Retirar" in str(one)]


def test_withdrawing_without_a_word_on_why_is_refused_beside_the_form(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    answered(store, folio)
    at = act(desk(folio), folio, "withdraw", why=" ")
    assert "por qué" in at.error[0].value.lower()
    assert not read(store, folio).running


def test_an_answer_written_down_long_after_its_time_says_so(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    at = act(desk(folio), folio, "reply", text="Por correo", at=datetime(2026, 3, 13, 9, 30))
    assert "Registrada después: vie 13 mar, 17:00" in written(at)
    assert "vencía mié 18 mar, 20:00 <span class=\"inq-note\">Registrada después" in written(at)
    at = act(desk(folio), folio, "reply", text="Ahora mismo")
    assert written(at).count("Registrada después") == 2  # of the first answer, and beside the promise it met


def test_a_duplicate_is_merged_by_the_folio_of_the_other_and_points_to_it(desk, store):
    first, double = log(GROUP, "a", at=BEFORE), log(GROUP, "b", at=BEFORE + timedelta(hours=1))
    at = act(desk(double), double, "merge", into=first.replace("-", ""))
    page = written(at)
    assert f'href="/inquiry?folio={first}"' in page and "Es un duplicado" in page
    assert f"Guardado en {double}: Es duplicado" in page
    assert not [one for one in at.button if one.key.startswith("inq_do_")]
    assert f"Duplicados unidos aquí: <a class=\"folio\" href=\"/inquiry?folio={double}\"" in written(desk(first))
    assert len(read(store, first).contacts) == 2


@pytest.mark.parametrize(("typed", "said"), [
    (make_folio(2026, 999), "No hay ninguna consulta"), ("no es", "26-104233-7"), ("", "Escriba el folio"),
])  # fmt: skip
def test_a_folio_that_leads_nowhere_merges_nothing_and_stays_typed(desk, store, typed, said):
    double = log(GROUP, "b", at=BEFORE)
    at = act(desk(double), double, "merge", into=typed)
    assert said in at.error[0].value.replace("\\", "").replace("\u2060", ""), at.error[0].value
    assert read(store, double).case.merged_into_id is None


def test_a_second_matter_is_split_off_and_both_point_to_each_other(desk, store):
    folio = log(GROUP, "a", at=BEFORE)
    with store.writing() as work:
        record_message(work, folio, channel="email", received_at=FRIDAY, by=ANA, now=FRIDAY, version=None,
                       text="Además, mi recibo")  # fmt: skip
    at = desk(folio)
    token = at.session_state[f"inq_token_{folio}"]
    next(one for one in at.button_group if one.key == f"inq_action_{token}").set_value("split").run()
    at.multiselect[0].set_value([str(read(store, folio).contacts[-1].id)]).run()
    at = act(at, folio, "split", reason="PAYMENT", subcase="PAY_PROBLEM")
    with store.reading() as look:
        part = look.get(Inquiry, 2)
    assert (part.received_at, part.split_from_id) == (FRIDAY, 1)
    assert f"Asuntos separados: <a class=\"folio\" href=\"/inquiry?folio={part.folio}\"" in written(at)
    assert f"Separada de <a class=\"folio\" href=\"/inquiry?folio={folio}\"" in written(desk(part.folio))

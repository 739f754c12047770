"""The calendar as a supervisor sees it: the effect first, then the decision, then what was changed at the foot."""

from datetime import date, timedelta

import pytest

from db.queries import calendar
from db.queries.calendar import load_calendar
from desk.calendar import add_closing_days
from desk.inquiries import log_inquiry
from desk.replies import record_reply
from rules.closing_days import ClosingDay
from rules.codes import Layer
from tests.cast import group_mail
from tests.pages.conftest import FRIDAY

TUESDAY = "2026-03-17"


def shown(at):
    return "\n".join(one.proto.body for one in at.get("html"))


def press(at, key):
    at.button(key=key).click()
    at.run()
    assert not at.exception, at.exception
    return at


def submitted(at, **fields):
    for name, value in fields.items():
        at.text_input(key=f"calendar_{name}").set_value(value)
    return press(at, next(one.key for one in at.button if "form" in (one.key or "").lower()))


@pytest.fixture
def owed(store):
    """One promise that runs over the weekend."""
    with store.writing() as work:
        return log_inquiry(work, group_mail(received_at=FRIDAY), by=1, now=FRIDAY).folio


def version(store):
    with store.reading() as look:
        return load_calendar(look).version


def test_a_day_is_closed_after_its_effect_was_seen_and_taken_back_again(opened, store, owed):
    at = opened("sofia", "calendar", day=TUESDAY)
    before = version(store)
    assert "Día hábil: cuenta." in shown(at)
    submitted(at, name="Inventario", why="Orden")
    assert "1 plazo abierto se mueve." in shown(at)
    assert version(store) == before, "looking changes nothing"
    press(at, "calendar_confirm")
    assert "Decidido: se movió 1 plazo abierto." in shown(at)
    assert "declaró inhábil el mar 17 mar: Inventario · Orden" in shown(at)
    assert version(store) != before
    press(at, "calendar_remove_own")
    press(at, "calendar_confirm")
    assert version(store) == before
    assert "retiró el mar 17 mar: Inventario" in shown(at)


def test_leaving_it_changes_nothing_and_keeps_what_was_typed(opened, store):
    at = submitted(opened("sofia", "calendar", day=TUESDAY), name="Inventario")
    press(at, "calendar_leave")
    assert at.text_input(key="calendar_name").value == "Inventario"
    assert "Nadie ha cambiado el calendario todavía." in shown(at)


def test_a_day_without_a_name_is_refused_with_one_sentence(opened):
    assert "necesita un nombre" in shown(submitted(opened("sofia", "calendar", day=TUESDAY), name="  "))


def test_a_layer_is_switched_off_only_after_its_effect_was_seen(opened, store, owed):
    at = opened("sofia", "calendar")
    before = version(store)
    at.checkbox(key="calendar_layer_mx_lft").uncheck()
    at.run()
    assert "Apagar: " in shown(at)
    assert version(store) == before
    press(at, "calendar_leave")
    assert at.checkbox(key="calendar_layer_mx_lft").value is True


def test_a_day_of_the_law_is_opened_although_its_layer_closes_it(opened, store, owed):
    at = press(opened("sofia", "calendar", day="2026-03-16"), "calendar_open_mx_lft")
    assert "1 plazo abierto se mueve." in shown(at)
    press(at, "calendar_confirm")
    with store.reading() as look:
        assert load_calendar(look).is_business_day(date(2026, 3, 16))
    assert "calendar_close_mx_lft" in {one.key for one in at.button}


def test_who_decides_on_what_another_supervisor_has_changed_is_told(opened, store):
    at = submitted(opened("sofia", "calendar", day=TUESDAY), name="Inventario")
    with store.writing() as work:
        day = ClosingDay(date(2026, 3, 18), Layer.OWN, "Otro", "Other", "", "own")
        add_closing_days(work, [day], why="", by=3, now=FRIDAY, seen=load_calendar(work).version)
    press(at, "calendar_confirm")
    assert "Alguien más cambió el calendario entretanto." in shown(at)
    with store.reading() as look:
        assert load_calendar(look).is_business_day(date(2026, 3, 17))


def test_the_year_and_the_month_show_each_closed_day_with_a_letter_and_its_words(opened):
    year = shown(opened("sofia", "calendar"))
    assert year.count('<table class="cal">') == 12
    assert 'title="lunes 16 de marzo: Natalicio de Benito Juárez (21 mar)' in year
    assert "sin confirmar" in year
    month = shown(opened("sofia", "calendar", by="month"))
    assert month.count('<table class="cal">') == 1
    assert "<p>Natalicio de Benito Juárez (21 mar)</p>" in month


@pytest.mark.parametrize("day", ["", "2026-02-30", "9999-12-31", "0001-01-01", "x"])
def test_an_address_with_a_day_that_is_none_shows_today(opened, day):
    assert "viernes 13 de marzo" in shown(opened("sofia", "calendar", day=day))


def test_agents_have_no_calendar_to_change(opened):
    assert '<div class="cal-year">' not in shown(opened("ana", "calendar"))


def test_an_answered_promise_shows_what_was_promised_judged_and_read_today(opened, store):
    with store.writing() as work:
        received = FRIDAY - timedelta(days=9)  # Wednesday 4 March: due on Monday the 9th
        folio = log_inquiry(work, group_mail(received_at=received), by=1, now=received).folio
        answered = FRIDAY - timedelta(days=3)
        record_reply(work, folio, channel="email", at=answered, text="", by=1, now=FRIDAY, version=None)
        day = ClosingDay(date(2026, 3, 6), Layer.OWN, "Cierre", "Closed", "", "own")
        add_closing_days(work, [day], why="", by=3, now=FRIDAY, seen=load_calendar(work).version)
    calendar.forget()
    page = shown(opened("sofia", "inquiry", folio=folio))
    judged = page[page.index("Prometido al principio") :]
    assert judged.index("lun 9 mar, 20:00") < judged.index("Juzgado entonces") < judged.index("Respondida tarde")
    today = judged[judged.index("Leído hoy") :]
    assert "mar 10 mar, 20:00" in today
    assert '<span class="chip chip-met">' in today[: today.index("</dl>")]


def test_a_list_is_looked_through_and_its_effect_stands_below_it(opened, store, owed, monkeypatch):
    monkeypatch.setattr("pages.calendar_acts.SOON", 0.0)  # so that it waits, and shows how far it is
    at = opened("sofia", "calendar")
    at.session_state["calendar_days"] = '[["2026-03-17", "Cierre", false], ["2026-03-16", "Juárez", true]]'
    at.session_state["calendar_title"] = "cierres.ics"
    at.run()
    assert not at.exception, at.exception
    assert "Ver qué pasaría con 1 día inhábil más" in at.button(key="calendar_see_list").label
    press(at, "calendar_see_list")
    assert "1 plazo abierto se mueve." in shown(at)
    press(at, "calendar_confirm")
    with store.reading() as look:
        (row,) = [row for row in load_calendar(look).added if row.layer is Layer.OWN]
    assert (row.on, row.source) == (date(2026, 3, 17), "cierres.ics")
    assert "calendar_see_list" not in {one.key for one in at.button}

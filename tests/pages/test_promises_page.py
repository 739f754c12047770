"""The promises as a supervisor sees them: a month equal to a full count, its file, and terms decided after a look."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from db.models import Deadline, Duty, Event, InternalTarget, PromiseTerm, Setting
from db.queries import reference
from db.queries.calendar import calendar
from db.queries.promise_rows import Kept, before, month_of
from db.queries.promise_sheet import first_month, kept_in, missing_now
from db.queries.queues import Queue, QueueView, page, total
from desk.accounts import account_named
from desk.classify import change_reason
from desk.inquiries import log_inquiry
from desk.promises import set_promise_term
from desk.promises_beside import put_on_duty, set_internal_target, set_warning_bands
from desk.replies import record_reply
from rules.terms import Term
from rules.urgency import Bands
from tests.cast import draft, emergency_mail, group_mail, passport
from tests.pages.conftest import FRIDAY
from tests.pages.test_queue import _data
from views.promise_chooser import months
from views.promise_month import Sheet
from views.promise_print import document, file_name
from words import speaking

H2, OTHER, EMERGENCY = "P_GRP_H2_3BD", "P_GRP_OTHER_3BD", "P_H2_EMERG_NBD"
ZONES = ("America/Tijuana", "America/Mexico_City", "America/Cancun")
TODAY = date(2026, 3, 13)


def other_mail(**given):
    return group_mail(subcase_code="GRP_OTHER_INFO", mailbox_code="MB_GRP", group_kind="other", **given)


@pytest.fixture
def told(store):
    """Thirty days of group mail: kept, late, still overdue and not due yet, in two promises and an emergency."""
    folios = []
    with store.writing() as work:
        ana = account_named(work, "ana").id
        for n in range(30):
            at = FRIDAY - timedelta(days=40 - n, hours=n % 5)
            one = log_inquiry(work, (group_mail, other_mail, emergency_mail)[n % 3](received_at=at), by=ana, now=FRIDAY)
            folios.append(one.folio)
            if n % 4:
                late = timedelta(days=1 if n % 4 == 1 else 12 if n % 4 == 2 else 2)
                record_reply(work, one.folio, channel="email", by=ana, now=FRIDAY, at=min(at + late, FRIDAY),
                             version=None, text="Sí")  # fmt: skip
        log_inquiry(work, passport(visa_issued_on=date(2026, 2, 24)), by=ana, now=FRIDAY)
    return folios


def shown(at):
    return "\n".join(one.proto.body for one in at.get("html"))


def count(store, month):
    """The month by every row there is: what the sheet must equal."""
    found = {}
    with store.reading() as look:
        for one in look.exec(select(Deadline)):
            if not month.first <= one.due_on <= month.last:
                continue
            cell = found.setdefault(one.promise_code, Counter())
            if one.ended_at is not None:
                cell["ended"] += 1
                continue
            cell["due"] += 1
            cell["kept"] += one.met_at is not None and one.met_at <= one.due_at
            cell["late"] += one.met_at is not None and one.met_at > one.due_at
            cell["overdue"] += one.met_at is None
            cell["moved"] += one.due_at != one.promised_due_at
    return {code: {name: n for name, n in cell.items() if n} for code, cell in found.items()}


def as_counted(kept):
    names = ("due", "kept", "late", "overdue", "moved", "ended")
    return {code: {name: n for name in names if (n := getattr(row, name))} for code, row in kept.items()}


# The figures


@pytest.mark.parametrize("back", [0, 1])
def test_a_month_equals_a_full_count_of_its_rows(store, told, back):
    with store.writing() as work:
        sofia = account_named(work, "sofia").id
        set_promise_term(work, Term(H2, date(2026, 2, 10), 5), by=sofia, now=FRIDAY)
        change_reason(work, told[24], subcase_code="GEN_WHERE", by=sofia, now=FRIDAY, version=None)
    month = month_of(TODAY, now=FRIDAY, zones=ZONES)
    month = before(month, now=FRIDAY, zones=ZONES) if back else month
    with store.reading() as look:
        kept = kept_in(look, month, now=FRIDAY)
        assert as_counted(kept) == count(store, month)
        assert sum(row.due for row in kept.values()) > 3
        for code, row in kept.items():
            view = QueueView(queue=Queue.BREACHES, promise=code, first=month.first, last=month.last)
            assert total(look, view, now=FRIDAY, account_id=0) == row.late + row.overdue
            if row.oldest:
                rows = [one.folio for one in page(look, view, now=FRIDAY, account_id=0).rows]
                assert row.oldest.folio in rows
    assert (kept[H2].moved, kept[H2].ended) == ((1, 0) if back else (0, 1))


def test_a_month_that_runs_counts_up_to_the_last_day_that_is_over_everywhere():
    at = datetime(2026, 3, 14, 6, 30, tzinfo=UTC)  # Saturday 0:30 in Mexico City, still Friday in Tijuana
    assert month_of(TODAY, now=at, zones=ZONES).last == date(2026, 3, 12)
    assert month_of(TODAY, now=at, zones=("America/Mexico_City",)).last == date(2026, 3, 13)
    over = month_of(date(2026, 2, 3), now=at, zones=ZONES)
    assert (over.first, over.last, over.is_over) == (date(2026, 2, 1), date(2026, 2, 28), True)
    first = month_of(date(2026, 4, 1), now=datetime(2026, 4, 1, 16, tzinfo=UTC), zones=ZONES)
    assert (first.counts, first.is_over) == (False, False)


def test_an_answer_that_only_a_later_date_made_punctual_is_told_as_such(store):
    with store.writing() as work:
        ana, sofia = account_named(work, "ana").id, account_named(work, "sofia").id
        folio = log_inquiry(work, group_mail(received_at=FRIDAY - timedelta(days=7)), by=ana, now=FRIDAY).folio
        set_promise_term(work, Term(H2, date(2026, 3, 1), 4), by=sofia, now=FRIDAY)
        record_reply(work, folio, channel="email", by=ana, now=FRIDAY, at=FRIDAY - timedelta(days=1, hours=1),
                     version=None, text="Sí")  # fmt: skip
    with store.reading() as look:
        row = kept_in(look, month_of(TODAY, now=FRIDAY, zones=ZONES), now=FRIDAY)[H2]
    assert (row.due, row.kept, row.moved, row.saved, row.lost) == (1, 1, 1, 1, 0)


def test_two_promises_add_up_and_the_oldest_is_that_of_both():
    assert Kept(due=3, kept=2) + Kept(due=1, late=1) == Kept(due=4, kept=2, late=1)
    assert (Kept().share, Kept(due=4, kept=3).share, Kept(due=4, kept=3, late=1).overdue) == (None, 0.75, 0)


def test_the_months_offered_begin_with_the_first_promise(store, told):
    with store.reading() as look:
        assert first_month(look) == date(2026, 2, 1)
    assert months(date(2026, 1, 1), today=TODAY) == (date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1))
    assert months(None, today=TODAY) == (date(2026, 3, 1),)
    assert len(months(date(1990, 1, 1), today=TODAY)) == 60


# The page


def test_the_sheet_says_numerators_denominators_and_by_what_it_was_counted(opened, store, told):
    at = opened("sofia", "promises", month="2026-02")
    page = shown(at)
    with store.reading() as look:
        kept = kept_in(look, month_of(date(2026, 2, 1), now=FRIDAY, zones=ZONES), now=FRIDAY)
    assert "Promesas, febrero de 2026" in page and "El mes completo" in page
    assert f"{kept[H2].kept} de {kept[H2].due}" in page
    assert "Datos leídos el vie 13 mar 2026, 18:00" in page and "America/Mexico_City" in page and "Calendario " in page
    assert "Pasaportes sin número de guía" in page and "Ya no se deben" in page
    links = [link.proto.query_string for link in at.get("page_link") if "promise=" in link.proto.query_string]
    assert links and all("queue=breaches" in one and "from=2026-02-01" in one for one in links)


def test_an_unknown_month_is_this_one_and_an_empty_desk_says_so(opened):
    at = opened("sofia", "promises", month="2031-13<script>")
    assert "Promesas, marzo de 2026" in shown(at) and "Ninguna promesa vencía en este mes." in shown(at)


def test_the_file_stands_alone_says_the_same_and_carries_no_script_and_no_name(store, told):
    month = month_of(date(2026, 2, 1), now=FRIDAY, zones=ZONES)
    with store.reading() as look:
        sheet = Sheet(
            month=month, before=before(month, now=FRIDAY, zones=ZONES), kept=kept_in(look, month, now=FRIDAY),
            kept_before={}, missing=missing_now(look, now=FRIDAY, today=TODAY, calendar=calendar(look)),
            known=reference.reference(look), calendar=calendar(look), zone="America/Mexico_City", now=FRIDAY,
        )  # fmt: skip
    for lang, title in (("es", "Promesas, febrero de 2026"), ("en", "Promises, February 2026")):
        text = document(sheet, lang=lang).decode()
        assert f"<title>{title}</title>" in text and sheet.calendar.version in text
        assert "<script" not in text and "http" not in text and "Agrícola" not in text
    with speaking("es"):
        assert file_name(sheet) == "promesas-2026-02.html"
    assert sheet.missing.by_age == (0, 0, 1, 0)


def test_agents_have_no_such_page(opened):
    assert "Promesas," not in shown(opened("ana", "promises"))


# The settings


def press(at, label):
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception, at.exception
    return shown(at)


def settings(opened):
    return opened("sofia", "promises", part="settings")


def test_a_term_is_looked_at_then_decided_and_taken_back(opened, store):
    with store.writing() as work:
        log_inquiry(work, group_mail(received_at=FRIDAY), by=account_named(work, "ana").id, now=FRIDAY)
    at = settings(opened)
    at.number_input(key="term_days").set_value(5)
    page = press(at, "Ver qué cambiaría")
    assert "1 plazo abierto se mueve." in page and "Grupos H2: 5 días hábiles, hasta las 20:00" in page
    assert len(rows(store, PromiseTerm, promise_code=H2)) == 1
    page = press(at, "Decidirlo")
    assert "Decidido." in page and "Sofía Duarte" in page
    assert [row.business_days for row in rows(store, PromiseTerm, promise_code=H2)] == [3, 5]
    [back] = [one.label for one in at.button if one.label.startswith("Deshacer")]
    assert "1 plazo abierto se mueve." in press(at, back)
    assert "Deshecho." in press(at, "Deshacerlo")
    assert [event.details["moved"] for event in rows(store, Event, kind="promise_changed")] == [1, 1]


def test_a_look_that_somebody_overtook_is_told_and_decides_nothing(opened, store):
    at = settings(opened)
    at.number_input(key="term_days").set_value(5)
    press(at, "Ver qué cambiaría")
    with store.writing() as work:
        set_promise_term(work, Term(H2, TODAY, 2), by=account_named(work, "sofia").id, now=FRIDAY)
    assert "Alguien más cambió esta promesa entretanto." in press(at, "Decidirlo")
    assert [row.business_days for row in rows(store, PromiseTerm, promise_code=H2, active=True)] == [3, 2]


def test_left_as_it_is_nothing_changes(opened, store):
    at = settings(opened)
    at.number_input(key="term_days").set_value(4)
    press(at, "Ver qué cambiaría")
    press(at, "Dejarlo como está")
    assert at.number_input(key="term_days").value == 3
    assert rows(store, Event, kind="promise_changed") == []


def test_the_same_term_again_is_refused_before_it_is_looked_at(opened):
    at = settings(opened)
    at.number_input(key="term_days").set_value(3)
    at.date_input(key="term_from").set_value(date(2000, 1, 1))
    assert "Ya está así. No se cambió nada." in press(at, "Ver qué cambiaría")


def test_duty_targets_and_bands_are_set_and_ended(opened, store):
    at = settings(opened)
    assert "Hay datos por corregir." in press(at, "Poner de guardia")
    at.selectbox(key="duty_who").select(account(store, "berta"))
    assert "Grupos H2: Berta Luna, desde el vie 13 mar hasta nuevo aviso" in press(at, "Poner de guardia")
    at.selectbox(key="target_case").select("PAYMENT|PAY_PROBLEM")
    assert "2 días hábiles, desde el vie 13 mar" in press(at, "Fijar la meta interna")
    at.number_input(key="bands_next").set_value(3)
    press(at, "Fijar las franjas")
    assert rows(store, Setting, name="warning_bands")[0].value == "0 3"
    for key in [one.key for one in at.button if (one.key or "").startswith(("duty_end", "target_end"))]:
        at.button(key=key).click()
        at.run()
    assert (rows(store, Duty), rows(store, InternalTarget, active=True)) == ([], [])


# What the rest of the desk shows of them


def test_an_internal_target_is_shown_as_such_and_is_no_promise(opened, store):
    with store.writing() as work:
        sofia = account_named(work, "sofia").id
        set_internal_target(work, "PAYMENT", "", business_days=2, holds_from=TODAY, by=sofia, now=FRIDAY)
        asked = draft(
            reason_code="PAYMENT", subcase_code="PAY_PROBLEM", channel="email", line_code="", mailbox_code="MB_PAY",
            warned_no_repay=True, payment_method="card", received_at=FRIDAY, outcome="escalated",
        )  # fmt: skip
        folio = log_inquiry(work, asked, by=sofia, now=FRIDAY).folio
    page = shown(opened("ana", "inquiry", folio=folio))
    assert "Meta interna" in page and "no se prometió al cliente" in page
    assert rows(store, Deadline) == []
    [row] = _data(opened("ana", "queue", queue="open"))["rows"]
    assert (row["kind"], row["when"]) == ("internal", "meta interna: en 2 días hábiles")


def test_the_inquiry_says_who_is_on_duty_for_what_it_owes(opened, store):
    with store.writing() as work:
        sofia, berta = account_named(work, "sofia").id, account_named(work, "berta").id
        folio = log_inquiry(work, group_mail(received_at=FRIDAY), by=sofia, now=FRIDAY).folio
        for code, first in ((H2, TODAY), (H2, TODAY + timedelta(days=9)), (OTHER, TODAY)):
            who = berta if code == H2 else sofia
            put_on_duty(work, code, who, holds_from=first, holds_to=None, by=sofia, now=FRIDAY)
    assert "De guardia hoy: Berta Luna<" in shown(opened("ana", "inquiry", folio=folio))


def test_wider_bands_reach_further_in_the_queue_and_say_so(opened, store):
    with store.writing() as work:
        sofia = account_named(work, "sofia").id
        log_inquiry(work, group_mail(received_at=FRIDAY), by=sofia, now=FRIDAY)
    assert counters(opened("ana", "queue"))["next"] == ("Próximo día hábil", "0")
    with store.writing() as work:
        set_warning_bands(work, Bands(0, 3), by=sofia, now=FRIDAY)
    reference.forget()
    assert counters(opened("ana", "queue"))["next"] == ("Vencen en 3 días hábiles", "1")


def counters(at):
    return {one["code"]: (one["label"], one["count"]) for one in _data(at)["counters"]}


def rows(store, model, **where):
    with store.reading() as look:
        return list(look.exec(select(model).filter_by(**where)))


def account(store, name):
    with store.reading() as look:
        return account_named(look, name).id

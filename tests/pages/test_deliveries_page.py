"""The deliveries as an agent opens them: the board by its address, numbers typed into rows, a courier's list."""

import io
import json
from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import event
from sqlmodel import select

from db.models import Delivery, Event, Inquiry
from desk.accounts import account_named
from desk.deliveries import set_collectable, set_tracking
from desk.inquiries import log_inquiry
from desk.replies import add_note
from rules.problems import InquiryDraft
from tests.pages.conftest import FRIDAY


@pytest.fixture
def passports(store):
    """Three passports of Tijuana without a number since 3 March, one of them with markup in its name."""
    folios = []
    with store.writing() as work:
        for n, name in enumerate(("María Peña López", "José <b>Núñez</b>", "Ana Sol")):
            draft = InquiryDraft(
                client_key=f"p{n}", channel="email", language="es", reason_code="DELIVERY", city_code="TIJ",
                subcase_code="DEL_NO_TRACKING", outcome="promise_made", received_at=FRIDAY, mailbox_code="MB_COURIER",
                visa_issued_on=date(2026, 3, 3 + n % 2), name=name, phone=f"664 123 45{n}7",
            )  # fmt: skip
            folios.append(log_inquiry(work, draft, by=account_named(work, "ana").id, now=FRIDAY).folio)
    return folios


def drawn(at):
    """What the board was given to draw."""
    for element in _all(at._tree):
        proto = getattr(element, "proto", None)
        if proto is not None and "counters" in str(proto):
            return json.loads(proto.json)[0]
    raise AssertionError("no board on the page")


def _all(node):
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _all(child)


def delivery(store, folio):
    with store.reading() as look:
        return look.exec(select(Delivery).join(Inquiry).where(Inquiry.folio == folio)).one()


def events(store, kind):
    with store.reading() as look:
        return len(look.exec(select(Event).where(Event.kind == kind)).all())


def html(at):
    return "\n".join(one.proto.body for one in at.get("html"))


def workbook(*rows):
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def bring(at, name, data):
    at.get("file_uploader")[0].upload(name, data).run()
    assert not at.exception, at.exception
    return at


@pytest.mark.parametrize("who", ["ana", "sofia"])
def test_what_is_missing_longest_is_on_top_with_its_days_and_contact_data_stay_hidden(opened, passports, who):
    shown = drawn(opened(who, "deliveries"))
    assert [row["folio"] for row in shown["rows"]] == [passports[0], passports[2], passports[1]]
    first = shown["rows"][0]
    assert (first["when"], first["kind"], first["city"]) == ("falta, 8 días hábiles", "missing", "Tijuana")
    assert first["track"] and first["settle"] and not first["ready"]
    assert {one["code"]: one["count"] for one in shown["counters"]}["missing"] == "3"
    assert "4567" not in json.dumps(shown)


def test_in_english_the_same_board_speaks_english(opened, passports):
    shown = drawn(opened("berta", "deliveries"))
    assert shown["listing"]["title"] == "No tracking number"
    assert shown["rows"][0]["when"] == "missing, 8 business days"


def test_the_address_chooses_state_and_filters_and_nonsense_in_it_means_nothing(opened, passports):
    assert drawn(opened("ana", "deliveries", state="on_way"))["rows"] == []
    assert len(drawn(opened("ana", "deliveries", state="nonsense", city="<script>", courier="x"))["rows"]) == 3
    empty = drawn(opened("ana", "deliveries", city="MID"))["listing"]
    assert (empty["empty"], empty["cleared"]) == ("No hay nada con estos filtros.", "Quitar los filtros")


def test_a_number_that_is_there_is_masked_and_a_wrong_check_digit_told(opened, passports, store):
    with store.writing() as work:
        set_tracking(work, passports[0], carrier_code="DHL_EXPRESS", tracking_number="3318810026", by=1, now=FRIDAY,
                     version=None)  # fmt: skip
        set_collectable(work, passports[0], on=date(2026, 3, 13), by=1, now=FRIDAY, version=None)
    shown = drawn(opened("ana", "deliveries", state="ready"))
    (row,) = shown["rows"]
    assert row["number"] == "•••• 0026" and "3318810026" not in json.dumps(shown)
    assert "dígito verificador" in row["odd"] and row["when"] == "recoger hasta lun 13 abr"


def test_a_search_finds_in_every_state_and_never_stands_in_the_address(opened, passports):
    at = opened("ana", "deliveries", state="settled")
    at.text_input(key="deliveries_search").set_value("pena lopez").run()
    assert [row["folio"] for row in drawn(at)["rows"]] == [passports[0]]
    assert "pena" not in str(dict(at.query_params)).lower()


def test_a_run_asks_at_most_six_questions(opened, passports, store):
    at, asked = opened("ana", "deliveries"), []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    at.run()
    lists = [one for one in asked if one.startswith("SELECT") and "sign_in" not in one]
    assert 0 < len(lists) <= 6, lists


def test_a_list_is_looked_through_entered_once_and_the_second_time_everything_is_there(opened, passports, store):
    data = workbook(
        ["Reporte de entregas"], ["No. de guía", "Destinatario", "Folio"],
        [3318810025, "MARIA PENA LOPEZ", ""], ["3318810036", "", passports[1]], ["3318810040", "Sol Ana", ""],
        ["=A3+1", "Luz Mar", ""], ["3318810051", "Nadie Conocido", ""],
    )  # fmt: skip
    at = bring(opened("ana", "deliveries", list="1"), "lista.xlsx", data)
    told = html(at)
    for n, said in ((2, "reconocidas"), (1, "por elegir"), (1, "no están en Ventanilla"), (1, "no se pueden leer")):
        assert f"<b>{n}</b>{said}" in told
    assert "La guía es una fórmula" in told and "<b>Núñez" not in told and "3318810025" not in told
    assert [delivery(store, folio).tracking_number for folio in passports] == ["", "", ""], "nothing is written yet"

    (choice,) = [box for box in at.selectbox if box.label == "De quién es la línea 5"]
    choice.set_value(passports[2]).run()
    at.button(key="courier_enter").click().run()
    assert [delivery(store, folio).tracking_number for folio in passports] == ["3318810025", "3318810036", "3318810040"]
    assert {delivery(store, folio).carrier_code for folio in passports} == {"DHL_EXPRESS"}
    assert at.success[0].value == "3 guías registradas\\."
    assert (events(store, "tracking_set"), events(store, "tracking_list_entered")) == (3, 1)
    assert "<b>3</b>ya registradas" in html(at) and "courier_enter" not in [one.key for one in at.button]

    again = bring(opened("sofia", "deliveries", list="1"), "otra vez.xlsx", data)
    assert "<b>3</b>ya registradas" in html(again) and "<b>0</b>por elegir" in html(again)
    assert "courier_enter" not in [one.key for one in again.button]
    assert (events(store, "tracking_set"), events(store, "tracking_list_entered")) == (3, 1)


def test_what_is_pasted_is_read_as_well(opened, passports, store):
    at = opened("ana", "deliveries", list="1")
    at.text_area[0].set_value("3318810025\tAna Sol\n3318810036\tMaría Peña López").run()
    at.button(key="courier_enter").click().run()
    assert delivery(store, passports[2]).tracking_number == "3318810025"


@pytest.mark.parametrize(("name", "data", "said"), [
    ("lista.csv", "Nombre;Teléfono\nAna Sol;6641234567\n".encode(), "Falta una columna con el número de guía"),
    ("lista.csv", b"Guia;Peso\n3318810025;1\n", "Falta una columna con la DS\\-160"),
    ("lista.csv", b"", "vacía"), ("lista.xlsx", b"PK\x03\x04rubbish", "dañado"),
    ("lista.csv", b"%PDF-1.7", "no es una lista"), ("lista.csv", b"1;a\n" * 5_001, "más de 5\\,000 líneas"),
])  # fmt: skip
def test_a_list_that_is_none_is_refused_in_one_sentence_and_nothing_is_done(opened, passports, store, name, data, said):
    at = bring(opened("ana", "deliveries", list="1"), name, data)
    assert len(at.error) == 1 and said in at.error[0].value
    assert [delivery(store, folio).tracking_number for folio in passports] == ["", "", ""]


def test_what_a_colleague_did_after_the_preview_is_left_alone(opened, passports, store):
    at = opened("ana", "deliveries", list="1")
    at.text_area[0].set_value("3318810025\tAna Sol\n3318810036\tMaría Peña López").run()
    with store.writing() as work:
        add_note(work, passports[2], text="Llamó", by=2, now=FRIDAY)
    at.button(key="courier_enter").click().run()
    assert [delivery(store, passports[n]).tracking_number for n in (2, 0)] == ["", "3318810036"]
    assert "1 cambió entretanto" in at.success[0].value
    at.button(key="courier_enter").click().run()  # looked through anew
    assert delivery(store, passports[2]).tracking_number == "3318810025"


def test_the_inquiry_says_until_when_the_courier_keeps_it_and_what_was_done(opened, passports, store):
    with store.writing() as work:
        set_tracking(work, passports[0], carrier_code="DHL_EXPRESS", tracking_number="3318810025", by=1, now=FRIDAY,
                     version=None)  # fmt: skip
        set_collectable(work, passports[0], on=date(2026, 3, 12), by=1, now=FRIDAY, version=None)
    told = html(opened("ana", "inquiry", folio=passports[0]))
    assert "Listos para recoger" in told and "hasta el dom 12 abr" in told
    assert "Listo para recoger" in told and "se guarda hasta dom 12 abr" in told


def test_what_was_chosen_in_one_list_is_not_chosen_in_the_next(opened, passports, store):
    at = opened("ana", "deliveries", list="1")
    at.text_area[0].set_value("Guía;Nombre\n3318810025;Sol Ana\n").run()
    next(box for box in at.selectbox if box.label == "De quién es la línea 2").set_value(passports[2]).run()
    assert "courier_enter" in [one.key for one in at.button]
    at.text_area[0].set_value("Guía;Nombre\n3318810036;Sol Ana\n").run()
    assert "courier_enter" not in [one.key for one in at.button]


def test_back_at_the_board_nothing_of_the_list_is_kept_and_identifiers_were_masked(opened, passports):
    at = opened("ana", "deliveries", list="1")
    at.text_area[0].set_value("Guía;DS-160\n3318810025;AA00TEST42\n").run()
    assert "AA••••••42" in html(at) and "AA00TEST42" not in html(at)
    at.button(key="courier_back").click().run()
    assert len(drawn(at)["rows"]) == 3
    assert "courier_rows" not in at.session_state and "list" not in dict(at.query_params)

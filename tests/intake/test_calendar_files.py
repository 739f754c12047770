"""Calendar files as people bring them: what is read, and one clear sentence for what cannot be."""

from datetime import UTC, date, datetime

import pytest

from intake.ics import IcsDay, read_ics, written_ics
from intake.refusals import NotReadError
from rules.closing_days import Calendar
from rules.ics_review import Standing, review

FILE = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}END:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:{n}\r\n{lines}\r\nEND:VEVENT\r\n"
NOW = datetime(2026, 3, 13, tzinfo=UTC)


def file(*events):
    said = (EVENT.format(n=n, lines="\r\n".join(one)) for n, one in enumerate(events))
    return FILE.format(events="".join(said)).encode()


def on(text, name="Cierre"):
    return f"DTSTART;VALUE=DATE:{text}", f"SUMMARY:{name}"


def test_days_of_a_list_come_by_date_each_once():
    holy = on("20260402", "Jueves Santo")
    found = read_ics(file(holy, on("20260105", "Puente, lunes"), holy))
    assert found == (IcsDay(date(2026, 1, 5), "Puente, lunes"), IcsDay(date(2026, 4, 2), "Jueves Santo"))


def test_an_event_of_several_days_closes_each_and_its_end_is_not_one_of_them():
    found = read_ics(file((*on("20261228"), "DTEND;VALUE=DATE:20261231")))
    assert [day.on.day for day in found] == [28, 29, 30]
    assert len(read_ics(file((*on("20260101"), "DTEND;VALUE=DATE:20270101")))) == 31


def test_an_appointment_counts_on_its_own_local_date_whatever_the_zone():
    (day,) = read_ics(file(("DTSTART;TZID=America/Tijuana:20260316T210000", "SUMMARY:Junta")))
    assert day.on == date(2026, 3, 16)


def test_what_repeats_is_read_once_and_says_so():
    (day,) = read_ics(file((*on("20260914"), "RRULE:FREQ=YEARLY")))
    assert (day.on, day.repeats) == (date(2026, 9, 14), True)


@pytest.mark.parametrize(("data", "code"), [
    (b"", "no_events"), (b"hola", "no_calendar"), (b"\xff\xfe\x00binary\x00", "no_calendar"),
    (FILE.format(events="").encode(), "no_events"),
    (file(("SUMMARY:sin fecha",)), "no_events"),
    (file(*[on("20260402", f"n{n}") for n in range(5_000)]), "too_many_events"),
    (b"x" * 2_000_001, "ics_too_large"),
])  # fmt: skip
def test_what_cannot_be_read_is_one_code(data, code):
    with pytest.raises(NotReadError) as error:
        read_ics(data)
    assert error.value.code == code


def test_what_is_written_is_read_again_as_it_was():
    days = Calendar.named("mission").between(date(2026, 1, 1), date(2026, 12, 31))
    found = read_ics(written_ics(days, english=False, now=NOW))
    assert {(day.on, day.name) for day in found} == {(day.on, day.name_es) for day in days}


def test_each_day_of_a_list_says_how_it_stands():
    days = [(date(2026, 3, 16), "Juárez"), (date(2026, 3, 17), "Cierre"), (date(2026, 3, 17), "Cierre"),
            (date(2026, 3, 14), "Sábado"), (date(2026, 3, 18), "")]  # fmt: skip
    found = review(days, Calendar.named("mission"), source="lista.ics")
    assert [one.standing for one in found] == [
        Standing.CLOSED_ALREADY, Standing.NEW, Standing.TWICE, Standing.WEEKEND, Standing.NO_NAME,
    ]  # fmt: skip
    assert [one.offered for one in found] == [False, True, False, False, False]
    assert found[0].closing.name_es == "Natalicio de Benito Juárez (21 mar)"


def test_card_numbers_in_names_are_never_kept():
    (day,) = read_ics(file(on("20260402", "pago 4111 1111 1111 1111")))
    assert "4111 1111" not in day.name

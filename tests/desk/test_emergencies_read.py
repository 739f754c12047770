"""The open emergencies as their page reads them, and who is on duty."""

from datetime import date

from sqlalchemy import event

from db.models import Duty
from db.queries.emergencies import on_duty, open_emergencies
from desk.replies import record_reply
from rules.emergencies import Half
from tests.cast import NOW, emergency_mail, group_mail, later

VOICE = {"channel": "voicemail", "line_code": "LN_H2_EMERGENCY", "mailbox_code": "", "subject": "", "organisation": ""}


def read(floor, now=NOW):
    with floor.store.reading() as look:
        return open_emergencies(look, now=now, account_id=floor.ana)


def test_open_emergencies_come_by_what_remains_and_the_answered_ones_last(floor):
    tijuana = floor.log(emergency_mail()).folio
    mexico = floor.log(emergency_mail(city_code="MEX")).folio  # its day ends two hours earlier
    answered = floor.log(emergency_mail()).folio
    closed = floor.log(emergency_mail()).folio
    plain = floor.log(group_mail()).folio
    floor.do(record_reply, answered, channel="phone", now=later(hours=1), version=None)
    floor.do(record_reply, closed, channel="phone", now=later(hours=1), version=None, then="closed")
    found = {one.row.folio: one for one in read(floor)}
    order = [folio for folio in found if folio in (tijuana, mexico, answered)]
    assert order == [mexico, tijuana, answered]
    assert not {closed, plain} & found.keys()
    assert (found[tijuana].clock.started_at, found[answered].clock) == (NOW, None)


def test_what_is_known_of_a_half_that_came_alone_is_there_to_compare(floor):
    folio = floor.log(emergency_mail(**VOICE, callback_phone="664 231 7808", name="Rosa Vega")).folio
    half = next(one for one in read(floor) if one.row.folio == folio).alone
    assert (half.half, half.at, half.phones) == (Half.VOICEMAIL, NOW, {"6642317808"})


def test_open_emergencies_take_three_queries_however_many_there_are(floor):
    for _ in range(5):
        floor.log(emergency_mail())
    read(floor)
    asked = []
    event.listen(floor.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    read(floor)
    assert len([one for one in asked if one.startswith("SELECT")]) <= 4


def test_whoever_is_on_duty_is_so_from_the_first_day_to_the_last(floor):
    with floor.store.writing() as work:
        for who, first, last in (("ana", 10, 13), ("berta", 13, None)):
            until = date(2026, 3, last) if last else None
            work.add(Duty(promise_code="P_H2_EMERG_NBD", account_id=getattr(floor, who), holds_to=until,
                          holds_from=date(2026, 3, first)))  # fmt: skip
    with floor.store.reading() as look:
        days = {day: on_duty(look, "P_H2_EMERG_NBD", date(2026, 3, day)) for day in (9, 10, 13, 14)}
    assert days == {9: (), 10: ("Ana",), 13: ("Ana", "Berta"), 14: ("Berta",)}

"""The pair of an H2 emergency: which half came first, and what it lacks."""

import pytest

from desk.emergencies import complete_emergency, join_mail, join_voicemail
from desk.errors import DeskError
from desk.replies import record_reply
from tests.cast import NOW, draft, emergency_mail, group_mail, later

SUBJECT = "Emergencia"


def voicemail(floor, **given):
    usual = {"channel": "voicemail", "line_code": "LN_H2_EMERGENCY", "mailbox_code": "", "organisation": ""}
    return floor.log(emergency_mail(**(usual | {"subject": ""} | given)))


def test_a_mail_with_emergencia_is_an_emergency_whatever_was_chosen(floor):
    folio = floor.log(group_mail(subject="EMERGENCIAS del grupo")).folio
    assert floor.inquiry(folio).subcase_code == "GRP_H2_EMERGENCY"
    assert floor.of(folio).emergency.mail_at == NOW


def test_the_voice_mail_that_follows_joins_its_mail_and_the_clock_goes_on_from_the_mail(floor):
    folio = floor.log(emergency_mail()).folio
    floor.do(
        join_voicemail, folio, at=later(hours=1), now=later(hours=2), version=None, reason="Accidente",
        callback_phone="664 231 7808",
    )  # fmt: skip
    pair = floor.of(folio).emergency
    assert (pair.mail_at, pair.voicemail_at, pair.reason) == (NOW, later(hours=1), "Accidente")
    assert (pair.company, pair.callback_digits) == ("Agrícola del Norte", "6642317808")
    assert [d.started_at for d in floor.owed(folio)] == [NOW]


def test_a_voice_mail_alone_is_owed_an_answer_and_says_what_is_missing(floor):
    folio = voicemail(floor).folio
    pair = floor.of(folio).emergency
    assert [d.started_at for d in floor.owed(folio)] == [NOW]
    assert (pair.mail_at, pair.voicemail_at, pair.company, pair.callback_phone) == (None, NOW, "", "")


def test_the_mail_that_comes_after_the_voice_mail_moves_the_clock_to_the_mail(floor):
    folio = voicemail(floor).folio
    floor.do(join_mail, folio, at=later(hours=3), subject=SUBJECT, now=later(hours=3), version=None)
    first, second = floor.of(folio).deadlines
    assert (first.ended_why, second.started_at, second.ended_at) == ("counts_from_mail", later(hours=3), None)


def test_a_half_that_comes_after_the_answer_is_owed_one_and_opens_what_was_closed(floor):
    folio = floor.log(emergency_mail()).folio
    floor.do(record_reply, folio, channel="phone", now=later(hours=1), version=None, then="closed")
    assert floor.inquiry(folio).status == "closed"
    floor.do(join_voicemail, folio, at=later(hours=2), now=later(hours=2), version=None)
    assert (floor.inquiry(folio).status, len(floor.owed(folio))) == ("open", 1)


def test_what_is_said_later_completes_the_pair_and_silence_erases_nothing(floor):
    folio = voicemail(floor).folio
    floor.do(complete_emergency, folio, company="  Agrícola  del Norte ", version=None)
    floor.do(complete_emergency, folio, reason="Accidente", company=" ", version=None)
    pair = floor.of(folio).emergency
    assert (pair.company, pair.reason) == ("Agrícola del Norte", "Accidente")


def test_half_an_emergency_cannot_come_from_the_future_nor_join_what_is_none(floor):
    folio, other = floor.log(emergency_mail()).folio, floor.log(draft()).folio
    with pytest.raises(DeskError, match="future"):
        floor.do(join_voicemail, folio, at=later(seconds=1), version=None)
    with pytest.raises(DeskError, match="no_emergency"):
        floor.do(join_mail, other, at=NOW, subject=SUBJECT, version=None)

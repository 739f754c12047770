"""The H2 emergency: the mail starts the clock, the voice mail may complete it."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.emergencies import Detail, EmergencyHalves, Half, emergency_start

MAIL = datetime(2026, 3, 13, 22, tzinfo=UTC)
VOICE = MAIL + timedelta(hours=2)
BEFORE = MAIL - timedelta(hours=2)


@pytest.mark.parametrize(("mail_at", "voicemail_at", "start"), [
    (MAIL, None, MAIL), (MAIL, VOICE, MAIL), (MAIL, BEFORE, MAIL), (None, VOICE, VOICE), (None, None, None),
])  # fmt: skip
def test_the_clock_counts_from_the_mail_and_from_the_voice_mail_only_while_there_is_none(mail_at, voicemail_at, start):
    assert emergency_start(mail_at=mail_at, voicemail_at=voicemail_at) == start
    assert EmergencyHalves(mail_at=mail_at, voicemail_at=voicemail_at).starts_at == start


@pytest.mark.parametrize(("given", "missing"), [
    ({}, (Half.MAIL, Half.VOICEMAIL)), ({"mail_at": MAIL}, (Half.VOICEMAIL,)), ({"voicemail_at": VOICE}, (Half.MAIL,)),
    ({"mail_at": MAIL, "voicemail_at": VOICE}, ()),
])  # fmt: skip
def test_it_says_which_half_has_not_come(given, missing):
    assert EmergencyHalves(**given).missing_halves == missing


def test_it_says_what_nobody_has_told_yet_and_blanks_tell_nothing():
    assert EmergencyHalves().missing_details == (Detail.REASON, Detail.COMPANY, Detail.CALLBACK)
    assert EmergencyHalves(reason="Visa", company=" \n", callback="55 1234 5678").missing_details == (Detail.COMPANY,)
    assert EmergencyHalves(reason="a", company="b", callback="c").missing_details == ()


def test_the_start_is_told_in_utc_and_needs_its_zone():
    there = MAIL.astimezone(tz=None)
    assert emergency_start(mail_at=there, voicemail_at=None).utcoffset() == timedelta(0)
    with pytest.raises(ValueError, match="naive"):
        emergency_start(mail_at=datetime(2026, 3, 13), voicemail_at=None)

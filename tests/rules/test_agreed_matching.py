"""Which voice mail may belong to which mail: reasons that an agent can judge, and nothing joined by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.emergencies import Half
from rules.matching import Alone, Sign, phones_of, same_company, suggest

NOON = datetime(2026, 3, 13, 19, 0, tzinfo=UTC)


def mail(folio="M", *, at=NOON, phone="664 123 4567", company="Agrícola del Norte, S.A. de C.V."):
    return Alone(folio=folio, half=Half.MAIL, at=at, phones=phones_of(phone), company=company)


def voice(folio="V", *, minutes=12, phone="", company=""):
    at = NOON + timedelta(minutes=minutes)
    return Alone(folio=folio, half=Half.VOICEMAIL, at=at, phones=phones_of(phone), company=company)


def signs(*halves):
    return [match.signs for match in suggest(halves)]


def test_the_same_telephone_twelve_minutes_later_is_suggested_with_its_reasons():
    (match,) = suggest([mail(), voice(phone="+52 1 664 123 45 67")])
    assert (match.mail, match.voicemail, match.apart) == ("M", "V", timedelta(minutes=12))
    assert match.signs == (Sign.PHONE, Sign.NEAR)


def test_the_same_company_a_day_later_is_suggested_and_four_days_later_is_not():
    assert signs(mail(), voice(company="AGRICOLA DEL NORTE", minutes=24 * 60)) == [(Sign.COMPANY,)]
    assert signs(mail(), voice(company="AGRICOLA DEL NORTE", minutes=4 * 24 * 60)) == []


def test_a_voice_mail_that_came_first_may_belong_to_the_mail_too():
    (match,) = suggest([mail(), voice(phone="6641234567", minutes=-30)])
    assert match.apart == timedelta(minutes=-30)


@pytest.mark.parametrize(("minutes", "company", "suggested"), [
    (60, "", True), (61, "", False), (12, "Pesquera del Sur", False),
])  # fmt: skip
def test_time_alone_suggests_within_an_hour_unless_the_company_is_another(minutes, company, suggested):
    assert bool(signs(mail(), voice(minutes=minutes, company=company))) is suggested


def test_the_telephone_comes_before_the_company_and_the_company_before_the_time():
    halves = [
        mail("by time", company="", phone=""), mail("by phone", company="Otra", phone="664 555 0000"),
        mail("by company", phone="", company="Del Norte Agrícola"),
    ]  # fmt: skip
    found = suggest([*halves, voice(phone="664 555 0000", company="Agrícola del Norte")])
    assert [match.mail for match in found] == ["by phone", "by company"]


def test_a_half_is_suggested_for_two_others_at_most():
    found = suggest([*(mail(f"M{n}") for n in range(5)), voice(phone="664 123 4567")])
    assert len(found) == 2


def test_two_mails_or_two_voice_mails_are_never_one_emergency():
    assert signs(mail("M1"), mail("M2")) == signs(voice("V1"), voice("V2")) == []


@pytest.mark.parametrize(("one", "other", "same"), [
    ("Agrícola del Norte", "AGRICOLA DEL NORTE SPR DE RL", True), ("Agrícola del Norte", "Norte", True),
    ("Agrícola del Norte", "Agrícola del Sur", False), ("S.A. de C.V.", "S.A. de C.V.", False), ("", "Norte", False),
])  # fmt: skip
def test_companies_are_compared_without_accents_and_legal_forms(one, other, same):
    assert same_company(one, other) is same_company(other, one) is same


def test_a_few_digits_are_no_telephone():
    assert phones_of("12345", "", "664 123 4567") == {"6641234567"}

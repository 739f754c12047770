"""Where a mail belongs: its mailbox, its plus-tags, and the word "emergencia" in its subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.routing import Address, MailboxRule, hints_emergency, is_emergency_subject, read_address, route
from seed.tables import rows

H2 = "MB_GRP_H2"
BOXES = [
    MailboxRule(row["mailbox_code"], row["address"], tuple(row["reason_codes"].split(";"))) for row in rows("mailboxes")
]
PAY, H2_BOX = "mexico_contactus+mx+mrv+es@visaops.net", "Group_Processing_MEXH2@visaops.net"


def sent(*recipients, subject="Consulta"):
    return route(recipients, subject=subject, mailboxes=BOXES, h2=H2)


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.code)
def test_a_mail_to_each_mailbox_arrives_with_its_first_reason(box):
    found = sent(box.address)
    assert (found.mailbox_code, found.reason_code) == (box.code, box.reason_codes[0])


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.code)
@pytest.mark.parametrize(
    "written", [str.upper, str.lower, "Centro de ayuda <{}>".format, '"Visas, México" <{}>'.format]
)
def test_case_and_the_name_beside_an_address_do_not_matter(box, written):
    assert sent(written(box.address)).mailbox_code == box.code


def test_the_plus_tags_are_country_topic_and_language():
    assert read_address(PAY) == Address(
        base="mexico_contactus@visaops.net", country="mx", topic="mrv", language="es", tags=("mx", "mrv", "es")
    )


def test_an_address_without_tags_has_none():
    assert read_address(H2_BOX) == Address(base="group_processing_mexh2@visaops.net")


@pytest.mark.parametrize(("address", "code", "language"), [
    ("mexico_contactus+mx+mrv+en@visaops.net", "MB_PAY", "en"),
    ("mexico_contactus+mx+courier@visaops.net", "MB_COURIER", ""),
    ("mexico_contactus+courier+es@visaops.net", "MB_COURIER", "es"),
])  # fmt: skip
def test_another_language_tag_is_still_the_same_mailbox(address, code, language):
    found = sent(address)
    assert (found.mailbox_code, found.language) == (code, language)


@pytest.mark.parametrize("address", [
    "mexico_contactus+mx+lottery+es@visaops.net", "mexico_contactus@visaops.net", "mexico_contactus+mx@visaops.net",
    "someone@example.com", "", "no address", "@", "mrv@example.net <mexico>", "mexico_contactus+mx+mrv+es@example.net",
])  # fmt: skip
def test_what_is_none_of_our_addresses_goes_nowhere(address):
    assert sent(address) is None


def test_the_first_recipient_that_is_ours_decides():
    found = sent("ana@example.com", PAY, H2_BOX)
    assert (found.mailbox_code, found.emergency) == ("MB_PAY", False)


@pytest.mark.parametrize("subject", [
    "emergencia", "EMERGENCIA", "Emergencia: 40 trabajadores", "RE: emergencia", "FW: RE: Emergencia H2",
    "RV: emergencia", "Re:emergencia", "[Externo] emergencia", "Grupo 12 - emergencias", "¡EMERGENCIA!",
    "\u201cemergencia\u201d", "E\u0301mergencia", "EMERG\u00c9NCIA", "ｅｍｅｒｇｅｎｃｉａ", "H2/emergencia",
])  # fmt: skip
def test_a_subject_that_says_emergencia_is_an_emergency(subject):
    assert is_emergency_subject(subject)
    assert not hints_emergency(subject)


@pytest.mark.parametrize("subject", [
    "urgente", "URGENTE: grupo", "emergency", "Emergency request", "emergencies", "asap please", "Urgent", "urgencia",
])  # fmt: skip
def test_urgente_and_emergency_only_ask_the_agent_to_look(subject):
    assert not is_emergency_subject(subject)
    assert hints_emergency(subject)


@pytest.mark.parametrize("subject", ["", "Consulta", "noemergencia", "preemergencia", "emerg encia", "emergente",
                                     "insurgentes 45"])  # fmt: skip
def test_other_words_are_neither(subject):
    assert not is_emergency_subject(subject)
    assert not hints_emergency(subject)


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.code)
def test_only_at_the_h2_mailbox_does_the_word_start_an_emergency(box):
    assert sent(box.address, subject="Emergencia").emergency is (box.code == H2)
    assert sent(box.address, subject="URGENTE").hint is (box.code == H2)


@given(st.text(max_size=60), st.sampled_from(["RE: ", "FW: ", "Rv: ", "", "¿", "(", "- "]))
def test_emergencia_at_a_words_start_is_found_whatever_surrounds_it(rest, before):
    assert is_emergency_subject(f"{before}EmergEncia {rest}")


@given(st.text(max_size=80))
def test_no_header_breaks_the_reading(text):
    read_address(text)
    sent(text, subject=text)

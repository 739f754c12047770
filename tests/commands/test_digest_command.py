"""`ventanilla digest`: shown or sent from the server; `ventanilla user` says to whom."""

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from cli import app
from config import settings
from db.models import Account, DigestSent, Event
from db.queries import calendar, reference
from desk.digests import claim_digest
from tests.cast import furnished_floor
from tests.watch.post import mail_server_of_ours
from tests.watch.test_digest import THURSDAY, late_mail

SUNDAY = "2026-03-15T10:00:00-06:00"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    for kept in (calendar, reference):
        kept.forget()
    monkeypatch.setenv("VENTANILLA_FROZEN_NOW", THURSDAY.isoformat())
    settings.cache_clear()
    made = furnished_floor(f"sqlite:///{tmp_path / 'desk.db'}")
    yield made
    made.store.close()
    settings.cache_clear()


def run(desk, *words):
    return CliRunner().invoke(app, [*words, "--database", str(desk.store.url)])


def test_the_dry_run_shows_the_letter_and_sends_nothing(desk):
    folio = desk.log(late_mail()).folio
    assert run(desk, "user", "email", "sofia", "sofia@example.org").output == "sofia recibe el resumen.\n"
    shown = run(desk, "digest", "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert "Ventanilla, jue 19 mar: vencidas 1, vencen hoy 0" in shown.output
    assert folio in shown.output and "hace 5 días hábiles" in shown.output and "Agrícola" not in shown.output
    assert "1 supervisor tiene correo, 1 sin avisar hoy. No se envió nada." in shown.output
    assert desk.rows(DigestSent) == []


def test_on_a_sunday_it_is_shown_and_refuses_to_be_sent(desk, monkeypatch):
    monkeypatch.setenv("VENTANILLA_FROZEN_NOW", SUNDAY)
    monkeypatch.setenv("VENTANILLA_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("VENTANILLA_SMTP_FROM", "desk@example.org")
    settings.cache_clear()
    assert "un día inhábil: ahora no se avisa a nadie" in run(desk, "digest", "--dry-run").output
    sent = run(desk, "digest")
    assert sent.exit_code == 2 and "un día inhábil" in sent.output


def test_it_is_sent_once_and_says_so(desk, monkeypatch):
    assert "VENTANILLA_SMTP_HOST está vacío" in run(desk, "digest").output
    with mail_server_of_ours() as post:
        for name, value in (("HOST", "127.0.0.1"), ("PORT", str(post.port)), ("STARTTLS", "false"),
                            ("FROM", "desk@example.org")):  # fmt: skip
            monkeypatch.setenv(f"VENTANILLA_SMTP_{name}", value)
        settings.cache_clear()
        assert "Ningún supervisor tiene correo" in run(desk, "digest").output
        run(desk, "user", "email", "sofia", "sofia@example.org")
        assert [run(desk, "digest").output for _ in range(2)] == [
            "1 mensaje enviado.\n", "Hoy ya se avisó a todos.\n"]  # fmt: skip
        assert len(post.mails) == 1


def test_the_doctor_tells_who_did_not_get_todays_digest(desk, monkeypatch):
    def told(clock="09:30"):
        monkeypatch.setenv("VENTANILLA_FROZEN_NOW", f"2026-03-19T{clock}:00-06:00")
        settings.cache_clear()
        return run(desk, "doctor").output.split("resumen de hoy", 1)[1:]

    assert told() == []
    monkeypatch.setenv("VENTANILLA_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("VENTANILLA_SMTP_FROM", "desk@example.org")
    assert "ventanilla user email" in told()[0]
    run(desk, "user", "email", "sofia", "sofia@example.org")
    assert "sofia" in told()[0] and "sofia" not in told("08:30")[0] and "sofia" not in told("07:00")[0]
    with desk.store.writing() as work:
        claim_digest(work, desk.sofia, on=THURSDAY.date(), now=THURSDAY)
    assert "sofia" not in told()[0]


def test_an_account_is_made_with_its_address_and_the_event_does_not_repeat_it(desk):
    made = run(desk, "user", "add", "mario", "--role", "supervisor", "--email", "mario@example.org", "--generate")
    assert made.exit_code == 0, made.output
    assert desk.rows(Account, name="mario")[0].email == "mario@example.org"
    assert run(desk, "user", "email", "mario").output == "mario no recibe correo.\n"
    told = [event.details["given"] for event in desk.rows(Event, kind="email_set")]
    assert told == [True, False]
    with desk.store.reading() as look:
        assert "example.org" not in str([event.details for event in look.exec(select(Event))])


def test_what_is_no_address_is_refused(desk):
    for email in ("mario", "a@b", "a@b.cc\nBcc: x@y.zz", "señora@example.org", "a b@example.org"):
        refused = run(desk, "user", "email", "sofia", email)
        assert refused.exit_code == 2 and "no parece una dirección" in refused.output, email
    assert desk.rows(Account, name="sofia")[0].email == ""

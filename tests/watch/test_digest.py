"""The digest: what is in it and in which order, when it goes out, once, through a real mail server, without a name."""

import logging
import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

import db
from config import Settings
from db.engine import Store
from db.models import Account, DigestSent, Event
from db.queries import calendar, colleagues, reference
from desk.accounts import deactivate
from desk.addresses import set_email
from rules.closing_days import Calendar
from rules.digest import MOST, Line, Part, day_to_tell, section
from tests.cast import NOW, Floor, emergency_mail, group_mail, passport, people
from tests.copied import furnished
from tests.watch.post import mail_server_of_ours, settings_for
from watch import rounds
from watch.chores import Chores
from watch.digest import Post, compose, day_of, send
from watch.letter import as_text, letter

MEXICO = ZoneInfo("America/Mexico_City")
MISSION = Calendar.named("mission")
THURSDAY = datetime(2026, 3, 19, 14, 30, tzinfo=UTC)
"""8:30 in Mexico City; what was logged on Friday 13 is due today at 20:00 (Monday 16 is a holiday)."""
ON = date(2026, 3, 19)
SOFIA, MARIO = "sofia@example.org", "mario@example.org"


def readers(store):
    """The cast, a second supervisor who reads English, and where their mail goes."""
    cast = people(store)
    with store.writing() as work:
        work.add(Account(name="mario", display_name="Mario", password_hash="-", role="supervisor", language="en",
                         created_at=NOW))  # fmt: skip
        work.flush()
        for name, email in (("sofia", SOFIA), ("mario", MARIO), ("ana", "ana@example.org")):
            account = work.exec(select(Account).where(Account.name == name)).one()
            set_email(work, account, email=email, now=NOW)
    return cast


@pytest.fixture
def desk(tmp_path):
    for kept in (calendar, colleagues, reference):
        kept.forget()
    floor = Floor(*furnished(f"sqlite:///{tmp_path / 'desk.db'}", readers))
    yield floor
    floor.store.close()


@pytest.fixture(scope="module")
def running():
    with mail_server_of_ours() as kept:
        yield kept


@pytest.fixture
def post(running):
    running.mails.clear()
    running.refuses.clear()
    running.answer = "250 OK"
    return running


def late_mail(**given):
    return group_mail(received_at=NOW - timedelta(days=7), **given)


def sent_to(store):
    with store.reading() as look:
        return len(look.exec(select(DigestSent)).all())


# What goes in, and when


def line(folio, since):
    return Line(folio, since, "America/Tijuana", "GRP_H2_INFO", "TIJ")


def test_the_most_delayed_comes_first_and_what_is_too_much_is_counted():
    lines = [line(f"26-{n:06}-0", THURSDAY - timedelta(hours=n)) for n in range(MOST + 3)]
    told = section(Part.OVERDUE, lines, total=40)
    assert [one.folio for one in told.lines][:2] == ["26-000022-0", "26-000021-0"]
    assert (len(told.lines), told.left_out) == (MOST, 20)


@pytest.mark.parametrize(("day", "hour", "minute", "tells"), [
    (19, 7, 59, False), (19, 8, 0, True), (19, 19, 59, True), (19, 20, 0, False),
    (14, 9, 0, False), (16, 9, 0, False), (17, 9, 0, True),
])  # fmt: skip
def test_it_is_told_in_the_desks_working_hours_and_never_on_a_weekend_or_closing_day(day, hour, minute, tells):
    now = datetime(2026, 3, day, hour, minute, tzinfo=MEXICO)
    told = day_to_tell(now, zone="America/Mexico_City", calendar=MISSION)
    assert told == (date(2026, 3, day) if tells else None)


def test_the_morning_is_that_of_the_desks_own_zone(desk):
    given = settings_for(25)
    assert day_of(desk.store, given, now=datetime(2026, 3, 19, 13, 59, tzinfo=UTC)) is None
    assert day_of(desk.store, given, now=datetime(2026, 3, 20, 1, 59, tzinfo=UTC)) == ON  # 19:59, the 20th in UTC


def test_its_figures_are_those_of_the_queues(desk):
    overdue = desk.log(late_mail()).folio
    today = desk.log(group_mail()).folio
    missing = desk.log(passport()).folio
    told, _ = compose(desk.store, settings_for(25), on=ON, now=THURSDAY)
    found = {part.part: [one.folio for one in part.lines] for part in told.sections}
    assert found == {Part.OVERDUE: [overdue], Part.TODAY: [today], Part.NEXT: [], Part.MISSING: [missing]}
    assert [told.total(part) for part in Part] == [1, 1, 0, 1]


# How it reads


def test_every_supervisor_reads_it_in_their_own_language(desk, post):
    folio = desk.log(late_mail()).folio
    assert send(desk.store, settings_for(post.port), on=ON, now=THURSDAY).sent == 2
    spanish, english = post.of(SOFIA)[0], post.of(MARIO)[0]
    assert spanish["Subject"] == "Ventanilla, jue 19 mar: vencidas 1, vencen hoy 0"
    assert english["Subject"] == "Ventanilla, Thu Mar 19: overdue 1, due today 0"
    text = spanish.get_body(("plain",)).get_content()
    assert "Respuestas vencidas: 1" in text
    assert f"{folio}  hace 5 días hábiles (mié 11 mar, 20:00)  H2: procedimientos" in text
    assert "Tijuana" in text
    page = english.get_body(("html",)).get_content()
    assert f'<a href="https://desk.example.org/inquiry?folio={folio}">{folio}</a>' in page
    assert (spanish["Content-Language"], spanish["Auto-Submitted"]) == ("es", "auto-generated")


def test_no_name_no_organisation_and_no_contact_data_leave_the_desk(desk, post):
    secrets = {"name": "Rosa Ibarra", "phone": "664 231 7808", "email": "rosa@agricola.mx", "notes": "llorando",
               "organisation": "Agrícola <b>del</b> Norte", "subject": "EMERGENCIA: Rosa"}  # fmt: skip
    desk.log(emergency_mail(received_at=NOW - timedelta(days=7), **secrets))
    send(desk.store, settings_for(post.port), on=ON, now=THURSDAY)
    told = post.of(SOFIA)[0]
    for part in ("plain", "html"):
        shown = told.get_body((part,)).get_content()
        assert "Emergencia" in shown and "Tijuana" in shown
        assert not [word for word in ("Rosa", "Ibarra", "664", "7808", "rosa@", "llorando", "Agr", "<b>") if word in
                    shown]  # fmt: skip


def test_a_calm_morning_is_told_too(desk, post):
    send(desk.store, settings_for(post.port), on=ON, now=THURSDAY)
    assert post.of(SOFIA)[0]["Subject"] == "Ventanilla, jue 19 mar: nada está atrasado"
    assert "Nada está atrasado" in post.of(SOFIA)[0].get_body(("plain",)).get_content()


def test_a_desk_without_an_address_of_its_own_sends_no_links(desk):
    desk.log(late_mail())
    told, by = compose(desk.store, settings_for(25, public_url=""), on=ON, now=THURSDAY)
    assert "http" not in as_text(told, by)
    assert "href" not in letter(told, by, to=SOFIA, lang="es", number_of_reader=1).as_string()


# Once, to whom, and what becomes of a failure


def test_agents_those_without_an_address_and_those_who_left_get_none(desk, post):
    with desk.store.writing() as work:
        deactivate(work, work.exec(select(Account).where(Account.name == "mario")).one(), now=NOW)
    send(desk.store, settings_for(post.port), on=ON, now=THURSDAY)
    assert [to for to, _ in post.mails] == [[SOFIA]]


def test_one_message_a_day_for_each_and_the_event_tells_that_it_went_out(desk, post):
    given = settings_for(post.port)
    assert [send(desk.store, given, on=ON, now=THURSDAY).sent for _ in range(3)] == [2, 0, 0]
    assert send(desk.store, given, on=date(2026, 3, 20), now=THURSDAY + timedelta(days=1)).sent == 2
    with desk.store.reading() as look:
        told = look.exec(select(Event).where(Event.kind == "digest_sent")).all()
    assert [event.details["day"] for event in told] == ["2026-03-19"] * 2 + ["2026-03-20"] * 2
    assert "example.org" not in str([event.details for event in told])


def test_two_processes_at_the_same_moment_send_it_once(desk, post):
    given, other = settings_for(post.port), Store(str(desk.store.url))
    begin = threading.Barrier(2)

    def run(store):
        begin.wait()
        send(store, given, on=ON, now=THURSDAY)

    both = [threading.Thread(target=run, args=(store,)) for store in (desk.store, other)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    other.close()
    assert (len(post.of(SOFIA)), len(post.of(MARIO)), sent_to(desk.store)) == (1, 1, 2)


def test_an_address_the_server_does_not_know_keeps_nobody_else_from_it(desk, post):
    post.refuses.add(MARIO)
    done = send(desk.store, settings_for(post.port), on=ON, now=THURSDAY)
    assert (done.sent, done.failed, sent_to(desk.store)) == (1, ["SMTPRecipientsRefused"], 1)
    post.refuses.clear()
    assert send(desk.store, settings_for(post.port), on=ON, now=THURSDAY).sent == 1
    assert (len(post.of(SOFIA)), len(post.of(MARIO))) == (1, 1)


def test_a_failure_is_told_without_what_the_server_said_and_tried_again_later(desk, post, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("ventanilla"), "propagate", True)
    chore, given, now = Post(), settings_for(post.port), THURSDAY
    post.answer = "451 sofia@example.org must wait"
    assert chore.round(desk.store, given, now=now).failed
    assert chore.round(desk.store, given, now=now + timedelta(minutes=1)) is None
    assert chore.round(desk.store, given, now=now + timedelta(minutes=2)).failed
    assert chore.round(desk.store, given, now=now + timedelta(minutes=5)) is None
    post.answer = "250 OK"
    assert chore.round(desk.store, given, now=now + timedelta(minutes=6)).sent == 2
    assert "digest not sent: 2 (SMTPDataError); next try in 2 minutes" in caplog.text
    assert "example.org" not in caplog.text and "must wait" not in caplog.text


def test_a_server_that_is_not_there_claims_nobody(desk):
    done = send(desk.store, settings_for(1), on=ON, now=THURSDAY)
    assert (done.sent, done.failed, sent_to(desk.store)) == (0, ["ConnectionRefusedError"], 0)


@pytest.mark.parametrize("user", [{}, {"smtp_user": "desk", "smtp_password": "horse"}])
def test_a_server_without_tls_gets_neither_password_nor_message(desk, post, user):
    given = settings_for(post.port, smtp_starttls=True, **user)
    assert send(desk.store, given, on=ON, now=THURSDAY).failed == ["SMTPNotSupportedError"]
    assert post.mails == []


def test_outside_the_working_day_and_without_a_server_nothing_is_asked(desk, post):
    given, sunday = settings_for(post.port), datetime(2026, 3, 15, 16, tzinfo=UTC)
    assert Post().round(desk.store, given, now=sunday) is None
    assert Post().round(desk.store, Settings(_env_file=None), now=THURSDAY) is None
    assert (post.mails, sent_to(desk.store)) == ([], 0)


@pytest.mark.parametrize(("given", "said"), [
    ({"smtp_from": ""}, "SMTP_FROM"), ({"smtp_from": "desk@example.org\nBcc: x@y.zz"}, "SMTP_FROM"),
    ({"smtp_password": "horse", "smtp_starttls": False}, "clear text"), ({"public_url": "javascript:1"}, "PUBLIC_URL"),
])  # fmt: skip
def test_settings_that_would_send_badly_are_refused_at_the_start(given, said):
    with pytest.raises(ValueError, match=said):
        settings_for(25, **given)


def test_the_password_is_in_no_text_of_the_settings():
    assert "horse" not in repr(settings_for(25, smtp_password="horse", smtp_starttls=True))


def test_of_two_processes_the_leader_sends_and_the_other_leaves_it(desk, post, monkeypatch):
    monkeypatch.setattr(rounds, "settings", lambda: settings_for(post.port, frozen_now=THURSDAY))
    leader, follower = (Chores("America/Mexico_City", ON) for _ in range(2))
    used = db.use(str(desk.store.url))
    try:
        assert leader.leader.is_me(used)
        rounds.carry(follower, Post())
        assert post.mails == []
        rounds.carry(leader, Post())
        assert len(post.mails) == 2
    finally:
        leader.leader.step_down()
        follower.leader.step_down()
        used.close()


def test_a_bug_in_the_digest_is_told_in_the_log_and_ends_nothing(desk, monkeypatch, caplog):
    monkeypatch.setattr(logging.getLogger("ventanilla"), "propagate", True)
    used, chores = db.use(str(desk.store.url)), Chores("America/Mexico_City", ON)
    broken = Post()
    broken.round = None
    rounds.carry(chores, broken)
    chores.leader.step_down()
    used.close()
    assert "the digest failed: reference=" in caplog.text

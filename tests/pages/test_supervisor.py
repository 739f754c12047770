"""The supervisor's day and the volumes on a believable desk: every figure is what a count of the rows says."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, select
from sqlmodel import col

import db
from config import settings
from db.models import Account, Deadline, Inquiry
from db.queries import calendar, reference, reports_then
from db.queries.reports import Span, volumes
from db.queries.reports_flow import open_by_day
from db.queries.reports_then import counted_then
from db.queries.tallies import counted, recount
from rules.zones import local_date
from seed.making import Story, make

WEDNESDAY = datetime(2026, 3, 11, 19, tzinfo=UTC)
TODAY = local_date(WEDNESDAY, "America/Mexico_City")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "desk.db"
    make(f"sqlite:///{path}", Story.DEMO, now=WEDNESDAY, seed=7, inquiries=900)
    return path


@pytest.fixture
def store(made, tmp_path, monkeypatch):
    """The demo desk in use, its clock standing; the `opened` fixture opens its pages."""
    monkeypatch.setenv("VENTANILLA_FROZEN_NOW", WEDNESDAY.isoformat())
    settings.cache_clear()
    shutil.copy(made, tmp_path / "desk.db")
    used = db.use(f"sqlite:///{tmp_path / 'desk.db'}")
    calendar.forget()
    reference.forget()
    yield used
    used.close()
    settings.cache_clear()


def shown(at):
    return "\n".join(one.proto.body for one in at.get("html"))


def asked_by(store, open_page):
    """How often a page asks the database, the reference data and the sign-in aside."""
    asked = []

    def hear(_connection, _cursor, statement, *_):
        if "sign_in" not in statement and statement.lstrip().startswith(("SELECT", "WITH")):
            asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", hear)
    try:
        open_page()
    finally:
        event.remove(store.engine, "before_cursor_execute", hear)
    return asked


def test_the_day_shows_how_many_are_overdue_as_a_count_of_them_says(opened, store):
    with store.reading() as look:
        late = look.scalar(select(func.count(func.distinct(col(Deadline.inquiry_id)))).where(
            col(Deadline.met_at).is_(None), col(Deadline.ended_at).is_(None), col(Deadline.due_at) < WEDNESDAY
        ))  # fmt: skip
    assert late
    at = opened("sofia", now=WEDNESDAY)
    assert f"</span>{late}</p>" in shown(at)
    assert "Vencidas" in "".join(one.proto.label for one in at.get("page_link"))


def test_the_day_and_the_volumes_ask_the_database_a_handful_of_times(opened, store):
    opened("sofia", now=WEDNESDAY)  # the reference data and the calendar are in memory now
    assert len(asked_by(store, lambda: opened("sofia", now=WEDNESDAY))) <= 2 * 6
    assert len(asked_by(store, lambda: opened("sofia", "volumes", now=WEDNESDAY))) <= 3 * 6


def test_the_day_never_walks_a_whole_table(opened, store):
    """Its cost would grow with the years, every thirty seconds, on every supervisor's screen."""
    opened("sofia", now=WEDNESDAY)
    plans = []

    def explain(connection, cursor, statement, parameters, *_):
        signing_in = "sign_in" in statement or statement.startswith("SELECT seal")  # one row, the newest
        if statement.lstrip().startswith(("SELECT", "WITH")) and not signing_in:
            found = cursor.connection.cursor()
            found.execute("EXPLAIN QUERY PLAN " + statement, parameters)
            plans.extend(row[3] for row in found.fetchall())

    event.listen(store.engine, "after_cursor_execute", explain)
    try:
        opened("sofia", now=WEDNESDAY)
    finally:
        event.remove(store.engine, "after_cursor_execute", explain)
    assert plans
    walked = [plan for plan in plans if plan.startswith("SCAN")
              and plan.split()[1] in {"inquiry", "deadline", "delivery", "contact", "event", "emergency"}]  # fmt: skip
    assert [plan for plan in walked if "ix_inquiry_open" not in plan and "ix_deadline_open" not in plan
            and "ix_delivery_open" not in plan and "ix_inquiry_mine" not in plan] == []  # fmt: skip


def test_every_chart_has_words_for_whoever_cannot_see_it_and_a_table(opened):
    at = opened("sofia", "volumes", now=WEDNESDAY)
    charts = at.get("arrow_vega_lite_chart") or at.get("vega_lite_chart")
    assert len(charts) == 12
    assert all(len(chart.proto.alt) > 10 for chart in charts)
    assert len([one for one in at.toggle if one.key.startswith("table_")]) == 12
    at = next(one for one in at.toggle if one.key == "table_by_city").set_value(True).run()
    assert '<table class="list"><caption>De dónde llaman' in shown(at)


def test_every_chart_says_its_period_and_whose_clock_it_goes_by(opened):
    said = shown(opened("sofia", "volumes", now=WEDNESDAY))
    assert said.count("hora local de cada línea") >= 8
    assert "hasta las 13:00" in said


def test_every_chart_says_how_it_is_counted(opened, store):
    today, volumes_ = shown(opened("sofia", "today", now=WEDNESDAY)), shown(opened("sofia", "volumes", now=WEDNESDAY))
    for page, titles in (
        (today, ("Lo que vence: próximos 5 días hábiles", "Ciudades hoy, hasta ahora")),
        (volumes_, ("Promesas cumplidas", "Cuánto llevan las abiertas", "Guías que faltan")),
    ):
        meanings = page.partition('<dl class="meanings">')[2].partition("</dl>")[0]
        assert all(f"<dt>{title}" in meanings for title in titles), meanings
        assert "Cada consulta una vez" in meanings


def test_a_link_to_seven_days_of_one_city_shows_just_those(opened, store):
    at = opened("sofia", "volumes", now=WEDNESDAY, period="7", city="TIJ")
    span = Span(first=TODAY.fromordinal(TODAY.toordinal() - 6), last=TODAY, city="TIJ")
    with store.reading() as look:
        n = look.scalar(select(func.count()).select_from(Inquiry).where(
            col(Inquiry.received_on).between(span.first, span.last), col(Inquiry.city_code) == "TIJ"
        ))  # fmt: skip
    assert any(one.value.startswith(f"{n} consulta") for one in at.text)


@pytest.mark.parametrize("query", [{"period": "x"}, {"period": "own", "from": "2999-01-01", "to": "0001-01-01"},
                                   {"city": "<b>"}, {"reason": "' OR 1=1"}])  # fmt: skip
def test_nonsense_in_the_address_is_ignored(opened, query):
    at = opened("sofia", "volumes", now=WEDNESDAY, **query)
    assert not at.exception


def test_what_is_open_at_the_end_of_today_is_what_is_open_now(store):
    span = Span(first=TODAY.fromordinal(TODAY.toordinal() - 29), last=TODAY)
    with store.reading() as look:
        still = look.scalar(select(func.count()).select_from(Inquiry).where(col(Inquiry.status) != "closed"))
        days = open_by_day(volumes(look, span, today=TODAY), span, open_now=still, today=TODAY)
    assert days["open"].iloc[-1] == still
    for yesterday, day in zip(days["open"], days.iloc[1:].itertuples(), strict=False):
        assert day.open == yesterday + day.came - day.closed


def test_what_the_charts_count_is_what_is_there(store):
    with store.reading() as look:
        assert recount(look) == counted(look)


def test_an_agent_does_not_get_the_supervisors_pages(opened, store):
    with store.reading() as look:
        ana = look.scalar(select(col(Account.display_name)).where(col(Account.name) == "ana"))
    at = opened("ana", "volumes", now=WEDNESDAY)
    assert ana in shown(at)
    assert not at.get("arrow_vega_lite_chart") and "De dónde llaman" not in shown(at)


def test_what_was_a_day_ago_is_counted_once_a_minute(store):
    def ask(at):
        with store.reading() as look:
            asked = asked_by(store, lambda: counted_then(look, at))
        return len(asked)

    reports_then.forget()
    assert [ask(WEDNESDAY), ask(WEDNESDAY + timedelta(seconds=59)), ask(WEDNESDAY + timedelta(minutes=1))] == [1, 0, 1]

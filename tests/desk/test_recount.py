"""After every change of the calendar or a promise, what is open says what a fresh count says; nothing else moves."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import col, select

from db.models import Deadline, Inquiry
from db.queries.agreed import agreed
from db.queries.effect import Effect, effect
from db.queries.tallies import counted
from db.queries.tallies import recount as counted_fresh
from db.setup import create
from desk.recount import recount
from rules.calendar_changes import opened, switched, with_rows
from rules.codes import Layer
from rules.steps import Agreed
from rules.terms import Term
from rules.zones import local_date
from tests.cast import NOW, furnish
from tests.desk.many import PROMISES, YEARS, counted_by, throw
from tests.rules.floor import own

MANY = 10_000
BUSY = date(2026, 1, 5), date(2026, 3, 2)
near = st.dates(date(2026, 1, 1), date(2026, 4, 10))
terms = st.builds(
    Term, st.sampled_from(PROMISES), near, st.integers(1, 6), st.sampled_from([time(20), time(18)]), st.booleans()
)
changes = st.lists(
    st.one_of(
        near.map(lambda day: lambda now: replace(now, calendar=with_rows(now.calendar, [own(day)]))),
        st.sampled_from(Layer).map(
            lambda layer: lambda now: replace(
                now, calendar=switched(now.calendar, layer, on=layer not in now.calendar.layers)
            )
        ),
        st.sampled_from([date(2026, 2, 2), date(2026, 3, 16), date(2026, 1, 19)]).map(
            lambda day: lambda now: replace(
                now, calendar=opened(opened(now.calendar, day, Layer.MX_LFT), day, Layer.US_FEDERAL)
            )
        ),
        terms.map(lambda term: lambda now: replace(now, terms=(*now.terms, term))),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


def now_agreed(floor):
    with floor.store.reading() as look:
        return agreed(look)


def count_again(floor, by):
    with floor.store.writing() as work:
        return recount(work, by, now=NOW)


def rows(floor):
    with floor.store.reading() as look:
        found = look.exec(select(Deadline).order_by(col(Deadline.id))).all()
        due = dict(look.exec(select(Inquiry.id, Inquiry.due_at)).all())
        assert dict(counted(look)) == dict(counted_fresh(look))
    return found, due


def running(one):
    return one.met_at is None and one.ended_at is None


def facts(one):
    return one.due_at, one.due_on, one.business_days, one.calendar_version


def agrees(found, due, now):
    """Every open deadline with the rule, every inquiry with its earliest open one."""
    earliest = dict.fromkeys(due)
    for one in filter(running, found):
        due_at, days = counted_by(now, one.promise_code, one.started_at, one.zone)
        assert facts(one) == (due_at, local_date(due_at, one.zone), days, now.calendar.version)
        earliest[one.inquiry_id] = min(filter(None, (earliest[one.inquiry_id], due_at)))
    assert due == earliest


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Some hundred inquiries of a winter, on SQLite."""
    store = create(f"sqlite:///{tmp_path_factory.mktemp('few') / 'desk.db'}")
    floor = furnish(store)
    throw(store, 250, first=BUSY[0], last=BUSY[1], seed=4, agreed=now_agreed(floor), by=floor.ana)
    yield floor
    store.close()


RECURSIVE = """
WITH RECURSIVE days(day) AS (
    SELECT {first} UNION ALL SELECT {next} FROM days WHERE day < {last}
), numbered AS (
    SELECT day, row_number() OVER (ORDER BY day) AS n FROM days
    WHERE {weekday} BETWEEN 1 AND 5 AND day NOT IN (SELECT day FROM closed)
)
SELECT asked.k, min(b.day) FROM asked JOIN numbered b
    ON b.n = asked.n + coalesce((SELECT max(a.n) FROM numbered a WHERE a.day <= asked.day), 0)
GROUP BY asked.k
"""


def days_by_sql(floor, found, now):
    """A second way to count, that shares nothing with the rule but the list of closing days."""
    sqlite = floor.store.is_sqlite
    first, last = date(2022, 12, 1), date(2036, 3, 1)
    words = (
        {"first": f"'{first}'", "last": f"'{last}'", "next": "date(day, '+1 day')",
         "weekday": "CAST(strftime('%w', day) AS INTEGER)"}
        if sqlite else
        {"first": f"DATE '{first}'", "last": f"DATE '{last}'", "next": "day + 1", "weekday": "extract(isodow FROM day)"}
    )  # fmt: skip
    with floor.store.writing() as work:
        connection = work.connection()
        for told in ("closed (day DATE)", "asked (k INTEGER, day DATE, n INTEGER)"):
            connection.execute(text(f"CREATE TEMPORARY TABLE {told}"))
        connection.execute(text("INSERT INTO closed VALUES (:day)"), [
            {"day": one.on.isoformat() if sqlite else one.on} for one in now.calendar.between(first, last)
        ])  # fmt: skip
        days = [(one.id, local_date(one.started_at, one.zone), one.business_days) for one in found]
        connection.execute(text("INSERT INTO asked VALUES (:k, :day, :n)"), [
            {"k": k, "day": day.isoformat() if sqlite else day, "n": n} for k, day, n in days
        ])  # fmt: skip
        told = connection.execute(text(RECURSIVE.format(**words))).all()
        for name in ("closed", "asked"):
            connection.execute(text(f"DROP TABLE {name}"))
    return {k: date.fromisoformat(str(day)) for k, day in told}


def test_ten_thousand_deadlines_of_thirteen_years_are_counted_by_sql_as_by_python(floor):
    before = now_agreed(floor)
    throw(floor.store, MANY, first=YEARS[0], last=YEARS[1], seed=7, agreed=before, by=floor.ana)
    found, _ = rows(floor)
    some = found[::3]
    assert days_by_sql(floor, some, before) == {one.id: one.due_on for one in some}
    lenient = tuple(Term(code, date(2029, 6, 1), 2, time(18, 30), lenient=True) for code in PROMISES[1:])
    switches = switched(switched(before.calendar, Layer.EXTRAORDINARY, on=True), Layer.US_FEDERAL, on=False)
    after = Agreed(with_rows(switches, [own(date(2030, 10, 2))]), (*before.terms, *lenient))
    moved = count_again(floor, after).deadlines
    again, due = rows(floor)
    agrees(again, due, after)
    assert moved == sum(facts(old)[:3] != facts(new)[:3] for old, new in zip(found, again, strict=True)) > 2_000
    for old, new in zip(found, again, strict=True):
        assert old.promised_due_at == new.promised_due_at
        assert running(old) or facts(old) == facts(new), "met and ended deadlines stay as they were judged"


@settings(
    max_examples=25, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(changes, st.integers(0, 40))
def test_a_recount_is_a_fresh_count_and_the_effect_told_it_before(few, asked, hours):
    before, now = now_agreed(few), NOW + timedelta(hours=hours)
    after = before
    for change in asked:
        after = change(after)
    count_again(few, before)
    found, _ = rows(few)
    with few.store.reading() as look:
        told = effect(look, before, after, now=now)
    with few.store.writing() as work:
        done = recount(work, after, now=now)
    again, due = rows(few)
    agrees(again, due, after)
    assert told == by_hand(found, after, now)
    assert (done.deadlines, done.freed, done.caught) == (told.deadlines, told.freed, told.caught)


def by_hand(found, after, now):
    """Every deadline looked at, one by one."""
    counts = dict.fromkeys(Effect.__dataclass_fields__, 0)
    for one in found:
        due_at, days = counted_by(after, one.promise_code, one.started_at, one.zone)
        if one.ended_at is not None or (one.due_at, one.business_days) == (due_at, days):
            continue
        by = now if one.met_at is None else one.met_at
        was, will = one.due_at < by, due_at < by
        names = ("deadlines", "freed", "caught") if one.met_at is None else ("answers", "on_time", "late")
        for name, holds in zip(names, (True, was and not will, will and not was), strict=True):
            counts[name] += int(holds)
    return Effect(**counts)


def test_who_waits_hears_how_far_it_is(few, monkeypatch):
    monkeypatch.setattr("desk.recount.AT_ONCE", 5)
    before, heard = now_agreed(few), []
    with few.store.writing() as work:
        after = replace(before, calendar=with_rows(before.calendar, [own(date(2026, 3, 12))]))
        done = recount(work, after, now=NOW, told=lambda now, of: heard.append((now, of)))
    assert heard[-1] == (done.deadlines, done.deadlines)
    assert [now for now, _ in heard] == sorted({now for now, _ in heard})
    assert len(heard) >= 2
    count_again(few, before)

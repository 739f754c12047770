"""The health of the desk as a supervisor sees it: a verdict in words, every fact with its word, what to do about it."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from db import ground as ground_of_db
from rules.ground import Fact, Judged, Machine, Verdict
from rules.verdicts import judge
from tests.pages.conftest import FRIDAY
from views import ground_words
from watch import ground as seen
from watch.ground import look_down
from words import speaking


@pytest.fixture(autouse=True)
def nothing_seen():
    seen.forget()
    yield
    seen.forget()


def shown(at):
    return "\n".join(one.proto.body for one in at.get("html"))


def warned(at):
    return [one.proto.label for one in at.get("page_link") if "Vea" in one.proto.label or "See" in one.proto.label]


def test_a_new_desk_has_no_backup_yet_and_is_told_how_to_make_one(opened):
    page = shown(opened("sofia", "health"))
    assert "1 cosa requiere atención: último respaldo verificado." in page
    assert "todavía ninguno" in page and "ventanilla backup" in page
    assert page.count("Bien</span>") == len(Fact) - 1
    assert warned(opened("sofia")) == []


def test_a_verdict_stands_as_a_word_beside_its_sign_never_as_a_colour_alone(opened, monkeypatch):
    monkeypatch.setattr(ground_of_db, "free_bytes", lambda _path: 40_000_000)
    page = shown(opened("sofia", "health"))
    assert '<span class="chip chip-fact_bad"><span class="icon"' in page and "Urgente</span>" in page
    assert "Libere espacio pronto" in page and "40.0\u00a0MB" in page


def test_agents_have_no_such_page_and_are_told_nothing(opened, monkeypatch):
    monkeypatch.setattr(ground_of_db, "free_bytes", lambda _path: 40_000_000)
    look_down(FRIDAY)
    at = opened("ana", "health")
    assert 'class="verdict' not in shown(at)
    assert warned(at) == []


def test_every_page_warns_a_supervisor_by_what_was_seen_last_and_asks_nothing(opened, store, monkeypatch):
    asked = []
    with monkeypatch.context() as full:
        full.setattr(ground_of_db, "free_bytes", lambda _path: 40_000_000)
        look_down(FRIDAY)
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    at = opened("sofia")
    assert warned(at) == ["El disco de la mesa está casi lleno\\: quedan 40\\.0 MB\\. Vea qué hacer\\."]
    assert not [one for one in asked if "alembic_version" in one]
    look_down(FRIDAY)
    assert warned(at.run()) == []


def test_the_page_asks_a_handful_of_times(opened, store):
    opened("sofia", "health")
    at, asked = opened("sofia", "health"), []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    at.run()
    assert 1 <= len([one for one in asked if one.lstrip().startswith("SELECT")]) <= 6


@pytest.mark.parametrize("lang", ["es", "en"])
def test_everything_that_can_be_amiss_has_a_name_a_value_and_something_to_do(store, lang):
    ground = replace(
        look_down(FRIDAY), file_there=False, trouble="disk_full", longest_wait=9.0, waiting=2, revision=None, tzdata="",
        calendar="",
        machine=Machine(uptime=90, jump=-7200, memory=2_000_000_000),
    )  # fmt: skip
    with speaking(lang):
        for fact in Fact:
            for verdict in (Verdict.WARN, Verdict.BAD):
                assert ground_words.alarm(Judged(fact, verdict), ground)
            assert ground_words.name_of(fact)
            assert ground_words.value_of(fact, ground, zone="America/Tijuana")
        for one in judge(ground):
            told = ground_words.advice(one, ground)
            assert bool(told) is (one.verdict is not Verdict.GOOD), one


@pytest.mark.parametrize(("count", "said"), [
    (None, "–"), (0, "0\u00a0B"), (999, "999\u00a0B"), (412_000, "412\u00a0kB"), (40_000_000, "40.0\u00a0MB"),
    (79_900_000_000, "79.9\u00a0GB"), (123_400_000, "123\u00a0MB"),
])  # fmt: skip
def test_an_amount_is_said_in_the_unit_a_person_would_choose(count, said):
    assert ground_words.size(count) == said


@pytest.mark.parametrize(("changed", "said"), [
    ({}, "18:00:00"), ({"machine": Machine(jump=3600)}, "18:00:00, se movió 3,600 s desde el arranque"),
    ({"newest_at": FRIDAY.replace(day=15)}, "18:00:00, 86,400 s detrás de lo guardado"),
    ({"database_now": FRIDAY.replace(minute=1)}, "18:00:00, a 60 s de la base de datos"),
])  # fmt: skip
def test_a_clock_that_is_wrong_says_by_how_much_and_against_what(store, changed, said):
    with speaking("es"):
        ground = replace(look_down(FRIDAY), **({"machine": Machine(), "newest_at": None} | changed))
        assert ground_words.value_of(Fact.CLOCK, ground, zone="America/Mexico_City") == said

"""Several people at one inquiry (B01 to B11): nothing is overwritten, nothing is doubled."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from db.chain import links
from desk.bulk import Seen, assign_many
from desk.errors import DeskError
from desk.loading import fetch
from desk.moves import assign, take
from tests.cast import draft, floor, postgres

__all__ = ["floor", "postgres"]

def on(floor):
    return "SQLite" if floor.store.is_sqlite else "PostgreSQL"


def holds(floor):
    with floor.store.reading() as look:
        return all(good for _, good in links(look.connection()))


def test_of_two_who_save_the_same_inquiry_the_second_is_told_and_overwrites_nothing(floor, faults):
    rounds, told = faults.rounds(10, 200), 0
    for _ in range(rounds):
        folio = floor.log(draft(outcome="escalated")).folio
        seen = floor.inquiry(folio).version

        def save(to, folio=folio, seen=seen):
            try:
                return floor.do(assign, folio, to=to, by=to, version=seen).assignee_id
            except DeskError as no:
                return no

        with ThreadPoolExecutor(2) as two:
            got = list(two.map(save, (floor.ana, floor.berta)))
        [refused] = [one for one in got if isinstance(one, DeskError)]
        assert (refused.code, refused.details["seen"]) == ("stale", seen)
        told += refused.details["now"] == floor.inquiry(folio).version
        assert floor.inquiry(folio).assignee_id in got
        assert floor.of(folio).kinds.count("assigned") == 1
    faults.tell("B01", f"two agents save the same case, {on(floor)}", provoked=2 * rounds, acknowledged=rounds,
                present=rounds, lost=0, doubled=0, seen=f"{told} told that it had changed")  # fmt: skip


def test_eight_who_count_at_one_inquiry_lose_nothing(floor, faults):
    folio, times = floor.log(draft(outcome="escalated")).folio, faults.rounds(50, 400)

    def bump(_n):
        for _ in range(times):
            with floor.store.writing() as work:
                inquiry = fetch(work, folio, version=None)
                inquiry.group_size = (inquiry.group_size or 0) + 1

    begun = time.monotonic()
    with ThreadPoolExecutor(8) as eight:
        list(eight.map(bump, range(8)))
    there = floor.inquiry(folio).group_size
    assert there == 8 * times
    rate = 8 * times / (time.monotonic() - begun)
    faults.tell("B02", f"8 threads change one case, {on(floor)}", provoked=8 * times, acknowledged=8 * times,
                present=there, lost=8 * times - there, seen=f"{rate:.0f} a second")  # fmt: skip


def test_of_three_who_take_the_same_inquiry_exactly_one_gets_it(floor, faults):
    rounds, got = faults.rounds(6, 100), Counter()
    people = (floor.ana, floor.berta, floor.sofia)
    for _ in range(rounds):
        folio = floor.log(draft(outcome="escalated")).folio

        def grab(n, folio=folio):
            try:
                return floor.do(take, folio, by=people[n]).assignee_id == people[n]
            except DeskError as error:
                return error.code

        with ThreadPoolExecutor(3) as three:
            got.update(three.map(grab, range(3)))
        assert floor.of(folio).kinds.count("assigned") == 1
    assert got == {True: rounds, "taken": 2 * rounds}
    faults.tell("B04", f"three agents take the same case, {on(floor)}", provoked=3 * rounds, acknowledged=got[True],
                present=rounds, lost=0, doubled=got[True] - rounds, seen="the others are told")  # fmt: skip


def test_a_bulk_change_leaves_alone_what_single_people_change_meanwhile(floor, faults):
    rounds, chance, sums, codes = faults.rounds(3, 40), random.Random(5), Counter(), set()
    for _ in range(rounds):
        chosen = [Seen(row.folio, row.version) for row in (floor.log(draft(outcome="escalated")) for _ in range(20))]
        mine = chance.sample(chosen, 10)

        early, begun = chance.randrange(len(mine)), threading.Event()

        def one_by_one(mine=mine, early=early, begun=begun):
            got = set()
            for n, one in enumerate(mine):
                if n == early:
                    begun.set()
                try:
                    floor.do(assign, one.folio, to=floor.berta, by=floor.berta, version=one.version)
                    got.add(one.folio)
                except DeskError as error:
                    codes.add(error.code)
            return got

        def all_at_once(chosen=chosen, begun=begun):
            begun.wait(10)
            return floor.do(assign_many, chosen, to=floor.sofia, by=floor.sofia)

        with ThreadPoolExecutor(2) as two:
            single, many = two.submit(one_by_one), two.submit(all_at_once)
        single, many = single.result(), many.result()
        assert set(many.done) | set(many.changed) == {one.folio for one in chosen}
        assert set(many.changed) == single  # whoever was faster keeps it, and is listed
        assert many.refused == ()
        for one in chosen:
            of = floor.of(one.folio)
            assert of.inquiry.assignee_id == (floor.berta if one.folio in single else floor.sofia)
            assert of.kinds.count("assigned") == 1
        sums.update(done=len(many.done), skipped=len(many.changed), single=len(single))
    assert codes <= {"stale"}
    assert holds(floor)
    faults.tell("B05", f"a bulk change meets single ones, {on(floor)}", provoked=30 * rounds,
                acknowledged=sums["done"] + sums["single"], present=20 * rounds, lost=0, doubled=0,
                seen=f"{sums['skipped']} skipped and listed")  # fmt: skip


def fail(work, folio, **_given):
    raise ZeroDivisionError(folio)


def test_a_hundred_verbs_that_fail_give_their_connections_back(floor, faults):
    rounds = faults.rounds(100, 2_000)
    for n in range(rounds):
        verb = take if n % 2 else fail
        with pytest.raises((DeskError, ZeroDivisionError)):
            floor.do(verb, "26-999999-9")
    left = floor.store.engine.pool.checkedout()
    assert left == 0
    assert floor.log(draft()).folio
    faults.tell("B11", f"verbs that fail, {on(floor)}", provoked=rounds, present=left, seen="kept connections")

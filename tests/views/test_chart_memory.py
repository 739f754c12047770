"""The charts that many supervisors look at are made once."""

import words
from views.chart_memory import Memory


def made(memory, *values, same=()):
    calls = []
    memory.of(lambda: calls.append(1) or "charts", *values, same=same)
    return bool(calls)


def test_the_same_counts_are_drawn_once_for_all_who_look():
    memory = Memory(8)
    assert made(memory, ("2026-03-13", 4))
    assert not made(memory, ("2026-03-13", 4))


def test_one_inquiry_more_is_drawn_anew():
    memory = Memory(8)
    made(memory, ("2026-03-13", 4))
    assert made(memory, ("2026-03-13", 5))


def test_another_calendar_is_drawn_anew_even_when_it_reads_the_same():
    memory, one, two = Memory(8), [], []
    made(memory, 4, same=(one,))
    assert not made(memory, 4, same=(one,))
    assert made(memory, 4, same=(two,))


def test_each_language_has_charts_of_its_own():
    memory = Memory(8)
    with words.speaking("es"):
        made(memory, 4)
    with words.speaking("en"):
        assert made(memory, 4)


def test_the_oldest_of_many_is_let_go():
    memory = Memory(2)
    for n in range(3):
        made(memory, n)
    assert made(memory, 0)
    assert not made(memory, 2)

"""What people do, as one measured run each: on the desk and, with the same widgets, on the floor."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from benchmarks.wire import Drawn, Tab

NUMBERS = count(1)
FOLIO = re.compile(r"folio=([0-9]+-[0-9]+-[0-9])")


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing done again and again. `prepare` is not measured, `act` is; `floor` is its like on the floor."""

    name: str
    who: str
    page: str = ""
    query: dict[str, str] = field(default_factory=dict)
    prepare: Callable[[Tab], None] = lambda tab: None
    act: Callable[[Tab], Drawn] = Tab.run
    floor: Callable[[Tab], Drawn] = Tab.run
    charts: bool = False


def choose_line(tab: Tab) -> Drawn:
    """The first thing of a call: which number was dialled. Every time another one."""
    tab.choose("call_line", next(NUMBERS))
    return tab.run()


def call_steps(tab: Tab) -> Iterator[Drawn]:
    """A call about the process, answered, up to its save: line and reason, case, telephone and notes."""
    tab.choose("call_line", next(NUMBERS))
    tab.choose("call_reason", 1)
    yield tab.run()
    tab.choose("call_subcase", 0)
    yield tab.run()
    tab.set(call_phone=f"55 1{next(NUMBERS):07d}", call_notes="Pregunta por el trámite; se le explicó.")
    yield tab.run()


def fill_call(tab: Tab) -> None:
    for _ in call_steps(tab):
        pass


def save_call(tab: Tab) -> Drawn:
    return tab.press("call_save")


def folio_told(drawn: Drawn) -> str:
    """The folio that the call screen says it saved; empty when it says none."""
    shown = (element.body for kind, element in drawn.elements() if kind == "html" and 'class="saved"' in element.body)
    return next((found[1] for body in shown if (found := FOLIO.search(body))), "")


def press_any(tab: Tab) -> Drawn:
    """On the floor: any of its buttons."""
    return tab.press(next(key for key, (_, kind) in tab.widgets.items() if kind == "button"))


def choose_any(tab: Tab) -> Drawn:
    """On the floor: any of its select boxes."""
    tab.choose(next(key for key, (_, kind) in tab.widgets.items() if kind == "selectbox"), next(NUMBERS))
    return tab.run()


def looking_for(words: str) -> Callable[[Tab], Drawn]:
    """A search on the queue's page; its box then holds the words, and a blank more every second time."""

    def act(tab: Tab) -> Drawn:
        tab.set(queue_search=words + " " * (next(NUMBERS) % 2))
        return tab.run()

    return act


def actions(*, folio: str, rare: str, common: str, days: dict[str, str]) -> list[Action]:
    """Everything that is measured. `days` are those of a list of at least fifty inquiries."""
    listed = {"queue": "received", **days}
    return [
        Action(name="call screen, a field", who="ana", act=choose_line, floor=choose_any),
        Action(name="call screen, save", who="ana", prepare=fill_call, act=save_call, floor=press_any),
        Action(name="queue, 50 rows", who="ana", page="queue", query=listed),
        Action(name="search, a rare word", who="ana", page="queue", act=looking_for(rare)),
        Action(name="search, a common word", who="ana", page="queue", act=looking_for(common)),
        Action(name="inquiry", who="ana", page="inquiry", query={"folio": folio}),
        Action(name="inquiry in its queue", who="ana", page="inquiry", query={"folio": folio, "queue": "open"}),
        Action(name="deliveries on their way", who="ana", page="deliveries", query={"state": "on_way"}),
        Action(name="emergencies", who="ana", page="emergencies"),
        Action(name="a month of promises", who="sofia", page="promises"),
        Action(name="calendar of a year", who="sofia", page="calendar"),
        Action(name="supervisor's day", who="sofia", charts=True),
        Action(name="volumes", who="sofia", page="volumes", charts=True),
    ]

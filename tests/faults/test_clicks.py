"""Clicks that come twice, or with another run at their heels (B08, B09): one call, its event, and never silence."""

import time
from collections import Counter

import pytest
from sqlmodel import select
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.actions import fill_call
from benchmarks.wire import Drawn, Tab
from db.models import Inquiry
from tests.faults.desks import Ground

pytestmark = pytest.mark.alone
SAVED = 'class="saved"'


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    one = Ground(tmp_path_factory.mktemp("clicks"))
    yield one
    one.close()


class Hasty(Tab):
    """A tab of somebody who does not wait for an answer before the next thing."""

    def _remember(self, told):
        """What a field was ordered to be, the page sends back from then on."""
        super()._remember(told)
        new = told.delta.new_element if told.HasField("delta") else None
        if new is not None and new.WhichOneof("type") == "button_group" and new.button_group.set_value:
            state = WidgetState(id=new.button_group.id)
            state.string_array_value.data.extend(new.button_group.raw_values)
            self._sent[state.id] = state

    def fire(self, **given):
        """Ask for a run and go on at once."""
        self._until_finished = lambda _start: Drawn(0.0, 0)
        try:
            self.run(**given)
        finally:
            del self._until_finished

    def settle(self, *, quiet=0.35):
        """What was sent until no run is under way and nothing more comes."""
        drawn, over = Drawn(0.0, 0), False
        while True:
            try:
                told = ForwardMsg.FromString(self._socket.recv(timeout=quiet if over else 20))
            except TimeoutError:
                return drawn
            drawn.messages.append(told)
            self._remember(told)
            over = told.HasField("script_finished") or (over and not told.HasField("new_session"))


def test_a_double_click_logs_one_call(ground, faults):
    rounds, before = faults.rounds(6, 60), ground.count()
    with Hasty(ground.port, cookie=ground.desk.sign_in("ana")) as tab:
        tab.open("")
        for n in range(rounds):
            fill_call(tab)
            for _ in range(2 + n % 3):
                tab.fire(pressed="call_save")
                time.sleep(0.02 * (n % 4))
            assert SAVED in tab.settle().text
    there = ground.count()
    assert there == (before[0] + rounds, before[1] + rounds)
    faults.tell("B08", "two to four clicks on Save", provoked=rounds, acknowledged=rounds, present=there[0] - before[0],
                lost=0, doubled=there[0] - before[0] - rounds, seen="each as one row with its event")  # fmt: skip


def test_a_run_that_follows_a_save_leaves_a_row_with_its_event_or_neither_and_never_silence(ground, faults):
    """What the page's keyboard does when a click had no answer is done here too: the same button again, three times at
    most (docs/decisions/0004)."""
    delays = [0.3 * n / (faults.rounds(10, 100) - 1) for n in range(faults.rounds(10, 100))]
    seen, before = Counter(), ground.count()
    with Hasty(ground.port, cookie=ground.desk.sign_in("berta")) as tab:
        tab.open("")
        for n, delay in enumerate(delays):
            fill_call(tab)
            rows = ground.count()
            tab.fire(pressed="call_save")
            time.sleep(delay)
            tab.set(call_name=f"Julia {n}")
            tab.fire()
            for again in range(4):
                text = tab.settle().text
                now = ground.count()
                assert now in (rows, (rows[0] + 1, rows[1] + 1))
                if SAVED in text:
                    seen["at once" if again == 0 else "pressed again"] += 1
                    break
                assert again < 3, f"silence after {delay:.3f} s"
                seen["told that it was not saved"] += "not saved" in text
                tab.fire(pressed="call_save")
            assert ground.count() == (rows[0] + 1, rows[1] + 1)
    there = ground.count()[0] - before[0]
    told = ", ".join(f"{n} {what}" for what, n in seen.items())
    faults.tell("B09", "another run 0-300 ms after Save", provoked=len(delays), acknowledged=len(delays), present=there,
                lost=len(delays) - there, doubled=0, seen=told)  # fmt: skip


def test_an_outcome_that_was_chosen_with_another_run_at_its_heels_stays_chosen(ground, faults):
    rounds, kept = faults.rounds(12, 150), 0
    with Hasty(ground.port, cookie=ground.desk.sign_in("ana")) as tab:
        tab.open("")
        for n in range(rounds):
            fill_call(tab)
            outcomes = tab.choices[tab._find("call_outcome")]
            tab.choose("call_outcome", outcomes.index("Escalada"))
            tab.fire()
            for more in range(3):
                time.sleep(0.001 * (n % 12))
                tab.set(call_name=f"Julia {n} {more}")
                tab.fire()
            tab.settle()
            assert SAVED in tab.press("call_save").text
            with ground.store.reading() as look:
                kept += look.exec(select(Inquiry.outcome).order_by(Inquiry.id.desc())).first() == "escalated"
    assert kept == rounds
    faults.tell("B09", "other runs right after an outcome was chosen", provoked=rounds, acknowledged=rounds,
                present=kept, lost=rounds - kept, doubled=0, seen="the choice stays")  # fmt: skip


def test_a_run_that_changes_nothing_orders_no_field_to_be_something(ground):
    """An order takes off the screen what was pressed there while it was on its way."""
    with Hasty(ground.port, cookie=ground.desk.sign_in("ana")) as tab:
        tab.open("")
        fill_call(tab)
        tab.set(call_name="Julia Ríos")
        assert [kind for kind, one in tab.run().elements() if getattr(one, "set_value", False)] == []
        tab.choose("call_outcome", tab.choices[tab._find("call_outcome")].index("Escalada"))
        confirmed = [one for _, one in tab.run().elements() if getattr(one, "set_value", False)]
        assert ["call_outcome" in one.id for one in confirmed] == [True]
        assert [kind for kind, one in tab.run().elements() if getattr(one, "set_value", False)] == []

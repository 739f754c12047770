"""One browser tab without a browser: Streamlit's own socket, from the rerun message to the end of the script.

A tab remembers the widgets it was sent and sends their values back, as the page in a browser does. Nothing is drawn:
what is timed is the server.
"""

import json
import socket
import time
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

PATIENCE = 60.0
FIELD_OF = {
    "text_input": "string_value", "text_area": "string_value", "selectbox": "string_value", "radio": "string_value",
    "date_input": "string_array_value", "date_time_input": "string_array_value", "button_group": "string_array_value",
    "checkbox": "bool_value", "number_input": "double_value", "multiselect": "string_array_value",
    "button": "trigger_value", "bidi_component": "json_value",
}  # fmt: skip


@dataclass
class Drawn:
    """What one run sent to the browser."""

    ms: float
    """From the message that asked for it to `script_finished`."""
    bytes: int
    messages: list[ForwardMsg] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return any(
            one.script_finished not in (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
            for one in self.messages if one.HasField("script_finished")
        ) or "exception" in self.kinds  # fmt: skip

    @property
    def kinds(self) -> Counter[str]:
        """How many of each kind of element."""
        return Counter(kind for kind, _ in self.elements())

    def elements(self) -> list[tuple[str, Any]]:
        """Every element in the order it was sent: its kind and its message."""
        new = (one.delta.new_element for one in self.messages if one.HasField("delta"))
        return [(kind, getattr(one, kind)) for one in new if (kind := one.WhichOneof("type"))]

    @property
    def text(self) -> str:
        """Everything that was sent, as text: good for "is this word in it"."""
        return "\n".join(one.delta.SerializeToString().decode("utf-8", "replace") for one in self.messages)


class Tab:
    """An open page. `key`s are those of the app's widgets; a key may be given by its beginning."""

    def __init__(self, port: int, *, cookie: str = "", page: str = "") -> None:
        self.page, self.query = page, ""
        self.widgets: dict[str, tuple[str, str]] = {}  # key -> (id, kind)
        self.fragments: dict[str, str] = {}  # element id -> fragment
        self.choices: dict[str, list[str]] = {}  # key -> the words of its options
        self._sent: dict[str, WidgetState] = {}
        self._hash = ""
        self._connection = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream", origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
            additional_headers={"cookie": cookie} if cookie else {}, subprotocols=["streamlit", "xsrf"],  # type: ignore[list-item]
            max_size=None, proxy=None, open_timeout=PATIENCE, compression=None,
        )  # fmt: skip
        self._socket = self._connection.__enter__()
        # Browsers send at once; without this the kernel would hold a second small frame back for 40 ms.
        self._socket.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> "Tab":
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._connection.__exit__(None, None, None)

    def open(self, page: str | None = None, **query: str) -> Drawn:
        """The first run of a page, or another page by the menu."""
        self.page = self.page if page is None else page
        self.query, self._hash = urlencode(query), ""
        self._sent.clear()
        return self.run()

    def set(self, **values: object) -> None:
        """Put values into widgets, as somebody who types and has not left the page yet."""
        for key, given in values.items():
            self._put(key, given)

    def choose(self, key: str, n: int) -> None:
        """Choose the n-th option, counted from 0."""
        options = self.choices[self._find(key)]
        self._put(key, options[n % len(options)])

    def press(self, key: str) -> Drawn:
        """Press a button."""
        return self.run(pressed=key)

    def tell(self, key: str, event: str, told: Mapping[str, object]) -> Drawn:
        """A component's trigger: its one event of this run."""
        id, _ = self.widgets[self._find(key)]
        state = WidgetState(id=_make_trigger_id(id, "events"))
        state.json_trigger_value = json.dumps([{"event": event, "value": dict(told)}])
        return self.run(extra=[state])

    def run(self, *, pressed: str = "", fragment: str = "", auto: bool = False,
            extra: list[WidgetState] | None = None) -> Drawn:  # fmt: skip
        """Ask for a run and wait until it has ended."""
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string = self.query
        if self._hash:
            rerun.page_script_hash = self._hash
        else:
            rerun.page_name = self.page
        rerun.fragment_id, rerun.is_auto_rerun = fragment, auto
        rerun.widget_states.widgets.extend(self._sent.values())
        rerun.widget_states.widgets.extend(extra or [])
        if pressed:
            rerun.widget_states.widgets.append(WidgetState(id=self.widgets[self._find(pressed)][0], trigger_value=True))
        start = time.perf_counter()
        self._socket.send(asked.SerializeToString())
        return self._until_finished(start)

    def _until_finished(self, start: float) -> Drawn:
        drawn = Drawn(0.0, 0)
        while True:
            frame = self._socket.recv(timeout=PATIENCE)
            assert isinstance(frame, bytes)
            told = ForwardMsg.FromString(frame)
            drawn.bytes += len(frame)
            drawn.messages.append(told)
            self._remember(told)
            if told.HasField("script_finished") and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                drawn.ms = (time.perf_counter() - start) * 1000
                if told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    self._forget_all_but({one.id for _, one in drawn.elements() if getattr(one, "id", "")})
                return drawn

    def _forget_all_but(self, shown: Set[str]) -> None:
        """What is no longer on the page is not sent back either, as in a browser."""
        self._sent = {id: state for id, state in self._sent.items() if id in shown}
        self.widgets = {key: one for key, one in self.widgets.items() if one[0] in shown}

    def _remember(self, told: ForwardMsg) -> None:
        if told.HasField("navigation"):
            self._hash = told.navigation.page_script_hash
        if told.HasField("page_info_changed"):
            self.query = told.page_info_changed.query_string
        if not told.HasField("delta"):
            return
        kind = told.delta.new_element.WhichOneof("type")
        one = getattr(told.delta.new_element, kind) if kind else None
        id = getattr(one, "id", "")
        if not kind or not id:
            return
        key = key_of(id)
        self.widgets[key] = (id, kind)
        if kind in ("selectbox", "radio"):
            self.choices[key] = list(one.options)
        elif kind == "button_group":
            self.choices[key] = [option.content for option in one.options]
        if told.delta.fragment_id:
            self.fragments[key] = told.delta.fragment_id

    def _find(self, key: str) -> str:
        if key in self.widgets:
            return key
        return [name for name in self.widgets if name.startswith(key)][-1]  # the newest: keys carry the call's token

    def _put(self, key: str, given: object) -> None:
        id, kind = self.widgets[self._find(key)]
        state, name = WidgetState(id=id), FIELD_OF[kind]
        if name == "string_array_value":
            state.string_array_value.data.extend(given if isinstance(given, list) else [str(given)])
        else:
            setattr(state, name, given)
        self._sent[id] = state


def key_of(id: str) -> str:
    """The key in a widget's id: `$$ID-<hash>-<key>`; a widget without a key is known by its whole id."""
    parts = id.split("-", 2)
    return parts[2] if len(parts) == 3 and parts[2] != "None" else id

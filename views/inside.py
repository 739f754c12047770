"""Where we reach inside Streamlit: to be read again at every upgrade.

Components get their data as a list of one: every value of a mapping would be looked at for being a frame, at each run,
and the first look imports pandas, which is a quarter of what opening the desk takes.
"""

import gc
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from streamlit import error_util, net_util
from streamlit import logger as loggers
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.session_state import SessionState


def stay_home() -> None:
    """Never ask a foreign server for our address. Streamlit would, on the event loop, whenever a foreign page knocks:
    behind a firewall that swallows packets two seconds of silence for everybody, each time."""
    net_util.get_external_ip = lambda: None


def acted(frame: bytes) -> bool:
    """Whether a frame from the browser is something a person did: a run that no timer asked for."""
    with suppress(Exception):  # garbage from outside is nobody's act; Streamlit closes the socket over it
        message = BackMsg.FromString(frame)
        return message.WhichOneof("type") == "rerun_script" and not message.rerun_script.is_auto_rerun
    return False


def keep_quiet(take_over: Callable[[logging.Logger], None]) -> None:
    """Streamlit's loggers, also those it makes later, speak through the desk's log; what a page raised is told there
    once, by `on_script_error`, and neither printed nor logged with all its words."""
    loggers.setup_formatter = take_over
    loggers.update_formatter()
    error_util._log_uncaught_app_exception = lambda _error: None


def say_ourselves(worded: Callable[[BaseException, str], str]) -> None:
    """What goes wrong outside a run (a frame from the browser that cannot be used) is said in the reader's language;
    `worded` is given the error and that language, empty when nobody spoke yet."""

    def message(session: AppSession, error: BaseException) -> ForwardMsg:
        spoken = ""
        with suppress(Exception):
            spoken = str(session.session_state["spoken"])
        told = ForwardMsg()
        told.delta.new_element.alert.body = worded(error, spoken)
        told.delta.new_element.alert.format = Alert.ERROR
        return told

    AppSession._create_exception_message = message


def stand_still(missed: Callable[[Exception], None]) -> None:
    """A press whose callback fails takes no page away: `missed` notes it, and the run goes on with what was typed.

    Streamlit would end the run there: a page that is empty but for the error, or an error in place of our styles.
    """
    run_callback = SessionState._run_callback_and_record_rerun

    def run_and_stay(state: SessionState, votes: Any, run: Callable[[], None]) -> None:
        try:
            run_callback(state, votes, run)
        except Exception as error:
            missed(error)

    SessionState._run_callback_and_record_rerun = run_and_stay


def send_at_once() -> None:
    """No waiting for the browser's receipt: Streamlit's socket is made so that asyncio does not take it for TCP and
    leaves Nagle's algorithm on, which holds back the small frames of a run, for 40 ms on many systems. What listens
    passes the choice on to what it accepts."""
    for one in gc.get_objects():
        if isinstance(one, socket.socket) and one.family in (socket.AF_INET, socket.AF_INET6):
            with suppress(OSError):  # a socket that was closed meanwhile
                if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

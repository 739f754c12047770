"""Where we reach inside Streamlit: to be read again at every upgrade."""

from contextlib import suppress

from streamlit import net_util
from streamlit.proto.BackMsg_pb2 import BackMsg


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

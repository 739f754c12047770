"""Where we reach inside what we stand on."""

import socket
import sys

import pytest

from views.inside import send_at_once


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux passes the choice on to what was accepted")
def test_what_a_page_sends_is_not_held_back_for_the_browser_s_receipt():
    with socket.socket(family=socket.AF_INET) as listening:  # as Streamlit makes it: without saying TCP
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        send_at_once()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

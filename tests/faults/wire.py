"""A wire between a browser and the desk that can be cut: what a bad network does to a call."""

import socket
import threading
from contextlib import suppress


class Wire:
    """Passes bytes on between a port of its own and the desk's; `cut()` ends every connection and lets none through."""

    def __init__(self, to: int) -> None:
        self.to, self.open = to, True
        self.ends: set[socket.socket] = set()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.door.accept()
                if not self.open:
                    near.close()
                    continue
                try:
                    far = socket.create_connection(("127.0.0.1", self.to))
                except OSError:
                    near.close()
                    continue
                self.ends |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        self._end(one, other)

    def _end(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            self.ends.discard(end)

    def cut(self) -> None:
        self.open = False
        self._end(*self.ends)

    def mend(self) -> None:
        self.open = True

    def close(self) -> None:
        self.door.close()
        self._end(*self.ends)

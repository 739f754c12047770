"""One thing at a time per client key, within this process; across processes the unique column decides."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

_guard = threading.Lock()
_locks: dict[str, threading.Lock] = {}
_waiting: Counter[str] = Counter()


@contextmanager
def in_flight(client_key: str) -> Iterator[None]:
    """Hold the key: whoever asks whether it was saved waits for the save that is under way."""
    with _guard:
        lock = _locks.setdefault(client_key, threading.Lock())
        _waiting[client_key] += 1
    try:
        with lock:
            yield
    finally:
        with _guard:
            _waiting[client_key] -= 1
            if not _waiting[client_key]:
                del _waiting[client_key], _locks[client_key]

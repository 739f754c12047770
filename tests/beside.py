"""Tests beside each other: `make test` runs two processes of them; what is marked `alone` has the machine to itself.

A test that measures how long something takes, or how much fits, waits until no other runs; no other begins until it is
done. The tests of a file stay in one process, in their order: they share its desk and its browser.
"""

import fcntl
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LONGEST_FIRST = ("browser", "pages", "seed", "auth", "watch", "faults")
"""What takes longest begins first, so that in the end no process waits long for the other."""
_folder: tempfile.TemporaryDirectory | None = None
_turns: "Turns | None" = None


class Turns:
    """A door and a room, kept by locks of the kernel, which lets go of them however a process ends."""

    def __init__(self, folder: Path) -> None:
        self._door, self._room = (folder / "door").open("a"), (folder / "room").open("a")
        self._inside = False

    def enter(self, *, alone: bool) -> None:
        if self._inside:
            return
        fcntl.flock(self._door, fcntl.LOCK_EX)  # whoever waits here for an empty room lets nobody pass
        fcntl.flock(self._room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(self._door, fcntl.LOCK_UN)
        self._inside = True

    def leave(self) -> None:
        fcntl.flock(self._room, fcntl.LOCK_UN)
        self._inside = False

    def close(self) -> None:
        self._door.close()
        self._room.close()


def pytest_configure(config: pytest.Config) -> None:
    global _turns
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a shell starts what runs in its background
        signal.signal(signal.SIGINT, signal.default_int_handler)  # tests interrupt what they started
    if config.getoption("--figures") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--figures are kept by one process: leave out -n")
    if told := getattr(config, "workerinput", {}).get("turns"):
        _turns = Turns(Path(told))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """The process that gives out the tests tells each other one where the door is."""
    global _folder
    _folder = _folder or tempfile.TemporaryDirectory(prefix="tests-beside-")
    node.workerinput["turns"] = _folder.name


def pytest_unconfigure() -> None:
    global _turns
    if _turns:
        _turns.close()
    if _folder:
        _folder.cleanup()
    _turns = None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if _turns:
        items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[bool, int]:
    room = item.path.parent.name
    return _is_alone(item), LONGEST_FIRST.index(room) if room in LONGEST_FIRST else len(LONGEST_FIRST)


def _is_alone(item: pytest.Item | None) -> bool:
    return item is not None and item.get_closest_marker("alone") is not None


@pytest.hookimpl(wrapper=True, tryfirst=True)  # outside of what counts the seconds of a test
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    if _turns is None:
        return (yield)
    _turns.enter(alone=_is_alone(item))
    try:
        return (yield)
    finally:
        if not (_is_alone(item) and _is_alone(nextitem)):
            _turns.leave()

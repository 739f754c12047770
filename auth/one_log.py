"""The desk's log is the only one of its process: whatever Python and the libraries tell goes through it."""

import asyncio
import logging
import os
import sys
import threading
import warnings
from contextlib import suppress
from typing import Any

from auth.logbook import OURS, OneLine, reference

log = logging.getLogger(f"{OURS}.process")


class Told(logging.StreamHandler):  # type: ignore[type-arg]
    """The standard error stream. A line that cannot be written is not retold with all that was in it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        with suppress(Exception):  # the stream itself is gone: there is nobody to tell
            self.stream.write(f"{record.levelname} {OURS}.log a line of {record.pathname}:{record.lineno} was lost\n")


def open_log() -> None:
    """Send everything to the standard error stream, one line each; once per process, and first of all.

    Our own rooms tell from VENTANILLA_LOG_LEVEL on (INFO), the libraries from WARNING on; at DEBUG both tell all they
    know, what people typed included.
    """
    level = logging.getLevelName(os.environ.get("VENTANILLA_LOG_LEVEL", "INFO").upper())
    level = level if isinstance(level, int) else logging.INFO
    whole = level <= logging.DEBUG
    handler = Told(sys.stderr)
    handler.setFormatter(OneLine(whole=whole))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(level, logging.WARNING))
    for name in list(root.manager.loggerDict):
        take_over(logging.getLogger(name))
    logging.getLogger(OURS).setLevel(level)
    warnings.showwarning = _warned
    sys.excepthook = lambda _kind, error, _trace: _failed("the process ended", error)
    threading.excepthook = lambda told: _failed("a thread failed", told.exc_value)
    sys.unraisablehook = lambda told: _failed("an end failed", told.exc_value)


def take_over(logger: logging.Logger) -> None:
    """A library's logger speaks through ours: it has no handler of its own, and nothing below a warning to say."""
    logger.handlers = []
    logger.propagate = True
    if logger.name.partition(".")[0] != OURS and logger.level < logging.WARNING:
        logger.setLevel(logging.NOTSET)


def of_tasks(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """For loop.set_exception_handler: what a forgotten task raised."""
    error = context.get("exception")
    _failed("a task failed", error if isinstance(error, BaseException) else RuntimeError(context.get("message")))


def _failed(what: str, error: BaseException | None) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit):
        reference(log, what, error)


def _warned(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, file: object = None, line: object = 0
) -> None:  # fmt: skip
    log.warning("warned of %s at %s:%s", category.__name__, filename, lineno)

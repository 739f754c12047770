"""The log: one line per thing, whatever was in it, and nothing of what people typed."""

import logging
import os
import re
import secrets
import sys
import time
import traceback
from pathlib import Path

UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class OneLine(logging.Formatter):
    """Time in UTC, level, room, message; line ends, colours and other signs that deceive are spelled out."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return spelled_out(super().format(record))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))


def spelled_out(text: str) -> str:
    """The text on one line, with nothing in it that a terminal obeys."""
    return UNFIT.sub(lambda sign: sign[0].encode("unicode_escape", "backslashreplace").decode("ascii"), text)


def open_log() -> None:
    """Send what the desk's rooms tell to the standard error stream, one line each; once per process."""
    root = logging.getLogger("ventanilla")
    if not root.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(OneLine())
        root.addHandler(handler)
        root.setLevel(os.environ.get("VENTANILLA_LOG_LEVEL", "INFO").upper())
        root.propagate = False


def reference(log: logging.Logger, what: str, error: BaseException, **where: object) -> str:
    """Log an error under a number that a person can read out, and return the number.

    Kinds of errors and places in the code are logged; messages are not: they repeat what callers said. The whole
    story is told at level DEBUG only, for development.
    """
    number = secrets.token_hex(4)
    frames = reversed(traceback.extract_tb(error.__traceback__)[-12:])
    places = " < ".join(f"{'/'.join(Path(one.filename).parts[-2:])}:{one.lineno} {one.name}" for one in frames)
    kinds = " < ".join(f"{type(one).__module__}.{type(one).__qualname__}" for one in _chain(error))
    told = " ".join(f"{name}={value!r}" for name, value in where.items())
    log.error("%s: reference=%s error=%s %s at %s", what, number, kinds, told, places)
    log.debug("reference=%s", number, exc_info=error)
    return number


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain

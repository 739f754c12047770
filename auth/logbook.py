"""The log: one line per thing, whatever was in it, and nothing of what people typed."""

import logging
import re
import secrets
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
OURS = "ventanilla"


class OneLine(logging.Formatter):
    """Time in UTC, level, room, message; line ends, colours and other signs that deceive are spelled out.

    What the libraries below us say is told without what was put into their sentences: a widget's value, a statement's
    parameters and the message of an exception are what somebody typed. `whole` (level DEBUG, for development): all.
    """

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self.whole = whole

    def format(self, record: logging.LogRecord) -> str:
        return spelled_out(super().format(record if self.whole else reticent(record)))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))


def spelled_out(text: str) -> str:
    """The text on one line, with nothing in it that a terminal obeys."""
    return UNFIT.sub(lambda sign: sign[0].encode("unicode_escape", "backslashreplace").decode("ascii"), text)


def reticent(record: logging.LogRecord) -> logging.LogRecord:
    """The record with an exception told by kind and place, and a foreign sentence as it stands in the code."""
    told = logging.makeLogRecord(record.__dict__)
    told.exc_text = told.stack_info = told.exc_info = None
    if record.name.partition(".")[0] != OURS:
        where = _place(record.pathname, record.lineno, record.funcName)
        told.msg, told.args = f"{_as_written(record)} at {where}", None
    if record.exc_info and record.exc_info[1] is not None:
        told.msg = f"{told.getMessage()} {_described(record.exc_info[1], record.exc_info[2])}"
        told.args = None
    return told


def reference(log: logging.Logger, what: str, error: BaseException, **where: object) -> str:
    """Log an error under a number that a person can read out, and return the number.

    Kinds of errors and places in the code are logged; messages are not: they repeat what callers said. The whole
    story is told at level DEBUG only, for development.
    """
    number = secrets.token_hex(4)
    told = "".join(f" {name}={value!r}" for name, value in where.items())
    log.error("%s: reference=%s %s", what, number, _described(error, error.__traceback__, told))
    log.debug("reference=%s", number, exc_info=error)
    return number


def _described(error: BaseException, trace: TracebackType | None, told: str = "") -> str:
    frames = reversed(traceback.extract_tb(trace)[-12:])
    places = " < ".join(_place(one.filename, one.lineno, one.name) for one in frames)
    return f"error={' < '.join(_kind(one) for one in _chain(error))}{told} at {places}"


def _kind(error: BaseException) -> str:
    number = f"[{error.errno}]" if isinstance(error, OSError) and error.errno else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{number}"


def _place(file: str, line: int | None, name: str | None) -> str:
    return f"{'/'.join(Path(file).parts[-2:])}:{line} {name}"


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def _as_written(record: logging.LogRecord) -> str:
    """The sentence of a log call when it stands in its function's code, its places unfilled; "…" when it was made."""
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_filename == record.pathname and frame.f_code.co_name == record.funcName:
            constant = isinstance(record.msg, str) and record.msg in frame.f_code.co_consts
            return record.msg if constant else "…"
    return "…"

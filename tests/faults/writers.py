"""Processes that log inquiries by the real verb and write down what was acknowledged: to be killed, or to run full."""

import multiprocessing
import os
import resource
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import db
from db.engine import Store
from desk.inquiries import log_inquiry
from rules.problems import InquiryDraft

NOW = datetime(2026, 3, 14, 0, 0, tzinfo=UTC)
nursery = multiprocessing.get_context("forkserver")
nursery.set_forkserver_preload(["tests.faults.writers", "sqlalchemy.dialects.sqlite.pysqlite"])


def started(work, *given):
    """A process that does this work. A page that was run before in this process has left itself as its main module,
    which the new process would run again: it is given an empty one."""
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        process = nursery.Process(target=work, args=given)
        process.start()
    finally:
        sys.modules["__main__"] = main
    return process


def draft(key: str, **given: object) -> InquiryDraft:
    """A call from Tijuana, answered at once."""
    usual = {
        "client_key": key, "channel": "phone", "line_code": "LN_TIJ_1", "language": "es", "reason_code": "GENERAL",
        "subcase_code": "GEN_WHERE", "outcome": "answered", "received_at": NOW, "notes": "Pregunta por los pasos",
    }  # fmt: skip
    return InquiryDraft(**(usual | given))


def save(store: Store, key: str, **given: object) -> str:
    """One inquiry in one transaction; its folio."""
    with store.writing() as work:
        return str(log_inquiry(work, draft(key, **given), by=1, now=NOW).folio)


def write_on(url: str, book: str, name: str, threads: int) -> None:
    """Log until killed. Each key is written down before its save, and again with its folio when acknowledged."""
    store = Store(url)
    to = os.open(book, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def log(thread: int) -> None:
        n = 0
        while True:
            key = f"{name}-{thread}-{n}"
            os.write(to, f"begun {key}\n".encode())
            folio = save(store, key)
            os.write(to, f"saved {key} {folio}\n".encode())
            n += 1

    writing = [threading.Thread(target=log, args=(one,)) for one in range(threads)]
    for one in writing:
        one.start()
    for one in writing:
        one.join()


def write_until_full(url: str, book: str, limit: int) -> None:
    """Log with files limited to `limit` bytes until the disk refuses; then look, get room again, and go on.

    The book: "saved KEY" for each acknowledged, "refused CODE", "looked N", "again KEY".
    """
    store = Store(url)
    with Path(book).open("a", encoding="utf-8", buffering=1) as told:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        n = 0
        while True:
            try:
                save(store, f"full-{n}", notes="x" * 2_000)
            except db.NotStored as refused:
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
                told.write(f"refused {refused.code}\n")
                break
            told.write(f"saved full-{n}\n")
            n += 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        with store.reading() as look:
            told.write(f"looked {look.connection().exec_driver_sql('SELECT count(*) FROM inquiry').scalar()}\n")
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        save(store, f"full-{n}")
        told.write(f"again full-{n}\n")
    store.close()

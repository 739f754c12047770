"""Searching and listing in the process itself: milliseconds of the database's own answer, without a page around it."""

import sqlite3
import statistics
import time
from datetime import UTC, datetime
from typing import Any

import db
from benchmarks.stores import Bench
from db.queries.queues import Queue, QueueView, counts, neighbours, page
from db.queries.search import search

TIMES = 30


def lookups(bench: Bench) -> dict[str, Any]:
    """Each question `TIMES` times: the median and the slowest."""
    store = db.use(f"sqlite:///{bench.path}")
    now, words = datetime.now(UTC), _words(bench)
    told: dict[str, Any] = {}
    try:
        for kind, word in words.items():
            told[f"search, {kind}"] = _timed(store, lambda look, word=word: search(look, word))
        told["search, two common words"] = _timed(store, lambda look: search(look, "visa pago"))
        told["search, what nobody wrote"] = _timed(store, lambda look: search(look, "xilofonos"))
        view = QueueView(queue=Queue.OPEN)
        told["queue counters"] = _timed(store, lambda look: counts(look, now=now, account_id=1))
        told["queue, 50 rows"] = _timed(store, lambda look: page(look, view, now=now, account_id=1))
        folio = words["a folio"]
        told["neighbours"] = _timed(store, lambda look: neighbours(look, view, folio=folio, now=now, account_id=1))
    finally:
        store.close()
    return told


def _timed(store: db.Store, ask: Any) -> dict[str, float]:
    took, hits = [], 0
    for _ in range(TIMES):
        with store.reading() as look:
            start = time.perf_counter()
            found = ask(look)
            took.append((time.perf_counter() - start) * 1000)
        hits = getattr(found, "total", 0) or 0
    return {"p50 ms": round(statistics.median(took), 2), "worst ms": round(max(took), 2), "hits": hits}


def _words(bench: Bench) -> dict[str, str]:
    """A folio, a telephone, an address, a DS-160 and names that are in the database; and the commonest word of all."""
    with sqlite3.connect(f"file:{bench.path}?mode=ro", uri=True) as look:
        one = look.execute(
            "SELECT i.folio, c.phone, c.email, c.ds160, c.name FROM inquiry i JOIN customer c ON c.id = i.customer_id"
            " WHERE c.phone <> '' AND c.email <> '' AND c.name <> '' ORDER BY i.id DESC LIMIT 1"
        ).fetchone()
    found = dict(zip(("a folio", "a telephone", "an address", "a DS-160", "a whole name"), one, strict=True))
    found["a common first name"], found["a common word"] = one[4].split()[0], "pago"
    return {kind: word for kind, word in found.items() if word}

"""A verb that is cut off at any of its statements has stored nothing; and what is counted equals a full count."""

import hashlib
import random
from datetime import timedelta

import pytest
from sqlalchemy import event, text

from db.models import Event, Table
from db.queries.tallies import counted, recount
from desk.errors import DeskError
from desk.inquiries import log_inquiry
from tests.cast import NOW, draft, emergency_mail, group_mail, passport
from tests.verbs import VERBS


class PowerCut(Exception):  # noqa: N818
    """The process was killed here."""


def everything(floor):
    """A fingerprint of all that is stored."""
    with floor.store.reading() as look:
        tables = [*(table.name for table in Table.metadata.sorted_tables), "inquiry_search"]
        rows = [sorted(map(repr, look.connection().execute(text(f"SELECT * FROM {name}")))) for name in tables]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def cut_at(floor, verb, nth):
    """Do the verb with the power cut at its nth statement; whether it came to the end before."""
    seen = 0

    def count(_conn, _cursor, statement, *_rest):
        nonlocal seen
        if not statement.startswith("PRAGMA"):
            seen += 1
            if seen == nth:
                raise PowerCut

    event.listen(floor.store.engine, "before_cursor_execute", count)
    try:
        verb()
    except PowerCut:
        return False
    finally:
        event.remove(floor.store.engine, "before_cursor_execute", count)
    return True


@pytest.mark.parametrize("name", ["log", *VERBS])
def test_a_verb_cut_off_at_any_statement_has_stored_nothing(own_floor, name):
    floor = own_floor
    if name == "log":
        one = emergency_mail(name="Rosa Vega", phone="664 231 7808", visa_issued_on=None)
        do = lambda: floor.do(log_inquiry, one)  # noqa: E731
    else:
        folio = VERBS[name].ready(floor)
        do = lambda: floor.do(VERBS[name].verb, folio, **VERBS[name].given)  # noqa: E731
    before, nth = everything(floor), 1
    while not cut_at(floor, do, nth):
        assert everything(floor) == before, f"half of {name} was stored at statement {nth}"
        nth += 1
    assert nth > 4
    assert everything(floor) != before


def test_an_inquiry_of_every_case_and_many_random_verbs_leave_counts_that_equal_a_full_count(floor):
    chance = random.Random(42)
    makers = [draft, group_mail, emergency_mail, passport, VERBS["assign"].on]
    folios, done, refused = [], 0, 0
    for step in range(160):
        now = NOW + timedelta(hours=step)
        if len(folios) < 5 or chance.random() < 0.2:
            made = chance.choice(makers)
            given = {"received_at": now} if made is not VERBS["assign"].on else {}
            if made is draft:
                given["outcome"] = chance.choice(["answered", "dropped", "referred", "promise_made"])
            folios.append(floor.log(made(**given), now=now).folio)
            continue
        verb = VERBS[chance.choice(list(VERBS))]
        try:
            floor.do(verb.verb, chance.choice(folios), **(verb.given | {"now": now}))
            done += 1
        except DeskError:
            refused += 1
    assert done > 60
    assert refused > 5
    with floor.store.reading() as look:
        kept, full = counted(look), recount(look)
    assert kept == full
    for folio in folios:
        inquiry, owed = floor.inquiry(folio), floor.owed(folio)
        assert inquiry.due_at == min((d.due_at for d in owed), default=None)
        assert not (owed and inquiry.status == "closed")


def test_a_refused_verb_leaves_no_connection_and_no_transaction_behind(own_floor):
    folio = own_floor.log(draft()).folio
    for _ in range(100):
        with pytest.raises(DeskError):
            own_floor.do(VERBS["close"].verb, folio, **VERBS["close"].given)
    assert own_floor.store.engine.pool.checkedout() == 0
    assert [row.kind for row in own_floor.rows(Event)] == ["closed", "logged"]

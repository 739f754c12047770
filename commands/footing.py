"""What `ventanilla doctor` says of the ground: the facts and verdicts of the desk's own page of its health."""

from collections.abc import Iterator
from datetime import timedelta

from commands.findings import Finding, Verdict
from config import settings
from db.engine import Store
from db.ground import ground
from rules import ground as known
from rules.ground import Fact, Machine
from rules.verdicts import judge
from views.ground_words import advice, value_of

CHECKS = {
    Fact.DRIVER: "driver", Fact.JOURNAL: "journal", Fact.SCHEMA: "migrations", Fact.DISK: "disk", Fact.LOG: "log",
    Fact.BACKUP: "backup", Fact.CLOCK: "clock", Fact.ZONES: "zones",
}  # fmt: skip
VERDICTS = {known.Verdict.WARN: Verdict.WARN, known.Verdict.BAD: Verdict.WRONG}


def footing(store: Store) -> Iterator[Finding]:
    """Every fact that can be seen from outside the running desk; its queue and its clock's jumps it knows alone."""
    seen = ground(store, now=settings().now(), idle=timedelta(0), machine=Machine())
    for one in judge(seen):
        if one.fact in CHECKS:
            found = Finding(CHECKS[one.fact])
            if one.verdict in VERDICTS:
                told = f"{value_of(one.fact, seen, zone=settings().zone)}. {advice(one, seen)}"
                found.add(told, verdict=VERDICTS[one.verdict])
            yield found

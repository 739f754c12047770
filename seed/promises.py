"""What the contact page promises, and the terms that hold until a supervisor decides others."""

from collections.abc import Iterator
from datetime import date

from db.models import Promise, PromiseTerm
from seed.tables import rows

ALWAYS = date(2000, 1, 1)
"""From when the terms of the page hold: before the first clock of any desk."""


def promises() -> Iterator[Promise]:
    """Every promise of the page (promises.csv)."""
    for r in rows("promises"):
        # ">5" of the courier rule: the term is five days, the sixth is the first on which MORE than five have passed.
        yield Promise(
            code=r["promise_code"], reason_code=r["reason_code"], kind=r["kind"], text_es=r["text_es"],
            text_en=r["text_en"], business_days=int(r["n"].lstrip(">")) if r["n"] else None,
            page_lines=r["page_lines"],
        )  # fmt: skip


def terms() -> Iterator[PromiseTerm]:
    """One term for each promise that counts days."""
    for promise in promises():
        if promise.business_days is not None:
            yield PromiseTerm(
                promise_code=promise.code, holds_from=ALWAYS, business_days=promise.business_days,
                closes=promise.closes, lenient=promise.lenient,
            )  # fmt: skip

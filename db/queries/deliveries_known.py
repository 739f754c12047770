"""The deliveries that the lines of a courier's list may mean, looked up by all their keys at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, literal_column, select
from sqlmodel import Session, col

from db.models import Customer, Delivery, Inquiry
from rules.courier_list_verdicts import Known, Wanted

AT_ONCE = 500
MOST = 20_000
i: Any = Inquiry
p, d = Customer, Delivery
KEYS: Any = bindparam("keys", expanding=True)
LINES = (
    select(
        i.folio, i.version, i.customer_id, p.name, p.ds160, i.city_code, d.tracking_number, d.settled_at,  # type: ignore[call-overload]
    )
    .join(Delivery, col(d.inquiry_id) == col(i.id))
    .outerjoin(Customer, col(p.id) == col(i.customer_id))
    .where(col(i.merged_into_id).is_(None))
    .order_by(i.id)
)  # fmt: skip


def known_for(look: Session, wanted: Wanted) -> tuple[Known, ...]:
    """Every delivery by these folios, DS-160 numbers, names and tracking numbers, each once; one query for 500 keys."""
    numbered = col(d.tracking_number) != literal_column("''")  # written out: only so is its index taken
    ways = (
        (wanted.folios, LINES.where(col(i.folio).in_(KEYS))),
        (wanted.ds160s, LINES.where(col(p.ds160).in_(KEYS))),
        (wanted.names, LINES.where(col(p.folded).in_(KEYS))),
        (wanted.numbers, LINES.where(numbered, col(d.tracking_number).in_(KEYS))),
    )
    found: dict[str, Known] = {}
    for keys, asked in ways:
        for some in _chunks(keys):
            for row in look.connection().execute(asked, {"keys": some}):
                if row.folio and len(found) < MOST:
                    found[row.folio] = Known(
                        folio=row.folio, version=row.version, person_id=row.customer_id, name=row.name or "",
                        ds160=row.ds160 or "", city_code=row.city_code or "", tracking_number=row.tracking_number,
                        settled=row.settled_at is not None,
                    )  # fmt: skip
    return tuple(found.values())


def _chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(sorted(keys))
    while some := list(islice(rest, AT_ONCE)):
        yield some

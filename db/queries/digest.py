"""What the digest tells: the queues themselves, so that its figures are those of the page."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from db.models import Account, DigestSent
from db.queries.queues import Queue, QueueRow, QueueView, counts, page
from rules.digest import MOST, Digest, Line, Part, section
from rules.roles import LEADS

QUEUES = {Part.OVERDUE: Queue.OVERDUE, Part.TODAY: Queue.TODAY, Part.NEXT: Queue.NEXT, Part.MISSING: Queue.MISSING}


def digest(look: Session, *, on: date, now: datetime) -> Digest:
    """The digest of a day, as it stands now. One query for the counts, and two a part for its first lines."""
    counted = counts(look, now=now, account_id=0)
    return Digest(on, now, tuple(
        section(part, (_line(row, part) for row in page(look, QueueView(queue=queue), now=now, account_id=0,
                                                        size=MOST).rows), total=counted[queue])
        for part, queue in QUEUES.items()
    ))  # fmt: skip


def readers(look: Session) -> tuple[Account, ...]:
    """Everybody active who leads the desk and has an address, by name."""
    mine = select(Account).where(col(Account.role).in_(LEADS), col(Account.active), Account.email != "")
    return tuple(look.exec(mine.order_by(col(Account.name))))


def untold(look: Session, *, on: date) -> tuple[Account, ...]:
    """Those of them who were not told yet on a day."""
    told = set(look.exec(select(DigestSent.account_id).where(DigestSent.on_date == on)))
    return tuple(one for one in readers(look) if one.id not in told)


def _line(row: QueueRow, part: Part) -> Line:
    since = row.delivery.missing_from if part is Part.MISSING and row.delivery else row.due_at
    assert since is not None  # the queues of this list have one in every row
    return Line(row.folio, since, row.zone, row.subcase_code, row.city_code, row.emergency is not None)

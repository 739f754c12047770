"""Thousands of inquiries with their deadlines, made of dice: what a recount is tried on."""

import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, text

from db.models import Deadline, Inquiry
from db.queries.tallies import recount as counted_fresh
from desk.counting import count
from rules.terms import term_of
from rules.zones import local_date
from tests.rules.floor import ZONES

PROMISES = ("P_GRP_H2_3BD", "P_GRP_OTHER_3BD", "P_H2_EMERG_NBD")
SECOND = timedelta(seconds=1)


def throw(store, n, *, first, last, seed, agreed, by):
    """`n` inquiries, some with two deadlines: most are open, some answered, some ended, each as it was counted then."""
    dice = random.Random(seed)
    inquiries, deadlines = [], []
    for k in range(1, n + 1):
        zone, began = dice.choice(ZONES), moment(dice, first, last)
        mine = []
        for started in [began] if dice.random() < 0.9 else [began, began + dice.randint(1, 900_000) * SECOND]:
            code = dice.choice(PROMISES)
            due_at, days = counted_by(agreed, code, started, zone)
            answered = started + dice.randint(1, 900_000) * SECOND if dice.random() < 0.3 else None
            ended = due_at if answered is None and dice.random() < 0.1 else None
            mine.append({
                "inquiry_id": k, "promise_code": code, "started_at": started, "zone": zone, "business_days": days,
                "calendar_version": agreed.calendar.version, "due_at": due_at, "due_on": local_date(due_at, zone),
                "promised_due_at": due_at, "met_at": answered, "ended_at": ended, "ended_why": "",
            })  # fmt: skip
        deadlines += mine
        inquiries.append(inquiry(k, zone, began, mine, by))
    with store.writing() as work:
        work.connection().execute(insert(Inquiry), inquiries)
        work.connection().execute(insert(Deadline), deadlines)
        count(work, counted_fresh(work).items())
        if not store.is_sqlite:
            for table in ("inquiry", "deadline"):
                work.connection().execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))


def inquiry(k, zone, began, mine, by):
    running = [one["due_at"] for one in mine if one["met_at"] is None and one["ended_at"] is None]
    return {
        "id": k, "folio": f"F{k}", "client_key": f"k{k}", "channel": "email", "zone": zone, "language": "es",
        "reason_code": "GROUP", "subcase_code": "GRP_H2_INFO", "status": "open" if running else "closed",
        "outcome": "promise_made", "received_at": began, "received_on": local_date(began, zone), "received_hour": 1,
        "received_weekday": 1, "logged_at": began, "logged_by": by, "due_at": min(running, default=None), "version": 1,
        "group_kind": "h2", "subject": "", "payment_method": "", "receipt": "", "warned_no_repay": False,
        "screenshots_asked": False, "promised_text": "",
    }  # fmt: skip


def moment(dice, first, last):
    """Any second of these days; one in eight in the hours around a midnight or a change of the clock."""
    at = datetime.combine(first, datetime.min.time(), UTC) + dice.randrange((last - first).days * 86_400) * SECOND
    return at.replace(hour=dice.choice([2, 3, 4, 5, 6, 7, 8, 9])) if dice.random() < 0.125 else at


def counted_by(agreed, code, started, zone):
    """The rule itself, for one clock."""
    term = term_of(agreed.terms, code, started_at=started, zone=zone)
    return term.due(started, zone, agreed.calendar), term.business_days


YEARS = date(2023, 1, 1), date(2035, 12, 31)

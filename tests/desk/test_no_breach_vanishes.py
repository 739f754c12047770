"""Whatever agents do afterwards, in any order: what was late stays late, and what is counted can be recounted."""

import random
from datetime import timedelta

import pytest
from sqlmodel import col, select

from db.models import Contact, Deadline, Inquiry
from db.queries.tallies import counted, recount
from desk.classify import change_reason
from desk.errors import DeskError
from desk.merging import merge_into
from desk.moves import close, reopen
from desk.replies import record_message, record_reply
from desk.splitting import split_off
from desk.withdrawing import withdraw_answer
from tests.cast import NOW, emergency_mail, group_mail

CASES = ("GRP_H2_INFO", "GRP_OTHER_INFO", "GRP_H2_EMERGENCY", "OTH_UNCLASSIFIED")


def late_answers(floor):
    """When answers were given that count as late, in whatever inquiry they are now."""
    with floor.store.reading() as look:
        counts = select(Deadline.met_at).where(col(Deadline.ended_at).is_(None))
        return set(look.exec(counts.where(col(Deadline.met_at) > col(Deadline.due_at))))


def one_thing(floor, chance, now, who):
    """Something somebody may do, to something; whether it was done."""
    folios = [one.folio for one in floor.rows(Inquiry)]
    folio, other = chance.choice(folios), chance.choice(folios)
    contacts = floor.of(folio).contacts
    given = {"now": now, "by": who, "version": None}
    match chance.randrange(9):
        case 0:
            floor.log(chance.choice([group_mail, emergency_mail])(received_at=now), now=now)
        case 1 | 2:
            then = chance.choice(["waiting", "closed"])
            floor.do(record_reply, folio, channel="email", text="Sí", then=then, **given)
        case 3:
            came = now - timedelta(hours=chance.randrange(80))
            floor.do(record_message, folio, channel="email", received_at=came, **given)
        case 4:
            floor.do(change_reason, folio, subcase_code=chance.choice(CASES), **given)
        case 5:
            floor.do(merge_into, folio, into=other, **given)
        case 6 if contacts:
            floor.do(split_off, folio, contacts=[chance.choice(contacts).id], subcase_code=chance.choice(CASES),
                     client_key=f"split {now}", **given)  # fmt: skip
        case 7 if contacts:
            floor.do(withdraw_answer, folio, contact_id=chance.choice(contacts).id, why="Error", **given)
        case _:
            verb, more = chance.choice([(close, {"outcome": "answered"}), (reopen, {})])
            floor.do(verb, folio, **given, **more)


@pytest.mark.parametrize("seed", range(2))
def test_no_order_of_corrections_takes_a_late_answer_away(own_floor, seed):
    floor, chance, now, done, before = own_floor, random.Random(seed), NOW, 0, set()
    for make in (group_mail, emergency_mail, group_mail):
        floor.log(make())
    for _ in range(80):
        now += timedelta(hours=chance.randrange(1, 30))
        try:
            one_thing(floor, chance, now, chance.choice([floor.ana, floor.berta]))
            done += 1
        except DeskError:
            pass
        after = late_answers(floor)
        taken_back = {one.at for one in floor.rows(Contact) if one.withdrawn_at}
        assert before - after <= taken_back
        before = after
    assert done > 30
    assert len(before) > 3
    with floor.store.reading() as look:
        assert counted(look) == recount(look)
    for inquiry in floor.rows(Inquiry):
        owed = floor.owed(inquiry.folio)
        assert inquiry.due_at == min((d.due_at for d in owed), default=None)
        assert not (owed and inquiry.status == "closed")

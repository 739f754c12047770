"""The figures of a month on both databases, held against its rows; and one promise of the breaches."""

from datetime import date, timedelta

from db.queries.promise_rows import Kept, Oldest, month_of
from db.queries.promise_settings import decided, on_duty
from db.queries.promise_sheet import first_month, kept_in
from db.queries.queues import Queue, QueueView, page
from desk.promises import set_promise_term
from desk.promises_beside import put_on_duty
from desk.replies import record_reply
from rules.terms import Term
from tests.cast import NOW, group_mail

H2, OTHER = "P_GRP_H2_3BD", "P_GRP_OTHER_3BD"
ZONES = ("America/Tijuana", "America/Mexico_City")


def test_a_month_is_counted_alike_on_every_database(floor):
    begun = {name: floor.log(group_mail(received_at=NOW - timedelta(days=days))).folio for name, days in (
        ("kept", 9), ("late", 8), ("overdue", 10), ("saved", 7), ("to come", 1),
    )}  # fmt: skip
    floor.log(group_mail(subcase_code="GRP_OTHER_INFO", mailbox_code="MB_GRP", group_kind="other",
                         received_at=NOW - timedelta(days=40)))  # fmt: skip

    def reply(name, days):
        floor.do(record_reply, begun[name], channel="email", text="Sí", version=None, at=NOW - timedelta(days=days))

    reply("kept", 8)
    reply("late", 0)
    floor.do(set_promise_term, Term(H2, date(2026, 3, 6), 4), by=floor.sofia)
    reply("saved", 1)
    month = month_of(date(2026, 3, 13), now=NOW, zones=ZONES)
    with floor.store.reading() as look:
        found = kept_in(look, month, now=NOW)
        assert first_month(look) == date(2026, 2, 1)
        listed = page(look, QueueView(queue=Queue.BREACHES, promise=H2, first=month.first, last=month.last), now=NOW,
                      account_id=0).rows  # fmt: skip
        late = floor.of(begun["overdue"]).deadlines[0]
        assert found[H2] == Kept(due=4, kept=2, late=1, moved=1, saved=1,
                                 oldest=Oldest(begun["overdue"], late.due_at, late.zone))  # fmt: skip
        assert OTHER not in found
        assert {row.folio for row in listed} == {begun["late"], begun["overdue"]}
        assert [one.by for one in decided(look) if one.term.promise_code == H2] == ["Sofia", ""]


def test_who_is_on_duty_is_told_from_the_first_day_to_the_last(floor):
    first, last = date(2026, 3, 16), date(2026, 3, 20)
    floor.do(put_on_duty, OTHER, floor.berta, holds_from=first, holds_to=last, by=floor.sofia)
    with floor.store.reading() as look:
        seen = {day: [one.name for one in on_duty(look, today=day, promise_code=OTHER) if one.is_on(day)] for day in
                (date(2026, 3, 15), first, last, date(2026, 3, 21))}  # fmt: skip
    assert list(seen.values()) == [[], ["Berta"], ["Berta"], []]

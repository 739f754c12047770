"""What was written down by mistake, twice, or in one: withdrawn, merged, split; no late answer becomes a kept one."""

from datetime import date, timedelta

import pytest

from db.models import ClosingDayRow, Inquiry
from db.queries.search import search
from db.queries.tallies import counted, recount
from desk.classify import change_reason
from desk.emergencies import join_voicemail
from desk.errors import DeskError
from desk.merging import merge_into
from desk.moves import assign, reopen
from desk.replies import add_note, record_message, record_reply
from desk.splitting import split_off
from desk.withdrawing import withdraw_answer
from tests.cast import DUE, NOW, draft, emergency_mail, group_mail, later, passport

LATE = DUE + timedelta(hours=1)
OTHER = {"reason_code": "OTHER", "subcase_code": "OTH_UNCLASSIFIED", "outcome": "escalated", "organisation": ""}


def reply(floor, folio, *, at=NOW, now=None, **given):
    return floor.do(record_reply, folio, channel="email", at=at, now=now or at, version=None, **given)


def message(floor, folio, *, at, **given):
    usual = {"channel": "email", "received_at": at, "now": at, "version": None}
    return floor.do(record_message, folio, **(usual | given))


def withdraw(floor, folio, n=-1, *, now=None, **given):
    answers = [one for one in floor.of(folio).contacts if one.kind == "reply"]
    usual = {"contact_id": answers[n].id, "why": "Era de otro grupo", "now": now or later(days=1), "version": None}
    return floor.do(withdraw_answer, folio, **(usual | given))


def merge(floor, folio, into, **given):
    return floor.do(merge_into, folio, into=into, **({"now": later(hours=6), "version": None} | given))


def split(floor, folio, *contacts, case="PAY_PROBLEM", **given):
    usual = {"contacts": contacts, "subcase_code": case, "client_key": f"split {folio}", "version": None}
    return floor.do(split_off, folio, **(usual | {"now": later(hours=6)} | given))


def closing_wednesday():
    return ClosingDayRow(on_date=date(2026, 3, 18), layer="mission_local", name_es="Cierre", name_en="Closing",
                         source="prueba", status="confirmed")  # fmt: skip


def refused(code):
    return pytest.raises(DeskError, match=f"^{code}")


def judged(floor, folio):
    """What counts of an inquiry: (start, answered) of each deadline that has not ended."""
    return [(d.started_at, d.met_at) for d in floor.of(folio).deadlines if d.ended_at is None]


# An answer recorded by mistake


def test_an_answer_recorded_by_mistake_is_withdrawn_and_its_promise_runs_on_from_the_receipt(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1))
    withdraw(floor, folio)
    of = floor.of(folio)
    assert judged(floor, folio) == [(NOW, None)]
    assert (of.inquiry.due_at, of.inquiry.status, of.kinds[-1]) == (DUE, "open", "answer_withdrawn")
    answer = of.contacts[-1]
    assert (answer.withdrawn_at, answer.withdrawn_by) == (later(days=1), floor.ana)
    assert answer.withdrawn_why == "Era de otro grupo"
    assert (answer.at, answer.kind) == (later(hours=1), "reply")


def test_what_closed_with_the_withdrawn_answer_opens_again(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1), then="closed")
    assert withdraw(floor, folio).closed_at is None
    assert (floor.inquiry(folio).status, floor.of(folio).kinds[-2:]) == ("open", ["reopened", "answer_withdrawn"])


def test_an_answer_that_was_not_the_only_one_leaves_the_promise_to_the_next_one(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1), then="closed")
    reply(floor, folio, at=LATE)
    withdraw(floor, folio, 0, now=LATE)
    assert judged(floor, folio) == [(NOW, LATE)]
    assert (floor.inquiry(folio).status, floor.of(folio).deadlines[0].due_at) == ("closed", DUE)


def test_an_answer_that_met_nothing_is_withdrawn_and_nothing_else_changes(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1))
    reply(floor, folio, at=later(hours=2), then="closed")
    withdraw(floor, folio)
    assert judged(floor, folio) == [(NOW, later(hours=1))]
    assert floor.inquiry(folio).status == "closed"


def test_withdrawing_the_answer_between_two_messages_counts_from_the_older_one_again(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1))
    message(floor, folio, at=later(days=5))
    withdraw(floor, folio, now=later(days=6))
    assert judged(floor, folio) == [(NOW, None)]
    assert [d.ended_why for d in floor.of(folio).deadlines] == ["", "counts_from_older"]


def test_a_withdrawn_answer_is_owed_by_todays_calendar_and_what_was_promised_first_is_kept(own_floor):
    floor = own_floor
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1))
    with floor.store.writing() as work:
        work.add(closing_wednesday())
    withdraw(floor, folio)
    (deadline,) = floor.owed(folio)
    assert (deadline.due_at, deadline.promised_due_at) == (DUE + timedelta(days=1), DUE)


def test_only_whoever_wrote_an_answer_down_or_a_supervisor_takes_it_back_and_says_why(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1))
    with refused("not_yours"):
        withdraw(floor, folio, by=floor.berta)
    with refused("empty"):
        withdraw(floor, folio, why="  ")
    with refused("too_long"):
        withdraw(floor, folio, why="a" * 501)
    assert withdraw(floor, folio, by=floor.sofia).status == "open"
    with refused("withdrawn_already"):
        withdraw(floor, folio)


def test_a_message_of_the_customer_a_note_and_the_answer_of_another_inquiry_are_no_answers(floor):
    folio, other = floor.log(group_mail()).folio, floor.log(group_mail()).folio
    floor.do(add_note, folio, text="Preguntar")
    reply(floor, other, at=later(hours=1))
    for contact in (*floor.of(folio).contacts, floor.of(other).contacts[-1]):
        with refused("no_answer"):
            floor.do(withdraw_answer, folio, contact_id=contact.id, why="no", version=None)


# No late answer looks like a kept promise


def test_an_answer_withdrawn_and_recorded_again_earlier_says_when_it_was_written_down(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=LATE)
    withdraw(floor, folio, now=LATE + timedelta(hours=1))
    reply(floor, folio, at=later(hours=1), now=LATE + timedelta(hours=2))
    first, second = floor.of(folio).contacts[1:]
    assert (first.at, first.withdrawn_at) == (LATE, LATE + timedelta(hours=1))
    assert (second.at, second.logged_at) == (later(hours=1), LATE + timedelta(hours=2))


def test_a_wrong_reason_given_to_what_is_overdue_and_taken_back_after_the_answer_is_a_breach(floor):
    folio = floor.log(group_mail()).folio
    floor.do(change_reason, folio, subcase_code="OTH_UNCLASSIFIED", now=LATE, version=None)
    reply(floor, folio, at=LATE, then="closed")
    assert judged(floor, folio) == []
    floor.do(change_reason, folio, subcase_code="GRP_H2_INFO", now=LATE, version=None)
    assert judged(floor, folio) == [(NOW, LATE)]
    assert floor.of(folio).deadlines[-1].due_at == DUE


def test_the_promise_of_a_case_corrected_and_corrected_back_is_the_one_first_told(own_floor):
    floor = own_floor
    folio = floor.log(group_mail()).folio
    floor.do(change_reason, folio, subcase_code="OTH_UNCLASSIFIED", version=None)
    with floor.store.writing() as work:
        work.add(closing_wednesday())
    floor.do(change_reason, folio, subcase_code="GRP_H2_INFO", version=None)
    (deadline,) = floor.owed(folio)
    assert (deadline.due_at, deadline.promised_due_at) == (DUE + timedelta(days=1), DUE)


def test_what_was_judged_under_one_promise_is_not_judged_again_under_another(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=LATE)
    floor.do(change_reason, folio, subcase_code="GRP_OTHER_INFO", now=LATE, version=None)
    assert judged(floor, folio) == [(NOW, LATE)]


def test_a_reason_corrected_while_closed_is_owed_once_it_is_opened(floor):
    folio = floor.log(group_mail(**(OTHER | {"outcome": "dropped"}))).folio
    assert floor.inquiry(folio).status == "closed"
    floor.do(change_reason, folio, subcase_code="GRP_H2_INFO", now=later(days=1), version=None)
    assert floor.owed(folio) == []
    floor.do(reopen, folio, now=later(days=2), version=None)
    assert [(d.started_at, d.due_at) for d in floor.owed(folio)] == [(NOW, DUE)]


def test_several_deadlines_of_one_inquiry_are_judged_each_for_itself(floor):
    folio = floor.log(group_mail()).folio
    reply(floor, folio, at=later(hours=1))
    message(floor, folio, at=later(hours=2))
    reply(floor, folio, at=DUE + timedelta(days=5))
    message(floor, folio, at=DUE + timedelta(days=6))
    kept, late, runs = floor.of(folio).deadlines
    assert (kept.met_at <= kept.due_at, late.met_at > late.due_at, runs.met_at) == (True, True, None)
    assert floor.inquiry(folio).due_at == runs.due_at


# Two of the same matter


def test_a_duplicate_gives_its_contacts_to_the_other_with_their_times_and_is_closed(floor):
    first = floor.log(group_mail()).folio
    double = floor.log(group_mail(received_at=later(hours=2), notes="¿Y la cita?"), now=later(hours=3)).folio
    merge(floor, double, first)
    gone, on = floor.of(double), floor.of(first)
    assert (gone.inquiry.status, gone.inquiry.merged_into_id, gone.contacts) == ("closed", on.inquiry.id, [])
    assert [(one.at, one.logged_at) for one in on.contacts] == [(NOW, NOW), (later(hours=2), later(hours=3))]
    assert [d.ended_why for d in gone.deadlines] == ["merged"]
    assert judged(floor, first) == [(NOW, None)]
    assert (gone.kinds[-2:], on.kinds[-1]) == (["merged", "closed"], "merged_in")
    assert on.events[-1].details["contacts"] == [on.contacts[-1].id]


def test_the_clock_of_both_counts_from_the_oldest_unanswered_message_whichever_goes_on(floor):
    first = floor.log(group_mail()).folio
    second = floor.log(group_mail(received_at=later(days=4)), now=later(days=4)).folio
    merge(floor, first, second, now=later(days=4))
    assert judged(floor, second) == [(NOW, None)]
    assert [d.ended_why for d in floor.of(second).deadlines] == ["counts_from_older", ""]
    assert floor.inquiry(second).due_at == floor.owed(second)[0].promised_due_at == DUE


def test_what_was_answered_late_stays_late_whatever_it_is_merged_with(floor):
    late = floor.log(group_mail()).folio
    reply(floor, late, at=LATE)
    answered = floor.log(group_mail(received_at=later(hours=1)), now=later(hours=1)).folio
    reply(floor, answered, at=later(hours=2))
    merge(floor, late, answered, now=LATE)
    assert (NOW, LATE) in judged(floor, answered)
    assert [d.met_at > d.due_at for d in floor.of(answered).deadlines if d.started_at == NOW] == [True]


def test_an_answer_is_judged_from_the_older_message_of_a_duplicate(floor):
    older = floor.log(group_mail()).folio
    answered = floor.log(group_mail(received_at=later(days=5)), now=later(days=5)).folio
    reply(floor, answered, at=LATE)
    merge(floor, older, answered, now=LATE + timedelta(hours=1), by=floor.sofia)
    assert judged(floor, answered) == [(NOW, LATE)]
    assert [(d.ended_why, d.started_at) for d in floor.of(answered).deadlines if d.ended_at] == [
        ("counts_from_older", later(days=5)),
    ]  # fmt: skip


def test_a_later_answer_that_was_late_stays_late_beside_an_earlier_one_of_a_duplicate(floor):
    double = floor.log(group_mail(**OTHER)).folio
    reply(floor, double, at=later(hours=2))
    late = floor.log(group_mail(received_at=later(hours=1)), now=later(hours=1)).folio
    reply(floor, late, at=LATE)
    merge(floor, double, late, now=LATE)
    assert sorted(judged(floor, late)) == [(NOW, later(hours=2)), (later(hours=1), LATE)]


def test_only_a_supervisor_lets_the_answer_of_one_silence_what_is_overdue_on_the_other(floor):
    overdue = floor.log(group_mail()).folio
    answered = floor.log(group_mail(received_at=later(hours=1)), now=later(hours=1)).folio
    reply(floor, answered, at=later(hours=2))
    for folio, into in ((overdue, answered), (answered, overdue)):
        with refused("merge_overdue"):
            merge(floor, folio, into, now=LATE)
    assert merge(floor, overdue, answered, now=LATE, by=floor.sofia).status == "closed"


def test_a_duplicate_never_makes_the_answer_due_later(floor):
    promised, other = floor.log(group_mail()).folio, floor.log(group_mail(**OTHER)).folio
    with refused("merge_later"):
        merge(floor, promised, other)
    assert judged(floor, promised) == [(NOW, None)]
    merge(floor, other, promised)
    assert judged(floor, promised) == [(NOW, None)]


def test_a_closed_inquiry_opens_when_a_duplicate_that_waits_is_merged_into_it(floor):
    closed = floor.log(group_mail()).folio
    reply(floor, closed, at=later(hours=1), then="closed")
    double = floor.log(group_mail(received_at=later(hours=2)), now=later(hours=2)).folio
    merge(floor, double, closed)
    assert (floor.inquiry(closed).status, judged(floor, closed)[-1]) == ("open", (later(hours=2), None))
    assert (floor.inquiry(closed).closed_at, floor.of(closed).kinds[-2:]) == (None, ["reopened", "merged_in"])


def test_what_somebody_still_works_on_stays_open_in_the_one_it_is_merged_into(floor):
    closed, worked_on = floor.log(draft()).folio, floor.log(draft(outcome="escalated")).folio
    merge(floor, worked_on, closed)
    assert (floor.inquiry(closed).status, floor.of(closed).kinds[-2:]) == ("open", ["reopened", "merged_in"])


def test_the_older_message_of_a_duplicate_may_have_been_answered_before_the_other_was_received(floor):
    older = floor.log(group_mail()).folio
    newer = floor.log(group_mail(received_at=later(days=1)), now=later(days=1)).folio
    merge(floor, older, newer, now=later(days=1))
    reply(floor, newer, at=later(hours=3), now=later(days=1))
    assert judged(floor, newer) == [(NOW, later(hours=3)), (later(days=1), None)]
    with refused("before_receipt"):
        reply(floor, newer, at=later(hours=-1), now=later(days=1))


def test_nothing_is_done_to_a_duplicate_any_more_and_one_is_told_where_to_go(floor):
    first, double = floor.log(group_mail()).folio, floor.log(group_mail()).folio
    merge(floor, double, first)
    for verb, given in (
        (add_note, {"text": "Hola"}), (assign, {"to": floor.berta, "version": None}), (reopen, {"version": None}),
        (merge_into, {"into": first, "version": None}),
    ):  # fmt: skip
        with pytest.raises(DeskError) as no:
            floor.do(verb, double, **given)
        assert (no.value.code, no.value.details["into"]) == ("merged", first)
    with refused("merged"):
        merge(floor, first, double)
    with refused("merge_itself"):
        merge(floor, first, first)
    with refused("unknown_folio"):
        merge(floor, first, "26-999999-9")


def test_a_duplicate_is_found_by_its_folio_and_its_words_lead_to_the_one_that_goes_on(floor):
    first = floor.log(group_mail()).folio
    double = floor.log(group_mail(notes="el asunto de las zarzamoras")).folio
    merge(floor, double, first)
    with floor.store.reading() as look:
        assert [row.folio for row in search(look, "zarzamoras").rows] == [first]
        assert [row.folio for row in search(look, double).rows] == [double]


def test_the_passport_of_a_duplicate_is_watched_once(floor):
    kept, double = floor.log(group_mail()).folio, floor.log(passport(organisation="")).folio
    merge(floor, double, kept)
    assert (floor.of(double).delivery, floor.of(kept).delivery.visa_issued_on.day) == (None, 3)
    again = floor.log(passport(organisation="", tracking_number="3318810025", carrier_code="DHL_EXPRESS")).folio
    merge(floor, again, kept)
    ours, theirs = floor.of(kept).delivery, floor.of(again).delivery
    assert (ours.tracking_number, theirs.tracking_number, theirs.settled_why) == ("3318810025", "", "duplicate")
    another = floor.log(passport(organisation="", tracking_number="4418810025")).folio
    with refused("two_passports"):
        merge(floor, another, kept)


def test_a_voice_mail_logged_apart_joins_its_mail_and_the_clock_counts_from_the_mail(floor):
    mail = floor.log(emergency_mail(received_at=later(minutes=12)), now=later(minutes=15)).folio
    voice = floor.log(
        emergency_mail(channel="voicemail", line_code="LN_H2_EMERGENCY", mailbox_code="", subject="", organisation="",
                       emergency_reason="Accidente", callback_phone="664 231 7808")
    ).folio  # fmt: skip
    merge(floor, voice, mail)
    pair = floor.of(mail).emergency
    assert (pair.mail_at, pair.voicemail_at, pair.reason) == (later(minutes=12), NOW, "Accidente")
    assert (pair.company, pair.callback_digits) == ("Agrícola del Norte", "6642317808")
    assert judged(floor, mail) == [(later(minutes=12), None)]


def test_an_emergency_and_what_is_none_are_not_merged(floor):
    mail, plain = floor.log(emergency_mail()).folio, floor.log(group_mail()).folio
    for folio, into in ((mail, plain), (plain, mail)):
        with refused("merge_emergency"):
            merge(floor, folio, into)


# Two matters in one


def test_a_second_matter_becomes_an_inquiry_of_its_own_received_when_its_message_was(floor):
    whole = floor.log(group_mail(name="Rosa Vega")).folio
    reply(floor, whole, at=later(hours=1))
    message(floor, whole, at=later(hours=2), text="Además, mi recibo")
    part = split(floor, whole, floor.of(whole).contacts[-1].id).folio
    mine, rest = floor.of(part), floor.of(whole)
    assert (mine.inquiry.split_from_id, mine.inquiry.received_at) == (rest.inquiry.id, later(hours=2))
    assert (mine.inquiry.reason_code, mine.inquiry.customer_id) == ("PAYMENT", rest.inquiry.customer_id)
    assert ([one.text for one in mine.contacts], len(rest.contacts)) == (["Además, mi recibo"], 2)
    assert judged(floor, whole) == [(NOW, later(hours=1))]
    assert ([d.ended_why for d in rest.deadlines], rest.inquiry.due_at) == (["", "split"], None)
    assert (rest.kinds[-1], mine.kinds) == ("split", ["split_from"])
    assert (rest.events[-1].details["folio"], mine.events[0].details["folio"]) == (part, whole)


def test_two_matters_in_one_mail_keep_its_receipt_both(floor):
    whole = floor.log(group_mail(reason_code="OTHER", subcase_code="OTH_UNCLASSIFIED", outcome="escalated")).folio
    part = split(floor, whole, case="GRP_OTHER_INFO", now=later(days=3)).folio
    assert [(d.started_at, d.due_at) for d in floor.owed(part)] == [(NOW, DUE)]
    assert [one.at for one in (*floor.of(whole).contacts, *floor.of(part).contacts)] == [NOW, NOW]


def test_a_split_pressed_twice_is_one_inquiry(floor):
    whole = floor.log(group_mail()).folio
    assert split(floor, whole).folio == split(floor, whole).folio


def test_only_messages_of_this_inquiry_are_split_off(floor):
    whole, other = floor.log(group_mail()).folio, floor.log(group_mail()).folio
    reply(floor, whole, at=later(hours=1))
    for contact in (floor.of(whole).contacts[-1], floor.of(other).contacts[0]):
        with refused("not_a_message"):
            split(floor, whole, contact.id)
    with refused("retired_reason"):
        split(floor, whole, case="NONE_SUCH")


def test_a_voice_mail_joined_to_the_wrong_emergency_is_split_off_as_one_of_its_own(floor):
    mail = floor.log(emergency_mail()).folio
    floor.do(join_voicemail, mail, at=later(hours=1), now=later(hours=1), version=None, reason="Otro grupo")
    part = split(floor, mail, floor.of(mail).contacts[-1].id, case="GRP_H2_EMERGENCY").folio
    assert (floor.of(mail).emergency.voicemail_at, floor.of(part).emergency.voicemail_at) == (None, later(hours=1))
    assert [d.started_at for d in floor.owed(part)] == [later(hours=1)]


def test_what_was_withdrawn_merged_and_split_leaves_counts_that_equal_a_full_count(floor):
    with floor.store.reading() as look:
        assert counted(look) == recount(look)
    for inquiry in floor.rows(Inquiry):
        owed = floor.owed(inquiry.folio)
        assert inquiry.due_at == min((d.due_at for d in owed), default=None)
        assert not (owed and inquiry.status == "closed")
        assert not (inquiry.merged_into_id and inquiry.status != "closed")

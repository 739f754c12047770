"""What an organisation's page reads, on both databases."""

from datetime import timedelta

from db.queries import organisations
from db.queries.organisation_standing import standing
from db.queries.search import search
from desk.replies import record_reply
from tests.cast import DUE, NOW, emergency_mail, group_mail

LATER = DUE + timedelta(days=1)


def test_an_organisation_is_found_by_any_part_of_its_name_and_its_figures_are_its_own(floor):
    name = "Viveros Ñandú, S. de R.L. 100%"
    kept, late, owed = (floor.log(group_mail(organisation=name, name=f"Persona {n}")).folio for n in range(3))
    emergency = floor.log(emergency_mail(organisation=name)).folio
    floor.log(group_mail(organisation="Otra empresa"))
    floor.do(record_reply, kept, channel="email", now=DUE, version=None)
    floor.do(record_reply, late, channel="email", now=LATER, version=None)
    with floor.store.reading() as look:
        (company,) = organisations.found(look, "NANDU")
        assert organisations.found(look, "viveros n") == (company,)
        assert organisations.found(look, "100%") == (company,)
        assert organisations.found(look, "100_") == organisations.found(look, " ") == ()
        found = standing(look, company.id, now=LATER)
        assert (found.inquiries, found.judged, found.kept) == (4, 4, 1)
        assert found.emergency == (emergency, NOW, "America/Tijuana")
        assert [one.folio for one in organisations.promised(look, company.id)] == [emergency, owed]
        assert [one.folio for one in organisations.inquiries(look, company.id).rows] == [emergency, owed, late, kept]
        assert [one.name for one in organisations.representatives(look, company.id)][:1] == ["Persona 2"]
        assert len(search(look, "viveros nandu").rows) == 4


def test_a_promise_kept_by_an_answer_written_down_after_its_term_is_told_apart(floor):
    name = "Huertos Tardíos"
    at_once, afterwards = (floor.log(group_mail(organisation=name)).folio for _ in range(2))
    floor.do(record_reply, at_once, channel="email", at=DUE, now=DUE, version=None)
    floor.do(record_reply, afterwards, channel="email", at=DUE, now=LATER, version=None)
    with floor.store.reading() as look:
        (company,) = organisations.found(look, name)
        found = standing(look, company.id, now=LATER)
    assert (found.judged, found.kept, found.afterwards) == (2, 2, 1)

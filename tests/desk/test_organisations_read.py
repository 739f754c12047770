"""What an organisation's page reads, on both databases."""

from datetime import timedelta

from db.queries import organisations
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
        standing = organisations.standing(look, company.id, now=LATER)
        assert (standing.inquiries, standing.judged, standing.kept) == (4, 4, 1)
        assert standing.emergency == (emergency, NOW, "America/Tijuana")
        assert [one.folio for one in organisations.promised(look, company.id)] == [emergency, owed]
        assert [one.folio for one in organisations.inquiries(look, company.id).rows] == [emergency, owed, late, kept]
        assert [one.name for one in organisations.representatives(look, company.id)][:1] == ["Persona 2"]
        assert len(search(look, "viveros nandu").rows) == 4

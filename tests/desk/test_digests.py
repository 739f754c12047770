"""The claim on a digest: one for a person and a day, on both databases; taken away again when nobody was told."""

from datetime import date

from db.models import Account, DigestSent
from db.queries.digest import readers
from desk.digests import claim_digest, release_digest
from tests.cast import NOW

DAY = date(2026, 3, 19)


def test_a_day_is_claimed_once_and_free_again_when_it_was_released(floor):
    def claim(day=DAY):
        with floor.store.writing() as work:
            return claim_digest(work, floor.sofia, on=day, now=NOW)

    assert [claim(), claim(), claim(date(2026, 3, 20))] == [True, False, True]
    with floor.store.writing() as work:
        release_digest(work, floor.sofia, on=DAY)
        release_digest(work, floor.ana, on=DAY)
    assert claim()
    assert len(floor.rows(DigestSent)) == 2


def test_administrators_read_the_digest_as_supervisors_do_and_nobody_else_does(own_floor):
    with own_floor.store.writing() as work:
        work.add_all(
            Account(name=role, display_name=role, password_hash="-", role=role, created_at=NOW, email=f"{role}@b.ex")
            for role in ("agent", "supervisor", "administrator", "auditor")
        )
    with own_floor.store.reading() as look:
        assert [one.name for one in readers(look)] == ["administrator", "supervisor"]

"""The change of a day: in per cent where there is enough to divide by, in inquiries where there is not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from db.queries.reports_cells import Counts
from views.day_figures import FEW, day_figures
from words import speaking

NOW = date(2026, 3, 13)


@pytest.mark.parametrize(("now", "then", "said"), [
    (21, 1, "+20"), (3, 0, "+3"), (FEW - 1, FEW - 2, "+1"), (FEW, 20, "+50 %"), (45, 60, "-25 %"), (90, 0, "+90"),
])  # fmt: skip
def test_a_small_change_of_the_day_is_told_in_inquiries(now, then, said):
    counts = Counts({"by_hour": ((NOW.isoformat(), "08", now), ((NOW - timedelta(days=7)).isoformat(), "08", then))})
    with speaking("es"):
        shown = day_figures({}, counts, now=datetime(2026, 3, 13, 23, tzinfo=UTC), zone="America/Tijuana",
                            next_day=NOW + timedelta(days=4), west="America/Tijuana")  # fmt: skip
    assert next(one for one in shown if one.name == "received").change.replace("\xa0", " ").replace("−", "-") == said

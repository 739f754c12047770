"""Internal targets: what a supervisor asks of the desk where the page promises nothing. Never a promise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rules.closing_days import Calendar
from rules.deadlines import due
from rules.zones import Zone, local_date


@dataclass(frozen=True, slots=True)
class Target:
    """So many business days for a case, or for every case of a reason, received on `holds_from` or later."""

    id: int
    reason_code: str
    subcase_code: str
    business_days: int
    holds_from: date

    def due(self, received_at: datetime, zone: Zone, calendar: Calendar) -> datetime:
        """Until when: counted as a promise is, from the local date of receipt."""
        return due(received_at, zone, self.business_days, calendar)


def target_of(
    targets: Iterable[Target], reason_code: str, subcase_code: str, *, received_at: datetime, zone: Zone
) -> Target | None:
    """The target of an inquiry: that of its case before that of its reason, of each the latest that holds already."""
    on = local_date(received_at, zone)
    mine = [one for one in targets if one.reason_code == reason_code and one.subcase_code in ("", subcase_code)
            and one.holds_from <= on]  # fmt: skip
    return max(mine, key=lambda one: (one.subcase_code != "", one.holds_from, one.id), default=None)

"""What the tests of the rules share: the seven zones, the named calendars, moments and days to try them on."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from rules.closing_days import NAMED, Calendar, ClosingDay
from rules.codes import Layer
from seed.tables import rows

MEXICO_CITY, TIJUANA, JUAREZ = "America/Mexico_City", "America/Tijuana", "America/Ciudad_Juarez"
MATAMOROS, HERMOSILLO, CANCUN = "America/Matamoros", "America/Hermosillo", "America/Cancun"
ZONES = sorted({row["iana_zone"] for row in rows("cities")})
FIRST, LAST = date(2023, 1, 1), date(2035, 12, 31)

EXTRAORDINARY = tuple(
    ClosingDay(
        date.fromisoformat(row["date"]), Layer.EXTRAORDINARY, row["name_es"], row["name_en"], row["source"],
        row["status"],
    )
    for row in rows("calendar_days") if row["extraordinary"] == "1"
)  # fmt: skip
CALENDARS = {name: Calendar.named(name, added=EXTRAORDINARY) for name in NAMED}
MISSION = CALENDARS["mission"]

zones = st.sampled_from(ZONES)
calendars = st.sampled_from(list(CALENDARS.values()))
days = st.dates(FIRST, LAST)
moments = st.datetimes(datetime(2023, 1, 2), datetime(2035, 12, 30), timezones=st.just(UTC))


def own(day: date) -> ClosingDay:
    """A day a supervisor closed."""
    return ClosingDay(day, Layer.OWN, "Inventario", "Stocktaking", "a supervisor", "own")


def at(text: str) -> datetime:
    """A moment as it is written in the worked cases."""
    return datetime.fromisoformat(text)

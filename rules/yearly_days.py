"""The closing days that the law or the Mission's habit sets for any year: three layers, from the calendar alone."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

import holidays

from rules.codes import Layer

LFT = "LFT art.74"
FEDERAL = "5 USC 6103"
MISSION = "Mission list"
PUBLISHED_YEARS = frozenset({2024, 2025})  # a list of the Mission was seen in the press (mission_closings_found.csv)
OBSERVED = " (observed)"

# What the holidays package says -> what our calendar says, in Spanish and English (calendar_days.csv).
MEXICAN = {
    "Año Nuevo": ("Año Nuevo", "New Year's Day"),
    "Día de la Constitución": ("Día de la Constitución (5 feb)", "Constitution Day"),
    "Natalicio de Benito Juárez": ("Natalicio de Benito Juárez (21 mar)", "Benito Juárez's Birthday"),
    "Día del Trabajo": ("Día del Trabajo", "Labour Day"),
    "Día de la Independencia": ("Día de la Independencia", "Independence Day (Mexico)"),
    "Transmisión del Poder Ejecutivo Federal": (
        "Transmisión del Poder Ejecutivo Federal",
        "Change of the Federal Executive",
    ),
    "Día de la Revolución": ("Día de la Revolución (20 nov)", "Revolution Day"),
    "Navidad": ("Navidad", "Christmas Day"),
}
FEDERAL_NAMES = {
    "New Year's Day": ("Año Nuevo (EE. UU.)", "New Year's Day"),
    "Martin Luther King Jr. Day": ("Natalicio de Martin Luther King Jr.", "Martin Luther King Jr. Day"),
    "Washington's Birthday": ("Natalicio de Washington", "Washington's Birthday"),
    "Memorial Day": ("Memorial Day", "Memorial Day"),
    "Juneteenth National Independence Day": ("Juneteenth", "Juneteenth"),
    "Independence Day": ("Independencia de EE. UU.", "Independence Day (US)"),
    "Labor Day": ("Labor Day", "Labor Day"),
    "Columbus Day": ("Columbus Day", "Columbus Day"),
    "Veterans Day": ("Veterans Day", "Veterans Day"),
    "Thanksgiving Day": ("Acción de Gracias", "Thanksgiving Day"),
    "Christmas Day": ("Navidad (EE. UU.)", "Christmas Day"),
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class YearlyDay:
    """A day of one layer before anyone has said whether a published list confirms it."""

    on: date
    name_es: str
    name_en: str
    source: str


@lru_cache(maxsize=512)
def yearly_days(layer: Layer, year: int) -> tuple[YearlyDay, ...]:
    """The days a layer closes in a year, by date; weekends included, they change no count.

    Extraordinary and own days follow no rule: they are data, and those two layers are empty here.
    Source: LFT art. 74; 5 USC 6103 with observed days; the Mission's lists of 2024 and 2025.
    """
    match layer:
        case Layer.MX_LFT:
            return _mexican(year)
        case Layer.US_FEDERAL:
            return _federal(year)
        case Layer.MISSION_LOCAL:
            return _mission(year)
        case _:
            return ()


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous Gregorian computus (Nature, 1876; Meeus, Astronomical Algorithms, ch. 8).
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _mexican(year: int) -> tuple[YearlyDay, ...]:
    # Every public entry of the package is statutory. Fraction VII is the change of the executive power, 1 October every
    # six years since 2024; fraction IX (election day) is always a Sunday.
    found = holidays.country_holidays("MX", years=year, language="es", expand=False)
    return tuple(sorted(_named(on, name, names=MEXICAN, source=LFT) for on, name in found.items()))


def _federal(year: int) -> tuple[YearlyDay, ...]:
    # From this year and the next: New Year on a Saturday is observed on 31 December of the year before.
    years = (year, min(year + 1, MAXYEAR))
    found = holidays.country_holidays("US", years=years, language="en_US", expand=False)
    days = (_named(on, name, names=FEDERAL_NAMES, source=FEDERAL) for on, name in found.items() if on.year == year)
    return tuple(sorted(days))


def _mission(year: int) -> tuple[YearlyDay, ...]:
    sunday = easter(year)
    return (
        YearlyDay(on=sunday - timedelta(days=3), name_es="Jueves Santo", name_en="Holy Thursday", source=MISSION),
        YearlyDay(on=sunday - timedelta(days=2), name_es="Viernes Santo", name_en="Good Friday", source=MISSION),
        YearlyDay(
            on=date(year, 12, 12), name_es="Virgen de Guadalupe", name_en="Our Lady of Guadalupe", source=MISSION
        ),
    )


def _named(on: date, name: str, *, names: dict[str, tuple[str, str]], source: str) -> YearlyDay:
    plain = name.removesuffix(OBSERVED)
    name_es, name_en = names.get(plain, (plain, plain))
    if plain != name:
        name_es, name_en = f"{name_es} (observado)", f"{name_en}{OBSERVED}"
    return YearlyDay(on=on, name_es=name_es, name_en=name_en, source=source)

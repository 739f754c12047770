"""What is written down about an inquiry: short, as agents write, and never twice the same for long."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
POSTS = (
    "Ciudad Juárez", "Guadalajara", "Hermosillo", "Matamoros", "Mérida", "Ciudad de México", "Monterrey", "Nogales",
    "Nuevo Laredo", "Tijuana",
)  # fmt: skip
MONTHS = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


@lru_cache
def _lines() -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    with (HERE / "notes.csv").open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            key = r["subcase_code"], r["lang"]
            found[key] = (*found.get(key, ()), r["text"])
    return found


def note(
    rng: Random, about: str, *, language: str, on: date, people: int = 0, city: str = "", company: str = "",
    issued: date | None = None,
) -> str:  # fmt: skip
    """A line about a sub-case (or "reply", "message", "voicemail", "note", "subject", "emergency_subject")."""
    line = rng.choice(_lines().get((about, language)) or _lines()[about, "es"])
    if "{" not in line:
        return line
    said = MONTHS[language]
    return line.format(
        n=people or rng.randint(2, 6), city=city or rng.choice(POSTS), post=rng.choice(POSTS), company=company,
        day=_day(on - timedelta(days=rng.randint(1, 12)), said),
        soon=_day(on + timedelta(days=rng.randint(3, 30)), said), issued=_day(issued or on, said),
    )  # fmt: skip


def _day(day: date, said: tuple[str, ...]) -> str:
    return f"{day.day} {said[day.month - 1]}"

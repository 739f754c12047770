"""Invented people and companies: names as they sound in Mexico, numbers nobody has, mail at example.com."""

import csv
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from rules.folding import fold
from seed.stories.weights import Line, weights

HERE = Path(__file__).resolve().parent
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
REMEMBERED = 1_500
"""How many of the last callers may call again."""
NAMELESS, AGAIN = 0.1, 0.2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who never was. `number` is theirs alone, and so are phone, mail and DS-160, which come from it."""

    number: int
    name: str
    phone: str
    email: str
    ds160: str
    passport_last4: str
    language: str
    line: Line
    organisation: str = ""


@lru_cache
def texts(kind: str) -> tuple[str, ...]:
    """The names of one kind in names.csv."""
    with (HERE / "names.csv").open(encoding="utf-8", newline="") as file:
        return tuple(r["text"] for r in csv.DictReader(file) if r["kind"] == kind)


class Cast:
    """Everybody of a story: companies' contacts, who come back all year, and people, who may call again soon."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._made = 0
        self._recent: deque[Person] = deque(maxlen=REMEMBERED)
        self._contacts: dict[str, tuple[Person, ...]] = {}

    def anybody(self) -> Person | None:
        """Somebody new, somebody who called lately, or a caller who leaves nothing to be known by."""
        chance = self._rng.random()
        if chance < NAMELESS:
            return None
        if self._recent and chance < NAMELESS + AGAIN:
            return self._rng.choice(self._recent)
        return self.somebody()

    def somebody(self) -> Person:
        """Somebody who calls for the first time."""
        english = self._rng.random() > weights().share["share_spanish"]
        new = self._make(weights().lines.pick(self._rng), "en" if english else "es")
        self._recent.append(new)
        return new

    def contact_of_company(self, kind: str) -> Person:
        """One of the one or two people who write for a company; `kind` is h2 or other."""
        company = self._rng.choice(texts(f"company_{kind}"))
        if company not in self._contacts:
            language = "es" if any(sign in fold(company) for sign in (" de ", " el ", " la ")) else ""
            language = language or self._rng.choices(("es", "en"), (0.42, 0.58))[0]
            line = weights().lines.pick(self._rng)
            self._contacts[company] = tuple(self._make(line, language, company) for _ in range(self._rng.randint(1, 2)))
        return self._rng.choice(self._contacts[company])

    def _make(self, line: Line, language: str, organisation: str = "") -> Person:
        self._made += 1
        rng, number = self._rng, self._made
        first, last = rng.choice(texts("first")), rng.choice(texts("last"))
        mixed = number * 7_919 % 1_000_000
        bare = fold(f"{first.split()[0]}.{last}")
        with_mail, with_ds160 = rng.random() < 0.75 or bool(organisation), rng.random() < 0.55 and not organisation
        return Person(
            number=number, name=f"{first} {last} {rng.choice(texts('last'))}", phone=_phone(line.area_code, mixed),
            email=f"{bare}{number}@example.com" if with_mail else "",
            ds160=f"AA00{_six_signs(number)}" if with_ds160 else "",
            passport_last4=f"{mixed % 10_000:04}" if rng.random() < 0.2 else "", language=language, line=line,
            organisation=organisation,
        )  # fmt: skip


def _phone(area_code: str, six_digits: int) -> str:
    digits = f"{six_digits:06}"
    if area_code in ("703", "571"):
        return f"+1 {area_code} 5{digits[:2]} {digits[2:]}"
    if len(area_code) == 2:
        return f"{area_code} 50{digits[:2]} {digits[2:]}"
    return f"{area_code} 5{digits[:2]} {digits[2:]}"


def _six_signs(number: int) -> str:
    mixed, signs = number * 1_299_709 % 36**6, ""
    for _ in range(6):
        mixed, sign = divmod(mixed, 36)
        signs = SIGNS[sign] + signs
    return signs

"""What makes a password, and how it is kept: argon2id, two at a time."""

import re
import threading
import unicodedata
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST, MOST = 12, 256
COMMON = Path(__file__).with_name("common_passwords.txt")
LOOKS_LIKE = str.maketrans("0134578@$!", "oieastbasi")
FEWEST_SIGNS = 5
WORDS = re.compile(r"\w+")

# OWASP's first configuration: 46 MiB, one pass. Two at a time, or forty sign-ins at eight o'clock fill the memory.
_hasher = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)
_two_at_a_time = threading.Semaphore(2)


def password_problem(password: str, *, name: str) -> str | None:
    """Why a password is refused: `password_short`, `password_long`, `password_name`, `password_common`; None when good.

    No rule about kinds of characters: length and not being guessable are what helps.
    """
    given = _same(password)
    if len(given) < LEAST:
        return "password_short"
    if len(given) > MOST:
        return "password_long"
    folded, owner = given.casefold(), name.strip().casefold()
    if owner and (owner in folded if len(owner) > 3 else owner in WORDS.findall(folded)):
        return "password_name"  # a short name only as a word of its own: "ana" may choose a "ventana"
    return "password_common" if _is_common(folded) else None


def hash_password(password: str) -> str:
    """What is stored of a password."""
    with _two_at_a_time:
        return _hasher.hash(_same(password))


def password_matches(stored: str, given: str) -> bool:
    """Whether `given` is the password behind `stored`; False for what is not a hash at all."""
    if len(given) > MOST:
        given = given[:MOST] + "\x00"  # as much work as any other wrong one, and surely wrong
    try:
        with _two_at_a_time:
            return _hasher.verify(stored, _same(given))
    except (VerificationError, InvalidHashError):
        return False


def _same(password: str) -> str:
    """One spelling for what different keyboards send for the same letters."""
    return unicodedata.normalize("NFKC", password)


def _is_common(folded: str) -> bool:
    """A common word, also with figures or signs around it ("contraseña2026!!"), in leet, or said over and over."""
    if len(set(folded)) < FEWEST_SIGNS:
        return True
    candidates = {folded, folded[: (folded + folded).find(folded, 1)]}
    candidates |= {one.translate(LOOKS_LIKE) for one in candidates}
    candidates |= {_core(one) for one in candidates}
    return bool(candidates & _common())


def _core(word: str) -> str:
    """The word without what is not a letter at its ends."""
    letters = [place for place, sign in enumerate(word) if sign.isalpha()]
    return word[letters[0] : letters[-1] + 1] if letters else ""


@lru_cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split())

"""Text made comparable: accent-blind and case-blind for finding, harmless for search engines and spreadsheets."""

import re
import unicodedata
from functools import lru_cache
from typing import TypeVar

MOST_TERMS = 16
WORD = re.compile(r"[^\W_]+")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
LEADING_NOISE = " \u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\"'`´‘’“”«»"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\u2212")
TEXT_MARK = "'"

Cell = TypeVar("Cell")


def fold(text: str) -> str:
    """A text without accents and case, for comparing and finding: "Mérida" and "MERIDA" are one.

    The ñ becomes n; full-width letters and digits become plain ones. Folding twice changes nothing.
    Source: DOMAIN, labels lack accents; page_anomalies.csv A04.
    """
    # Letter by letter, for marks are dropped and no letter's fold depends on its neighbours; most letters are ASCII.
    return BEYOND_ASCII.sub(_letter, text).casefold()


def search_terms(query: str) -> tuple[str, ...]:
    """The words of a query, folded, letters and digits only, each once and at most 16: nothing a search engine obeys.

    Quotes, stars, colons and brackets fall away; AND, OR, NOT and NEAR become ordinary lower-case words.
    """
    return tuple(dict.fromkeys(WORD.findall(fold(query))))[:MOST_TERMS]


def escape_formula(cell: Cell) -> Cell | str:
    """A cell for CSV or XLSX that no spreadsheet runs: a text that would start a formula gets a leading apostrophe.

    = + - @ TAB CR LF, also full-width, also after spaces, quotes or signs that cannot be seen. Numbers, dates and empty
    cells stay what they are. Source: OWASP, CSV injection.
    """
    if not isinstance(cell, str):
        return cell
    bare = unicodedata.normalize("NFKC", cell).lstrip(LEADING_NOISE)
    return TEXT_MARK + cell if bare.startswith(STARTS_FORMULA) else cell


def _letter(found: re.Match[str]) -> str:
    return fold_letter(found[0])


@lru_cache(maxsize=4_096)
def fold_letter(letter: str) -> str:
    """The fold of one letter by its definition: marks off, case off, again until nothing changes."""
    bare = letter
    while (folded := _bare(_bare(bare).casefold())) != bare:
        bare = folded
    return bare


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))

"""Which column of a courier's list is which: by its name in Spanish or English, else by what it holds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rules.carriers import ANY, CarrierFormat, TrackingWarning, check_tracking
from rules.courier_list import FEWEST, Column, Row, plain_cell, tidy_ds160
from rules.folding import fold
from rules.folio import parse_folio
from rules.problems import DS160

SEARCHED = 25
"""Among so many first rows the names of the columns are looked for: a list may have a title above them."""
JUDGED = 200
ENOUGH = 0.6
"""The share of a column's cells that must look alike."""
LONGEST_NAME = 40
WORDS = re.compile(r"[^\W\d_]+")
PERSON = re.compile(r"[^\W\d_]+(?:[ ,.'’-]+[^\W\d_]+){1,8}\.?")

NAMES: Mapping[Column, str] = {
    Column.TRACKING: r"(?:(?:n(?:o|um|umero|ro)?|#) ?(?:de )?)?(?:guia|rastreo|envio|seguimiento)(?: (?:dhl|aerea"
                     r"|express|estafeta|fedex|ups|number))*|(?:guia|rastreo) (?:n(?:o|um|umero))|codigo de rastreo"
                     r"|(?:dhl )?(?:tracking|waybill|way bill|air waybill|awb|hawb|shipment|consignment)"
                     r"(?: (?:number|no|num|id|code|nr|n))?(?: dhl)?",
    Column.DS160: r"(?:(?:n(?:o|um|umero)|numero) (?:de )?)?(?:confirmacion )?ds ?-?160(?: (?:number|no|id|confirmation"
                  r"(?: (?:number|no))?|n))?|(?:n(?:o|um|umero) (?:de )?)?confirmacion|confirmation (?:number|no|code)"
                  r"|application id|codigo de barras|barcode",
    Column.FOLIO: r"(?:n(?:o|um|umero) (?:de )?)?folio(?: (?:number|no|de consulta))?|inquiry(?: (?:number|no))?",
    Column.NAME: r"nombres?(?: (?:completo|y apellidos?|del? (?:solicitante|destinatario|cliente)|\(s\)|s))*"
                 r"|(?:first|full|given|applicant|recipient|receiver|consignee|customer)? ?names?|applicant|solicitante"
                 r"|destinatario|consignatario|recipient|receiver|consignee|cliente|titular",
    Column.SURNAME: r"apellidos?(?: (?:paterno|s|y materno))*|(?:last|family) names?|surnames?",
    Column.CARRIER: r"mensajeria|paqueteria|courier|carrier|transportista|empresa de mensajeria",
}  # fmt: skip
NAMED = {column: re.compile(pattern) for column, pattern in NAMES.items()}
OTHERS = re.compile(r"(?:tel|cel|phone|movil|mobile|pasaporte|passport|cp|zip|fecha|date)\w*")
KEYS = (Column.FOLIO, Column.DS160, Column.NAME)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column is, and the rows below their names."""

    at: Mapping[Column, int]
    rows: tuple[Row, ...]


class WrongColumnsError(Exception):
    """The list has no tracking number, or nothing to find a person by. `found` are the columns it has."""

    def __init__(self, found: tuple[str, ...], *, lacks_number: bool, lacks_person: bool) -> None:
        super().__init__(found)
        self.found, self.lacks_number, self.lacks_person = found, lacks_number, lacks_person


def columns_of(rows: Sequence[Row], *, formats: Sequence[CarrierFormat]) -> Columns:
    """The columns of a list. Raises WrongColumnsError when no column is certain to hold the numbers, or the people."""
    filled = [row for row in rows if any(map(str.strip, row.cells))]
    start, named = _header(filled)
    below = filled[start:]
    taken = {at for at, one in enumerate(_cells(filled, start - 1)) if OTHERS.match(_bare(one))} if named else set()
    at = dict(named)
    for column, holds in ((Column.FOLIO, _is_folio), (Column.DS160, _is_ds160), (Column.NAME, _is_person)):
        if column not in at:
            at |= _by_content(column, below, holds, {*taken, *at.values()})
    if Column.TRACKING not in at:
        at |= _by_content(Column.TRACKING, below, lambda cell: _is_tracking(cell, formats), {*taken, *at.values()})
    lacks_number, lacks_person = Column.TRACKING not in at, not any(key in at for key in KEYS)
    if lacks_number or lacks_person:
        found = tuple(name.strip()[:LONGEST_NAME] for name in _cells(filled, max(0, start - 1)) if name.strip())
        raise WrongColumnsError(found, lacks_number=lacks_number, lacks_person=lacks_person)
    return Columns(at, tuple(below))


def _header(rows: Sequence[Row]) -> tuple[int, dict[Column, int]]:
    """How many rows stand above the list, its names included, and the columns they name."""
    best: tuple[int, dict[Column, int]] = (0, {})
    for above, row in enumerate(rows[:SEARCHED], 1):
        named: dict[Column, int] = {}
        for at, cell in enumerate(row.cells):
            column = _named(cell)
            if column is not None:
                named.setdefault(column, at)
        if Column.SURNAME in named and Column.NAME not in named:  # a surname alone finds nobody
            del named[Column.SURNAME]
        if len(named) > len(best[1]):
            best = above, named
    return best


def _named(cell: str) -> Column | None:
    bare = _bare(cell)
    return next((column for column, pattern in NAMED.items() if pattern.fullmatch(bare)), None) if bare else None


def _bare(cell: str) -> str:
    """A column's name as it is compared: folded, with single spaces for whatever else stands in it."""
    return " ".join(re.sub(r"[^\w#()-]+|_+", " ", fold(cell[:LONGEST_NAME])).split())


def _by_content(
    column: Column, rows: Sequence[Row], holds: Callable[[str], bool], taken: set[int]
) -> dict[Column, int]:
    """The one column whose cells look like it; none when two do."""
    width = max((len(row.cells) for row in rows), default=0)
    shares: dict[int, float] = {}
    for at in set(range(width)) - taken:
        cells = [plain_cell(cell) for cell in _column(rows, at)]
        shares[at] = sum(map(holds, cells)) / len(cells) if cells else 0.0
    best = sorted(shares, key=lambda at: -shares[at])[:2]
    if not best or shares[best[0]] < ENOUGH or (len(best) > 1 and shares[best[1]] >= ENOUGH):
        return {}
    return {column: best[0]}


def _column(rows: Sequence[Row], at: int) -> Iterator[str]:
    return (row.cells[at] for row in rows[:JUDGED] if at < len(row.cells) and row.cells[at].strip())


def _cells(rows: Sequence[Row], n: int) -> tuple[str, ...]:
    return rows[n].cells if 0 <= n < len(rows) else ()


def _is_folio(cell: str) -> bool:
    return "-" in cell and parse_folio(cell) is not None


def _is_ds160(cell: str) -> bool:
    return DS160.fullmatch(tidy_ds160(cell)) is not None


def _is_person(cell: str) -> bool:
    return PERSON.fullmatch(cell) is not None


def _is_tracking(cell: str, formats: Sequence[CarrierFormat]) -> bool:
    """A courier's own number whose check digit fits: ten digits alone may be anybody's telephone."""
    if sum(letter.isdecimal() for letter in cell) < FEWEST:
        return False
    own = [one for one in check_tracking(cell, None, formats=formats).carriers if one != ANY]
    told = [check_tracking(cell, one, formats=formats).warning for one in own]
    return bool(told) and TrackingWarning.CHECK_DIGIT not in told

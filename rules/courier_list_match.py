"""Whose passport each line of a courier's list is: by folio, DS-160 or name, never by a guess.

A line is matched when one person is certain; where two are possible, or a number would be lost, somebody chooses.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rules.carriers import CarrierFormat
from rules.courier_list import ListLine
from rules.courier_list_carriers import with_carrier
from rules.courier_list_names import akin, turns_of
from rules.courier_list_verdicts import Judged, Known, Verdict, Wanted, Why
from rules.folding import fold, search_terms


def wanted(lines: Iterable[ListLine]) -> Wanted:
    """What these lines ask for."""
    asked = [line for line in lines if line.problem is None]
    return Wanted(
        folios=frozenset(line.folio for line in asked if line.folio),
        ds160s=frozenset(line.ds160 for line in asked if line.ds160),
        names=frozenset(turn for line in asked for turn in turns_of(line.name)),
        numbers=frozenset(line.number for line in asked),
    )


def judge(
    lines: Sequence[ListLine],
    known: Iterable[Known],
    *,
    formats: Sequence[CarrierFormat],
    usual: str = "",
    chosen: Mapping[int, str] | None = None,
) -> tuple[Judged, ...]:
    """A verdict for every line. `usual` is the courier of the list; `chosen` the folio somebody chose for a line."""
    desk = _Desk(known)
    alone = [with_carrier(_alone(line, desk), formats, usual) for line in lines]
    picked = [_picked(one, (chosen or {}).get(one.line.line, "")) for one in alone]
    return tuple(_together(picked, desk, chosen=chosen or {}))


class _Desk:
    """The deliveries of the desk by whatever a line says."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.folios: dict[str, list[Known]] = defaultdict(list)
        self.ds160s: dict[str, list[Known]] = defaultdict(list)
        self.names: dict[str, list[Known]] = defaultdict(list)
        self.numbers: dict[str, list[Known]] = defaultdict(list)
        for one in known:
            places = ((self.folios, one.folio), (self.ds160s, one.ds160), (self.names, fold(one.name)),
                      (self.numbers, one.tracking_number))  # fmt: skip
            for place, key in places:
                if key:
                    place[key].append(one)


def _alone(line: ListLine, desk: _Desk) -> Judged:
    """The verdict by this line only."""
    if line.problem is not None:
        return Judged(line=line, verdict=Verdict.REFUSED, why=line.problem)
    by_folio = desk.folios.get(line.folio, []) if line.folio else []
    by_ds160 = desk.ds160s.get(line.ds160, []) if line.ds160 else []
    if by_folio and by_ds160 and by_folio[0] not in by_ds160:
        return _choice(line, Why.DISAGREE, [*by_folio, *by_ds160])
    certain = by_folio or by_ds160
    if certain and line.name and not any(akin(one.name, line.name) for one in certain):
        return _choice(line, Why.OTHER_NAME, certain)
    turns = list(turns_of(line.name))
    found = certain or (desk.names.get(turns[0], []) if turns else [])
    if not found:
        turned = [one for turn in turns for one in desk.names.get(turn, [])]
        return _choice(line, Why.NAME_ORDER, turned) if turned else Judged(line=line, verdict=Verdict.UNKNOWN)
    if any(one.tracking_number == line.number for one in found):
        return _choice(line, Why.SEVERAL, found)
    if len({one.person_id or one.folio for one in found}) > 1:
        return _choice(line, Why.SAME_NAME, found)
    if not certain and line.ds160 and all(one.ds160 for one in found):
        return _choice(line, Why.OTHER_DS160, found)
    waiting = [one for one in found if one.waits]
    if len(waiting) == 1:
        return Judged(line=line, verdict=Verdict.MATCHED, to=waiting[0], candidates=tuple(waiting))
    if waiting:
        return _choice(line, Why.SEVERAL, waiting)
    return _choice(line, Why.SETTLED if all(one.settled for one in found) else Why.OTHER_NUMBER, found)


def _choice(line: ListLine, why: Why, candidates: Sequence[Known]) -> Judged:
    """Somebody chooses; but not again when one of them has this number already."""
    there = next((one for one in candidates if one.tracking_number == line.number), None)
    if there is not None:
        return Judged(line=line, verdict=Verdict.ALREADY, to=there)
    once = {one.folio: one for one in candidates}
    return Judged(line=line, verdict=Verdict.AMBIGUOUS, why=why, candidates=tuple(once.values()))


def _picked(one: Judged, folio: str) -> Judged:
    """What somebody chose for a line, when it is one of those it may be."""
    to = next((each for each in one.candidates if each.folio == folio), None)
    if to is None or one.verdict is not Verdict.AMBIGUOUS:
        return one
    return replace(one, verdict=Verdict.MATCHED, to=to)


def _together(judged: Sequence[Judged], desk: _Desk, *, chosen: Mapping[int, str]) -> Iterator[Judged]:
    """The same lines beside each other and beside what is stored: a number for two, a person twice."""
    people: dict[str, dict[str, int]] = defaultdict(dict)  # number -> who, and on which line first
    numbers: dict[str, dict[str, int]] = defaultdict(dict)  # folio -> its numbers, and on which line first
    for one in judged:
        if one.verdict is not Verdict.REFUSED:
            people[one.line.number].setdefault(_who(one), one.line.line)
        if one.verdict is Verdict.MATCHED and one.to is not None:
            numbers[one.to.folio].setdefault(one.line.number, one.line.line)
    for one in judged:
        yield _beside(one, desk, people, numbers, chosen) if one.verdict is Verdict.MATCHED else one


def _beside(
    one: Judged, desk: _Desk, people: Mapping[str, Mapping[str, int]], numbers: Mapping[str, Mapping[str, int]],
    chosen: Mapping[int, str],
) -> Judged:  # fmt: skip
    assert one.to is not None
    line, number, free = one.line.line, one.line.number, chosen.get(one.line.line) == one.to.folio
    mine = numbers[one.to.folio]
    if mine[number] != line:
        return replace(one, verdict=Verdict.ALREADY, why=Why.REPEATED, other=str(mine[number]))
    rival = next((at for each, at in mine.items() if each != number), None)
    if rival is not None and (not free or sum(chosen.get(at) == one.to.folio for at in mine.values()) > 1):
        return _back(one, Why.PERSON_TWICE, str(rival))
    others = [at for who, at in people[number].items() if who != _who(one)]
    if others and not free:
        return _back(one, Why.NUMBER_OF_TWO, str(others[0]))
    elsewhere = [each for each in desk.numbers.get(number, ()) if each.person_id != one.to.person_id]
    if elsewhere and not free:
        return _back(one, Why.NUMBER_ELSEWHERE, elsewhere[0].folio)
    return one


def _back(one: Judged, why: Why, other: str) -> Judged:
    return replace(one, verdict=Verdict.AMBIGUOUS, why=why, to=None, other=other)


def _who(one: Judged) -> str:
    """Whom a line means, as far as it can be known: the person of the desk, else what it says."""
    if one.to is not None:
        return f"person {one.to.person_id}" if one.to.person_id is not None else one.to.folio
    return one.line.folio or one.line.ds160 or " ".join(sorted(search_terms(one.line.name)))

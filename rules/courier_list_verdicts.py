"""What can become of a line of a courier's list, and what the desk knows about the deliveries it may mean."""

from dataclasses import dataclass
from enum import StrEnum

from rules.carriers import TrackingWarning
from rules.courier_list import LineProblem, ListLine


class Verdict(StrEnum):
    """What becomes of a line."""

    MATCHED = "matched"
    ALREADY = "already"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class Why(StrEnum):
    """Why somebody must choose, or why there is nothing to do."""

    SAME_NAME = "same_name"
    NAME_ORDER = "name_order"
    OTHER_NAME = "other_name"
    OTHER_DS160 = "other_ds160"
    DISAGREE = "disagree"
    SEVERAL = "several"
    OTHER_NUMBER = "other_number"
    SETTLED = "settled"
    NUMBER_OF_TWO = "number_of_two"
    NUMBER_ELSEWHERE = "number_elsewhere"
    PERSON_TWICE = "person_twice"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A delivery of the desk, as far as a line can mean it."""

    folio: str
    version: int
    person_id: int | None
    name: str
    ds160: str
    city_code: str
    tracking_number: str
    settled: bool

    @property
    def waits(self) -> bool:
        return not self.tracking_number and not self.settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A line with its verdict. `to` is whose it is; `candidates` are those it may be; `other` the line or folio that
    stands against it."""

    line: ListLine
    verdict: Verdict
    why: Why | LineProblem | None = None
    to: Known | None = None
    candidates: tuple[Known, ...] = ()
    carrier_code: str = ""
    warning: TrackingWarning | None = None
    other: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What has to be looked up before a list can be judged; names are folded."""

    folios: frozenset[str]
    ds160s: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]

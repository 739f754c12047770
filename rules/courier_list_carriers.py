"""Which courier a number of a list belongs to, and whether it should be read back."""

from collections.abc import Sequence
from dataclasses import replace

from rules.carriers import ANY, CarrierFormat, check_tracking
from rules.courier_list_verdicts import Judged, Verdict
from rules.folding import search_terms


def carrier_of(number: str, *, named: str, usual: str, formats: Sequence[CarrierFormat]) -> str:
    """The courier of a number: the one named or usual, as the sister whose format fits (DHL has three); else the only
    one that writes such numbers; else nobody's."""
    fitting = [one for one in check_tracking(number, None, formats=formats).carriers if one != ANY]
    for said in (named, usual):
        house = _house(said)
        sisters = [one.code for one in formats if house and _house(one.code) == house]
        if sisters:
            return next((one for one in sisters if one in fitting), said if said in sisters else sisters[0])
    return fitting[0] if len(fitting) == 1 else ""


def with_carrier(one: Judged, formats: Sequence[CarrierFormat], usual: str) -> Judged:
    """A judged line with its courier, and the warning of a number that does not look right; it never blocks."""
    if one.verdict is Verdict.REFUSED:
        return one
    code = carrier_of(one.line.number, named=one.line.carrier, usual=usual, formats=formats)
    told = check_tracking(one.line.number, code or None, formats=formats)
    return replace(one, carrier_code=code, warning=told.warning)


def _house(said: str) -> str:
    """The courier behind a code or a name: DHL_EXPRESS_11 and "DHL Express" are both dhl."""
    return next(iter(search_terms(said)), "")

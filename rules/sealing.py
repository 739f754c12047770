"""The seal of an event: a digest over the seal before it and over what the event says, so that none changes unseen.

The details are digested apart. What is personal in them can be erased later, by `erased(details)` in their place, and
every seal still holds.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

START = "0" * 32
"""The seal before the first event."""
LENGTH = len(START)
ERASED = "erased"

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode
_sha256 = hashlib.sha256


def seal(
    before: str,
    *,
    inquiry_id: int | None,
    kind: str,
    by: int | None,
    at: datetime,
    on_date: date,
    details: Mapping[str, Any],
    address: str = "",
    sign_in: str = "",
) -> str:
    """The seal of one event, after the seal of the event before it: 32 hexadecimal characters.

    Where it was done is sealed only when it is known: what was sealed before that was told keeps its seal.
    """
    moment = at.astimezone(UTC).isoformat("T", "microseconds")
    who = "" if by is None else by
    where = "" if inquiry_id is None else inquiry_id
    said = f"{before}\n{where}\n{kind}\n{who}\n{moment}\n{on_date.isoformat()}\n{digest(details)}"
    if address or sign_in:
        said += f"\n{address}\n{sign_in}"
    return _sha256(said.encode()).hexdigest()[:LENGTH]


def digest(details: Mapping[str, Any]) -> str:
    """The digest of what an event says beside the facts all events have; erased details are known by theirs."""
    if not details:
        return _NOTHING
    if len(details) == 1 and isinstance(kept := details.get(ERASED), str) and len(kept) == LENGTH:
        return kept
    return _digest(details)


def erased(details: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the place of details that were erased: their digest, from which nothing can be read."""
    return {ERASED: digest(details)}


def _digest(details: Mapping[str, Any]) -> str:
    return _sha256(_canonical(details).encode()).hexdigest()[:LENGTH]


_NOTHING = _digest({})

"""What a check of `ventanilla doctor` found."""

from dataclasses import dataclass, field
from enum import StrEnum

NAMED = 10
"""How many rows a finding names; the others are counted."""


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    WRONG = "wrong"


@dataclass
class Finding:
    """One check: what was looked at, how many were, how many are not right, and the first of those."""

    check: str
    looked_at: int = 0
    amiss: int = 0
    named: list[str] = field(default_factory=list)
    verdict: Verdict = Verdict.OK

    def add(self, which: str, *, verdict: Verdict = Verdict.WRONG) -> None:
        """One more that is not right."""
        self.amiss += 1
        if self.verdict is not Verdict.WRONG:
            self.verdict = verdict
        if len(self.named) < NAMED:
            self.named.append(which)

"""How a verb refuses."""

from typing import Any


class DeskError(Exception):
    """A refusal a person can do something about: a code and its details, worded in one place (words.problems).

    `DeskError("stale", folio=folio, seen=3, now=4)`. A bug is not one of these and is not caught.
    """

    def __init__(self, code: str, /, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details: dict[str, Any] = details

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code} ({said})" if said else self.code

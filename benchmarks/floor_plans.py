"""The plans of the floor, read once per process."""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

EMPTY: dict[str, Any] = {"inside": {}}


@lru_cache(maxsize=1)
def _plans() -> dict[str, Any]:
    plans: dict[str, Any] = json.loads(Path(os.environ["VENTANILLA_FLOOR"]).read_text(encoding="utf-8"))
    return plans


def plan_of(name: str) -> dict[str, Any]:
    """The plan by that name; an empty page for none."""
    plan: dict[str, Any] = _plans().get(name, EMPTY)
    return plan

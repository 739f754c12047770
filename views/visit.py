"""Who is looking, in which language, and when: asked once per run, handed to every piece of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of one page. A fragment does not rerun the frame: it takes `again()` for a visit of its own."""

    account_id: int
    display_name: str
    role: str
    language: str
    now: datetime
    """Aware, UTC, the same for everything drawn in this run."""
    zone: str
    """The desk's own zone, for what belongs to no city."""
    pages: Mapping[str, Any]
    """The pages this role has, by name, for `go`."""
    renew: Callable[[], "Visit"]

    @property
    def is_supervisor(self) -> bool:
        return self.role == "supervisor"

    def again(self) -> "Visit":
        """A fresh visit; ends the run with the sign-in notice when the session has ended meanwhile."""
        return self.renew()

    def go(self, page: str, **query: str) -> None:
        """Open another page, with its query parameters."""
        st.switch_page(self.pages[page], query_params=query)

"""Who is looking, in which language, and when: asked once per run, handed to every piece of a page."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

from rules.roles import acts, leads


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
    fresh: threading.Event = field(default_factory=threading.Event)

    @property
    def leads(self) -> bool:
        """Whether this is somebody who leads the desk: a supervisor, or an administrator."""
        return leads(self.role)

    @property
    def acts(self) -> bool:
        """Whether anything is done here: to an auditor no page offers an action."""
        return acts(self.role)

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """While the frame draws its page, this visit is as fresh as one can be: its fragments need not ask again."""
        self.fresh.set()
        try:
            yield
        finally:
            self.fresh.clear()

    def again(self) -> "Visit":
        """A fresh visit; ends the run with the sign-in notice when the session has ended meanwhile."""
        if self.fresh.is_set():
            return self
        if "failed" in st.session_state:
            st.rerun()  # a press in a piece of the page failed: the whole page tells it
        return self.renew()

    def go(self, page: str, **query: str) -> None:
        """Open another page, with its query parameters."""
        st.switch_page(self.pages[page], query_params=query)

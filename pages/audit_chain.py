"""The line about the chain: while it is walked along it reads itself anew, and nothing else of the page does."""

from collections.abc import Callable

import streamlit as st

from views.audit_chain import chain
from views.visit import Visit
from watch.sealed import last_walk


def chain_line(visit: Visit, *, verify: Callable[[], None]) -> None:
    """Every second while somebody walks, else only with the page."""
    walk = last_walk()
    running = walk is not None and not walk.over.is_set()
    st.fragment(_line, run_every=1 if running else None)(visit, verify, running=running)


def _line(visit: Visit, verify: Callable[[], None], *, running: bool) -> None:
    walk = last_walk()
    over = walk is None or walk.over.is_set()
    if over and running:
        st.rerun()  # the page draws the line once more, and nothing asks every second any longer
    chain(walk, visit, running=not over, verify=verify)

"""A change after which open deadlines are counted again: in a thread of its own, with a bar while it lasts."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st
from sqlmodel import Session

import db
from words import t

SOON = 0.15
"""Seconds after which whoever waits is shown how far it is."""
Told = Callable[[int, int], None]


@dataclass
class Running:
    """How far it is; a run of the page that is cut off does not cut it off."""

    done: int = 0
    of: int = 0
    refused: Exception | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def told(self, done: int, of: int) -> None:
        """So many deadlines of so many."""
        self.done, self.of = done, of


def carried_out(verb: Callable[[Session, Told], object]) -> Exception | None:
    """Do it in one transaction; why not, when it was refused or failed. Nothing of the page is asked meanwhile."""
    running = Running()
    threading.Thread(target=_carry_out, args=(running, verb), daemon=False).start()
    if not running.over.wait(SOON):
        bar = st.progress(0.0, t("Counting open deadlines again…"))
        while not running.over.wait(SOON):
            bar.progress(round(running.done / running.of, 3) if running.of else 0.0)
        bar.empty()
    return running.refused


def _carry_out(running: Running, verb: Callable[[Session, Told], object]) -> None:
    try:
        with db.writing() as work:
            verb(work, running.told)
    except Exception as error:
        running.refused = error
    finally:
        running.over.set()

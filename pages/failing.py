"""What a person sees of a bug: a number to read out, in their language. Everything else is in the log."""

from logging import getLogger
from urllib.parse import urlsplit

import streamlit as st

import words
from auth.logbook import reference
from config import settings
from desk.errors import DeskError
from words.problems import refusal

ROOM = "ventanilla.pages"


def tell(error: Exception) -> bool:
    """A page or a piece of one failed: its number stands where it would have been. True: nothing more is shown.

    It may have failed before the frame spoke.
    """
    number = reference(getLogger(ROOM), "a page failed", error, page=urlsplit(str(st.context.url or "")).path)
    words.speak(st.session_state.get("spoken", settings().language))
    st.error(refusal("failed", number=number))
    return True


def missed(error: Exception) -> None:
    """A press failed before the page was drawn again: the bar tells its number."""
    st.session_state["failed"] = reference(getLogger(ROOM), "a press failed", error)


def said(error: BaseException, spoken: str) -> str:
    """The same for what failed outside a run."""
    number = reference(getLogger(ROOM), "a message failed", error)
    with words.speaking(spoken or settings().language):
        return refusal("failed", number=number)


def failed(error: Exception) -> DeskError:
    """A bug in what a button does, as a refusal: the form stays on the screen with all that was typed."""
    return DeskError("failed", number=reference(getLogger(ROOM), "an action failed", error))

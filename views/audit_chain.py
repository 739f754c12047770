"""Whether the events are as they were sealed, in one line, and the press that has them read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

import streamlit as st

from views.look import Html, chip, quiet
from views.visit import Visit
from words import t, tn
from words.dates import moment
from words.numbers import number


class Walked(Protocol):
    """A walk along the chain: since when, how far, and what does not hold."""

    at: datetime
    events: int
    broken: int
    failed: bool

    @property
    def named(self) -> Sequence[int]: ...


def chain(walk: Walked | None, visit: Visit, *, running: bool, verify: Callable[[], None]) -> None:
    """The line and its button; no walk: nobody asked since the desk was started."""
    with st.container(key="audit_chain", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_line(walk, visit, running=running), width="content")
        st.button(t("Verify the seals"), key="audit_verify", type="tertiary", icon=":material/verified_user:",
                  on_click=verify, disabled=running,
                  help=t("Reads every event and compares it with its seal, beside the work."))  # fmt: skip


def _line(walk: Walked | None, visit: Visit, *, running: bool) -> Html:
    if walk is None:
        return Html(f"{chip('unconfirmed', t('Seals not verified'))} {quiet(t('since the desk was started'))}")
    if running:
        said = tn("{n} event read", "{n} events read", walk.events)
        return Html(f"{chip('waiting', t('Verifying…'))} {quiet(said)}")
    if walk.failed:
        return Html(f"{chip('fact_warn', t('Could not be verified'))} {quiet(t('The log of the desk says why.'))}")
    when = moment(walk.at, visit.zone)
    if not walk.broken:
        said = tn("{n} event, verified {when}", "{n} events, verified {when}", walk.events, when=when)
        return Html(f"{chip('fact_good', t('No event was changed or taken away'))} {quiet(said)}")
    first = ", ".join(map(number, walk.named))
    said = tn("{n} event does not hold: {first}", "{n} events do not hold: {first}", walk.broken, first=first)
    return Html(f"{chip('fact_bad', t('Events were changed or taken away'))} {quiet(f'{said} · {when}')}")

"""The head of an organisation's page: its name, and how its promises stand, each figure with its definition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

import streamlit as st

from db.queries.organisation_standing import WINDOW, Standing
from db.queries.organisations import MOST_OWED, Company
from db.queries.queue_places import COUNTED_TO
from rules.zones import local_date
from views.figures import head
from views.inquiry_story import link
from views.look import Html, chip
from words import t, tn
from words.dates import day
from words.labels import label
from words.numbers import number, percent


@dataclass(frozen=True, slots=True)
class Told:
    """One figure: what it is called, how much, against what, and how it is counted."""

    name: str
    value: Html
    more: str
    means: str


def organisation_head(company: Company, stamped: str) -> None:
    """Its name and kind."""
    head(company.name, stamped)
    st.html(chip("other", label("group_kind", company.kind)))


def organisation_figures(standing: Standing, open_now: Sequence[datetime], *, now: datetime) -> None:
    """Four figures in a row, and how each is counted; `open_now`: when its open promises are due."""
    overdue = sum(due_at < now for due_at in open_now)
    told = (_open(len(open_now), overdue), _kept(standing), _emergency(standing, now), _all(standing))
    st.html(Html(f'<dl class="org-figures">{"".join(map(_figure, told))}</dl>'))
    with st.popover(t("How it is counted"), icon=":material/help:", type="tertiary"):
        pairs = "".join(f"<dt>{escape(one.name)}</dt><dd>{escape(one.means)}</dd>" for one in told)
        st.html(f'<dl class="meanings">{pairs}</dl>')


def _figure(one: Told) -> Html:
    return Html(
        f'<div class="org-figure"><dt>{escape(one.name)}</dt><dd><p class="figure-value">{one.value}</p>'
        f'<p class="figure-against">{escape(one.more)}</p></dd></div>'
    )


def _open(owed: int, overdue: int) -> Told:
    more = tn("{n} is overdue", "{n} are overdue", overdue) if overdue else t("none overdue")
    value = Html(f"{number(owed)}{'+' if owed == MOST_OWED else ''}")
    return Told(t("Open promises"), value, more, t("Terms that run and wait for an answer, now."))


def _kept(standing: Standing) -> Told:
    means = t("Answered on time, of all that were answered or are overdue, over its newest {n} inquiries. What ended "
              "because its reason was corrected is not counted.", n=number(WINDOW))  # fmt: skip
    if not standing.judged:
        return Told(t("Promises kept"), Html("–"), t("none has been due yet"), means)
    share = percent(standing.kept / standing.judged)
    more = t("{kept} of {all}", kept=number(standing.kept), all=number(standing.judged))
    if standing.afterwards:
        more += tn(", {n} recorded only after its term", ", {n} recorded only after their term", standing.afterwards)
    return Told(t("Promises kept"), Html(escape(share)), more, means)


def _emergency(standing: Standing, now: datetime) -> Told:
    means = t("The newest H2 emergency among its newest {n} inquiries.", n=number(WINDOW))
    if standing.emergency is None:
        return Told(t("Last emergency"), Html("–"), t("none"), means)
    folio, at, zone = standing.emergency
    on = day(local_date(at, zone), today=local_date(now, zone))
    return Told(t("Last emergency"), Html(f"{escape(on)} {link(folio)}"), "", means)


def _all(standing: Standing) -> Told:
    more = "+" if standing.inquiries == COUNTED_TO else ""
    means = t("Everything received from it, open and closed, duplicates included; counted up to {n}.",
              n=number(COUNTED_TO))  # fmt: skip
    return Told(t("Inquiries"), Html(f"{number(standing.inquiries)}{more}"), t("open and closed"), means)

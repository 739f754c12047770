"""A courier's list on the page: brought as a file or pasted, what becomes of each line, and what somebody chooses."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from db.queries.reference import Reference
from rules.courier_list_verdicts import Judged, Verdict
from rules.masking import mask_number
from views.deliveries_list_words import about, candidate, verdict_name, warned
from views.look import Html, number, table
from views.plain import plain
from words import t, tn
from words.numbers import number as figure

FILE, PASTE, COURIER = "courier_file", "courier_paste", "courier_of_list"
ASKED, SHOWN = 40, 100
TONE = {Verdict.MATCHED: "good", Verdict.AMBIGUOUS: "ask", Verdict.REFUSED: "amiss"}


def bring(
    known: Reference, *, token: str, read_file: Callable[[], None], read_paste: Callable[[], None],
    leave: Callable[[], None],
) -> None:  # fmt: skip
    """Where the list comes in, and which courier's it is."""
    with st.container(key="courier_head", horizontal=True, vertical_alignment="center"):
        st.html(f"<h2>{escape(t('Courier’s list'))}</h2>", width="content")
        st.button(t("Back to the board"), key="courier_back", icon=":material/arrow_back:", type="tertiary",
                  on_click=leave)  # fmt: skip
    st.html(f"<p class='quiet courier-note'>{escape(_what())}</p>")
    couriers = {code: row.name for code, row in known.carriers.items() if row.active}
    left, middle, right = st.columns([5, 5, 3])
    with left:
        st.file_uploader(t("File (.xlsx, .csv)"), type=[".xlsx", ".csv", ".txt", ".tsv"], key=f"{FILE}_{token}",
                         on_change=read_file)  # fmt: skip
    with middle:
        st.text_area(t("Or paste the rows"), key=f"{PASTE}_{token}", height=96, on_change=read_paste)
    with right:
        st.selectbox(t("Courier of this list"), list(couriers), key=COURIER, index=0 if couriers else None,
                     persist_state="session", format_func=lambda code: couriers.get(code, ""))  # fmt: skip


def said(told: Sequence[Judged], *, title: str) -> None:
    """How many lines there are of each verdict."""
    lines = tn("{n} line", "{n} lines", len(told))
    named = f"{title} · {lines}" if title else lines
    st.html(f"<p class='quiet courier-note'>{escape(named)}</p>")
    st.html(_counted(Counter(one.verdict for one in told)))


def choose(told: Sequence[Judged], known: Reference, *, token: str) -> None:
    """The lines somebody has to decide, each with those it may mean; leaving them is a decision too."""
    chosen = choices(token)
    asked = [one for one in told if one.candidates and (one.verdict is Verdict.AMBIGUOUS or one.line.line in chosen)]
    if not asked:
        return
    cities = {code: row.name for code, row in known.cities.items()}
    with st.container(key="courier_choose"):
        st.html(f"<h2>{escape(t('To choose'))}</h2>")
        for one in asked[:ASKED]:
            options = {each.folio: candidate(each, cities) for each in one.candidates}
            left, right = st.columns([1, 1], vertical_alignment="center")
            left.html(f"<p>{_line(one)} <span class='quiet'>{escape(about(one))}</span></p>")
            right.selectbox(plain(t("Whose is line {line}", line=one.line.line)), list(options), index=None,
                            key=_key(one, token), placeholder=t("Leave it out"), label_visibility="collapsed",
                            format_func=lambda folio, said=options: said.get(folio, ""))  # fmt: skip
        if len(asked) > ASKED:
            st.text(tn("{n} more line waits behind these.", "{n} more lines wait behind these.", len(asked) - ASKED))


def choices(token: str) -> dict[int, str]:
    """The folios that were chosen, by line; what was left out is not among them."""
    mine = f"courier_choice_{token}_"
    return {int(str(key).removeprefix(mine)): str(folio) for key, folio in st.session_state.items()
            if folio and str(key).startswith(mine)}  # fmt: skip


def lists(told: Sequence[Judged], known: Reference) -> None:
    """Every other line, under its verdict."""
    couriers = {code: row.name for code, row in known.carriers.items()}
    with st.container(key="courier_found"):
        for verdict, opened in ((Verdict.MATCHED, True), (Verdict.REFUSED, True), (Verdict.ALREADY, False),
                                (Verdict.UNKNOWN, False)):  # fmt: skip
            lines = [one for one in told if one.verdict is verdict]
            if lines:
                name = verdict_name(verdict)
                named = f"{name[:1].upper()}{name[1:]} · {figure(len(lines))}"
                with st.expander(plain(named), expanded=opened):
                    st.html(_table(lines, couriers, caption=named))
                    if len(lines) > SHOWN:
                        st.text(tn("and {n} more", "and {n} more", len(lines) - SHOWN))


def _counted(lines: Mapping[Verdict, int]) -> Html:
    """One number a verdict."""
    items = (
        f'<li class="{TONE.get(verdict, "") if lines[verdict] else ""}"><b>{escape(figure(lines[verdict]))}</b>'
        f"{escape(verdict_name(verdict))}</li>"
        for verdict in Verdict
    )
    return Html(f'<ul class="courier-counts">{"".join(items)}</ul>')


def _table(lines: Sequence[Judged], couriers: Mapping[str, str], *, caption: str) -> Html:
    rows = [
        (figure(one.line.line), one.line.shown, number(one.to.folio) if one.to else "", one.to.name if one.to else "",
         number(mask_number(one.line.number)), couriers.get(one.carrier_code, "").partition(" (")[0], _note(one))
        for one in lines[:SHOWN]
    ]  # fmt: skip
    heads = (t("Line"), t("In the list"), t("Folio"), t("At the desk"), t("Tracking number"), t("Courier"), t("Note"))
    return table(heads, rows, caption=caption, figures=(0,))


def _note(one: Judged) -> str:
    return " ".join(filter(None, (about(one) if one.verdict is not Verdict.MATCHED else "", warned(one))))


def _line(one: Judged) -> Html:
    said_line = t("Line {line}", line=one.line.line)
    return Html(f"<b>{escape(said_line)}</b> {escape(one.line.shown)} {number(mask_number(one.line.number))}")


def _key(one: Judged, token: str) -> str:
    return f"courier_choice_{token}_{one.line.line}"


def _what() -> str:
    return t("Columns are found by their names or by what they hold: the tracking number, and the DS-160, the folio or "
             "the full name. Nothing is saved before you say so, and the same list can be brought again.")  # fmt: skip

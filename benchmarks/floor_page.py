"""The page the floor's server runs: `?of=<name>` draws that plan of VENTANILLA_FLOOR, a JSON file of plans by name."""

import streamlit as st

from benchmarks.floor import draw
from benchmarks.floor_plans import plan_of


def page() -> None:
    draw(plan_of(st.query_params.get("of", "")))


def other() -> None:
    """A page one could go to: the desk has five."""


st.set_page_config(page_title="Floor", layout="wide")
others = [
    st.Page(other, url_path=f"other{number}", title=f"Otra {number}", icon=":material/today:") for number in range(5)
]
st.navigation([st.Page(page, title="Floor", icon=":material/list_alt:", default=True), *others], position="top").run()

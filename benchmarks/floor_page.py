"""The page the floor's server runs: `?of=<name>` draws that plan of VENTANILLA_FLOOR, a JSON file of plans by name."""

import streamlit as st

from benchmarks.floor import draw
from benchmarks.floor_plans import plan_of

st.set_page_config(page_title="Floor", layout="wide")
draw(plan_of(st.query_params.get("of", "")))

"""A page that is still being written."""

import streamlit as st

from views.visit import Visit


def page(visit: Visit) -> None:
    st.text(f"inquiry: {visit.display_name}")

"""The floor's server: an st.App with nothing in front of it and nothing behind it, under the desk's own settings."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from views.inside import send_at_once


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    send_at_once()  # as the desk does
    gc.collect()
    gc.freeze()
    yield


app = st.App(Path(__file__).with_name("floor_page.py"), lifespan=lifespan)

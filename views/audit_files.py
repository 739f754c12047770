"""The audit as files to take away."""

from collections.abc import Callable

import streamlit as st

from db.queries.audit import MOST
from views.plain import plain
from words import t
from words.numbers import number


def files(made: Callable[[str], Callable[[], bytes]]) -> None:
    """The two kinds; `made` gives what makes one when it is pressed."""
    limit = t("What the filters leave, the newest first, at most {n} rows. That it was taken away is remembered.",
              n=number(MOST))  # fmt: skip
    kinds = (("csv", t("As CSV"), "text/csv"),
             ("xlsx", t("As a workbook"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    for kind, said, mime in kinds:
        st.download_button(plain(said), made(kind), file_name=f"audit.{kind}", mime=mime, key=f"audit_{kind}",
                           icon=":material/download:", on_click="ignore", help=plain(limit))  # fmt: skip

"""The floor: a page with the same number of constant widgets, rows and charts as a page of the desk, and no database.

`planted(messages)` writes down what a page of the desk sent: its containers, its widgets with their options, its HTML
by length, the rows of its components and its charts as they were. `draw(plan)` draws the like of it from constants.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from itertools import count
from typing import Any

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

CONSTANT = "Texto constante, tan largo como el de la página medida. "
_still = st.components.v2.component("floor_still", js="export default () => {}", isolate_styles=False)


def planted(messages: Iterable[ForwardMsg]) -> dict[str, Any]:
    """The plan of a page: a tree of containers; each leaf says its kind and how much is in it."""
    root: dict[str, Any] = {"inside": {}}
    for told in messages:
        if not told.HasField("delta") or told.delta.WhichOneof("type") not in ("new_element", "add_block"):
            continue
        place = root
        for step in told.metadata.delta_path[:-1]:
            place = place["inside"].setdefault(str(step), {"inside": {}})
        last = str(told.metadata.delta_path[-1])
        if told.delta.WhichOneof("type") == "add_block":
            place["inside"].setdefault(last, {"inside": {}})
        else:
            place["inside"][last] = _leaf(told.delta.new_element)
    return root


def _leaf(element: Any) -> dict[str, Any]:
    kind = element.WhichOneof("type")
    one = getattr(element, kind)
    match kind:
        case "html":
            return {"kind": kind, "n": len(one.body)}
        case "bidi_component":
            return {"kind": kind, "data": json.loads(one.json or one.mixed.json)}
        case "selectbox" | "radio":
            return {"kind": kind, "n": len(one.options)}
        case "button_group":
            return {"kind": kind, "n": len(one.options)}
        case "vega_lite_chart":
            data = {dataset.name: b64encode(dataset.data.data).decode() for dataset in one.datasets}
            return {"kind": kind, "spec": json.loads(one.spec), "data": data}
        case "text" | "markdown":
            return {"kind": kind, "n": len(one.body)}
    return {"kind": kind}


def draw(plan: dict[str, Any]) -> None:
    """Draw a plan; the two first levels (main, sidebar, …) are Streamlit's own."""
    numbers = count()
    _draw(plan["inside"].get("0", {"inside": {}}), numbers)


def _draw(node: dict[str, Any], numbers: "count[int]") -> None:
    for child in node["inside"].values():
        if "kind" not in child:
            with st.container():
                _draw(child, numbers)
        else:
            _element(child, f"floor_{next(numbers)}")


def _element(leaf: dict[str, Any], key: str) -> None:
    kind, n = leaf["kind"], leaf.get("n", 1)
    match kind:
        case "html":
            st.html(_long(n))
        case "bidi_component":
            _still(key=key, data=leaf["data"], on_act_change=_nothing)
        case "selectbox":
            st.session_state.setdefault(key, None)
            st.selectbox("Campo", _codes(n), index=None, key=key, format_func=_said, on_change=_nothing,
                         placeholder="Cualquiera", persist_state="session")  # fmt: skip
        case "radio":
            st.radio("Campo", _codes(n), index=None, key=key, format_func=_said, persist_state="session")
        case "button_group":
            st.segmented_control("Campo", _codes(n), key=key, format_func=_said, persist_state="session")
        case "text_input":
            st.text_input("Campo", key=key, persist_state="session")
        case "text_area":
            st.text_area("Campo", key=key, persist_state="session")
        case "number_input":
            st.number_input("Campo", key=key, persist_state="session")
        case "date_input":
            st.date_input("Campo", value=None, key=key, persist_state="session")
        case "date_time_input":
            st.datetime_input("Campo", value=None, key=key, persist_state="session")
        case "checkbox":
            st.checkbox("Campo", key=key)
        case "button":
            st.button("Botón", key=key)
        case "download_button":
            st.download_button("Archivo", CONSTANT, "archivo.txt", key=key)
        case "file_uploader":
            st.file_uploader("Archivo", key=key)
        case "page_link":
            st.page_link("https://example.com", label="Enlace")
        case "vega_lite_chart":
            # The data as Arrow's bytes: Streamlit passes them on untouched, so no page can draw a chart for less.
            data = {name: b64decode(text) for name, text in leaf["data"].items()}
            st.vega_lite_chart(spec={**leaf["spec"], "datasets": data}, key=key, on_select="rerun",
                               selection_mode="picked", width="stretch")  # fmt: skip
        case "text" | "markdown":
            st.text(_long(n))
        case "space":
            st.space("small")
        case "toast":
            st.toast("Texto")
        case "empty":
            st.empty()
        case _:
            raise ValueError(f"the floor knows no {kind}: teach it in benchmarks/floor.py")


def _nothing() -> None:
    """A constant page does nothing."""


def _long(n: int) -> str:
    return (CONSTANT * (n // len(CONSTANT) + 1))[:n]


def _codes(n: int) -> list[str]:
    return [f"code_{number}" for number in range(n)]


def _said(code: str) -> str:
    return f"Opción {code}"

"""Charts drawn once for what they show: building and checking a chart costs ten times as much as sending it."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import pandas as pd
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from words import language

MOST = 128
_lock = threading.Lock()
_kept: OrderedDict[tuple[object, ...], dict[str, Any]] = OrderedDict()


def spec(draw: Callable[..., Any], frame: pd.DataFrame, **how: object) -> dict[str, Any]:
    """What `draw(frame, **how)` draws, as the browser gets it; kept by the frame's own content and the language.

    Counts and labels only: nobody's data is in it, so all who look may share it. The oldest of many is let go.
    """
    cells = pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes()
    key = (draw.__module__, draw.__name__, language(), tuple(frame.columns), cells, tuple(sorted(how.items())))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _packed(draw(frame, **how).to_dict())
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def _packed(drawn: dict[str, Any]) -> dict[str, Any]:
    """Its data as Arrow's bytes, which Streamlit passes on as they are: as rows it would pack them at every run."""
    data = {name: convert_anything_to_arrow_bytes(rows) for name, rows in drawn.get("datasets", {}).items()}
    return drawn | {"datasets": data}


def forget() -> None:
    """Draw everything anew."""
    with _lock:
        _kept.clear()

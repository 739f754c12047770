"""The keyboard of a page: mounted once, after the widgets it reaches; takes no room and reruns nothing by itself.

Ctrl+Enter belongs to submit() alone: a button with shortcut="Ctrl+Enter" would save twice.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from words import t

_mount = st.components.v2.component(
    "desk_keys",
    html='<p role="status" aria-live="polite" class="unseen"></p>\n',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One combination and what it does to the element of a Streamlit key, or to a CSS selector.

    `then`: the field that is gone to when the option to pick is picked already.
    """

    combination: str
    act: str
    key: str = ""
    option: int = 0
    selector: str = ""
    again: bool = False
    then: str = ""


def pick(key: str, *, options: int, modifier: str = "Alt") -> list[Binding]:
    """Alt+1, Alt+2 … choose the first, second … option of a radio, pills or segmented control; the focus stays."""
    return [Binding(combination=f"{modifier}+{n}", act="pick", key=key, option=n) for n in range(1, options + 1)]


def reach(combination: str, key: str) -> Binding:
    """Go to a field, or press a button or link: reach("Alt+N", "new"), reach("Ctrl+K", "search"), reach("?", "help").

    Combinations are Alt+ or Ctrl+ and one letter or digit, or "?" alone, which waits until nobody is typing.
    """
    return Binding(combination=combination, act="reach", key=key)


def copy(combination: str, selector: str) -> Binding:
    """Copy the text of an element and mark it as copied: copy("Alt+P", "#say")."""
    return Binding(combination=combination, act="copy", selector=selector)


def submit(key: str, *, again: bool = False) -> Binding:
    """Ctrl+Enter: hand over what is being typed, then press this button, once; nothing while it is disabled.

    `again`: press once more when no answer comes. Only where every answer, a refusal too, changes the page's `token`,
    and where saving the same form twice saves it once.
    """
    return Binding(combination="Ctrl+Enter", act="submit", key=key, again=again)


def keys(bindings: Iterable[Binding], *, focus: str = "", token: str = "", bare: Iterable[str] = ()) -> None:
    """Put the page's keyboard on.

    `token` names the form that is on the screen: when it changes, a new Ctrl+Enter counts at once, and the field of
    key `focus` is gone to, once (it is waited for while it loads; whoever is already typing elsewhere stays there).
    `bare`: lists in which accents are typed in vain, because their labels have them apart.
    """
    data = {
        "bindings": [asdict(binding) for binding in bindings],
        "focus": focus,
        "token": token or focus,
        "copied": t("Copied"),
        "bare": list(bare),
    }
    _mount(key="quiet_keys", data=[data])  # in a list: see inside.py

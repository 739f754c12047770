"""What every chart of the desk has: marks that can be picked, tooltips with the reader's numbers."""

import altair as alt

PICKED = "picked"
"""The name of the selection: what a page asks for when somebody clicks a mark."""


def picked(*fields: str) -> alt.Parameter:
    """Clicking a mark tells these columns of its row; nothing fades, the page opens the list behind it."""
    return alt.selection_point(name=PICKED, fields=list(fields), on="click", clear="dblclick", toggle=False)


def counted(column: str, title: str) -> alt.Tooltip:
    """A whole number in a tooltip."""
    return alt.Tooltip(f"{column}:Q", title=title, format=",d")

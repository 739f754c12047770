"""Two dimensions at once: a darker cell is more."""

import altair as alt
import pandas as pd

from charts import palette
from charts.marks import counted, picked
from words import t

STRONG = 0.5
"""From this share of the largest number on, a cell is nearer to ink than to paper."""


def heat(frame: pd.DataFrame, *, height: int = 240, figures: bool = False) -> alt.LayerChart:
    """Cells in the order of the frame's rows. Columns x, y (codes), across, down (names), n.

    The ramp is the theme's own, so it goes from paper to ink in light and from ink to paper in dark. With `figures`
    each cell says its number below the eye's threshold of guessing: for tables of reasons and cities.
    """
    base = alt.Chart(frame).encode(
        x=alt.X("across:N", sort=None, title=None,
                axis=alt.Axis(orient="top", labelLimit=90, grid=False, labelOverlap=not figures)),
        y=alt.Y("down:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=150)),
        tooltip=[
            alt.Tooltip("down:N", title=t("Row")), alt.Tooltip("across:N", title=t("Column")),
            counted("n", t("Inquiries")),
        ],
    )  # fmt: skip
    cells = base.mark_rect(cornerRadius=2, stroke=palette.GRID, strokeWidth=1, cursor="pointer").encode(
        color=alt.Color("n:Q", legend=None, scale=alt.Scale(domainMin=0))
    )
    drawn = cells.add_params(picked("x", "y"))
    text = base.mark_text(fontSize=11).encode(text=alt.Text("n:Q", format=",d"))
    # On a strong cell the number has the colour of the paper: the style sheet knows which that is, by these names.
    strong = float(frame["n"].max()) * STRONG if len(frame) else 0.0
    faint = text.transform_filter(alt.datum.n <= strong).properties(name="figures")
    bold = text.transform_filter(alt.datum.n > strong).properties(name="figures_strong")
    return palette.dress((drawn + faint + bold if figures else alt.layer(drawn)).properties(height=height))

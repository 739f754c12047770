"""What was still open at the end of each day, computed back from what is open now: no snapshot, so no gap."""

from datetime import date

import pandas as pd

from db.queries.reports import Counts, Span
from db.queries.tallies import CLOSED, REOPENED


def open_by_day(counts: Counts, span: Span, *, open_now: int, today: date) -> pd.DataFrame:
    """Received, closed and still open at the end of each day: columns on, came, closed, open.

    Computed back from what is open now: whoever closes or logs later than today's look changes nothing in the past
    but what they say happened then. `closed` is net of what was opened again.
    """
    days = pd.date_range(span.first, max(span.last, today)).strftime("%Y-%m-%d")
    came = counts.of("came", "on").groupby("on")["n"].sum().reindex(days, fill_value=0)
    flow = counts.of("flow", "on", "kind")
    kinds = flow.pivot_table(index="on", columns="kind", values="n", aggfunc="sum", fill_value=0)
    kinds = kinds.reindex(index=days, columns=[CLOSED, REOPENED], fill_value=0).fillna(0)
    closed = kinds[CLOSED] - kinds[REOPENED]
    later = (came - closed)[::-1].cumsum()[::-1].shift(-1, fill_value=0)
    frame = pd.DataFrame({"on": days, "came": came.to_numpy(), "closed": closed.to_numpy(),
                          "open": (open_now - later).to_numpy()})  # fmt: skip
    return frame[frame["on"] <= span.last.isoformat()].astype({"came": int, "closed": int, "open": int})

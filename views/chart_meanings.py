"""How what a chart shows is counted, for whoever asks: once for charts that count the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from views.chart_panel import Panel
from words import t


@dataclass(frozen=True, slots=True)
class Meaning:
    """A name of what is counted, and how."""

    label: str
    means: str


def chart_meanings(panels: Iterable[Panel]) -> list[Meaning]:
    """What the charts on the page count, each way of counting once."""
    return list(dict.fromkeys(meaning_of(one) for one in panels))


def meaning_of(panel: Panel) -> Meaning:
    """How one chart counts; what is not named here counts what was received."""
    match panel.name:
        case "flow":
            return Meaning(panel.title, t("Received and closed on each local day, closed less opened again; still open "
                                          "is what is open now."))  # fmt: skip
        case "promises":
            return Meaning(panel.title, t("Answered by the promised moment, of all that were due in that week. Overdue "
                                          "is not kept; what ended because its reason was corrected or its duplicate "
                                          "merged is not counted."))  # fmt: skip
        case "ageing":
            return Meaning(panel.title, t("What is open now, by business days since it was received, where it is."))
        case "missing_by_age":
            return Meaning(panel.title, t("No tracking number and nothing that settles it, by business days since the "
                                          "visa was issued, from the sixth on."))  # fmt: skip
        case "due_ahead":
            return Meaning(panel.title, t("Terms that still wait for an answer, by the local day they are due."))
        case "cities_today":
            return Meaning(panel.title, t("Received today up to now, beside a whole day on average of the same "
                                          "weekday."))  # fmt: skip
        case "by_outcome":
            return Meaning(panel.title, t("Received, by the outcome as it stands now."))
    return Meaning(t("Received", context="queue"), t(
        "Every inquiry once, on the local day and hour of its line or city. A merged duplicate was received too; a "
        "matter that was split off counts on the day its message came."
    ))  # fmt: skip

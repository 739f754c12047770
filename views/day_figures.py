"""The figures of the supervisor's day: each against an equal time before, and what it means."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from db.queries.reports import Counts
from rules.codes import Outcome
from rules.urgency import USUAL, Bands
from rules.zones import local
from views.figures import Figure
from words import t, tn
from words.dates import clock, day, near_day
from words.numbers import UNKNOWN, change, change_percent, number, percent

ONE_DAY = timedelta(days=1)
FEW = 30
"""Below this the change of a day is told in inquiries, not in per cent."""


def day_figures(
    now_and_then: Mapping[str, int], counts: Counts, *, now: datetime, zone: str, next_day: date, west: str,
    bands: Bands = USUAL,
) -> list[Figure]:
    """All eight. `west` is the zone whose clock is furthest behind: hours over there are over everywhere."""
    today = local(now, zone).date()
    return [
        *_queues(now_and_then, counts, now=now, zone=zone, today=today, next_day=next_day, bands=bands),
        _today(counts, today=today, hour=local(now, west).hour if local(now, west).date() == today else 0),
        _promises(counts, today),
        _avoidable(counts, today),
    ]


def _queues(
    live: Mapping[str, int], counts: Counts, *, now: datetime, zone: str, today: date, next_day: date, bands: Bands
) -> list[Figure]:
    since = t("than yesterday at {clock}", clock=clock(now, zone))
    due = {on: counts.total("due", on.isoformat(), "total") for on in (today, today - ONE_DAY * 7, next_day)}

    def moved(name: str) -> str:
        return change(live.get(name, 0) - live.get(f"{name} before", 0))

    return [
        Figure(name="overdue", label=t("Overdue"), value=number(live.get("overdue", 0)), change=moved("overdue"),
               against=since, tone="overdue" if live.get("overdue") else "", query={"queue": "overdue"},
               means=t("Inquiries with a promise past due and not answered. Closing does not hide them.")),
        Figure(name="due_today", label=_within(bands.today) or t("Due today"), value=number(live.get("today", 0)),
               tone="due_today" if live.get("today") else "", query={"queue": "today"},
               change=t("of {n}", n=number(due[today])),
               against=t("promises; {change} than {day}", change=change(due[today] - due[today - ONE_DAY * 7]),
                         day=day(today - ONE_DAY * 7, today=today)),
               means=_warned(bands.today) or
               t("Not answered yet and due before midnight where the customer is; of all promises due today.")),
        Figure(name="due_next", label=_within(bands.next - 1 and bands.next) or
               t("Due {day}", day=near_day(next_day, today=today)), query={"queue": "next"},
               value=number(live.get("next", 0)), change=change(due[next_day] - due[today]),
               against=t("promises than today"),
               means=_warned(bands.next - 1) or
               t("Not answered yet and due on the next business day. The change compares all promises of the two "
                 "days.")),
        Figure(name="missing", label=t("No tracking >5 d"), value=number(live.get("missing", 0)),
               change=moved("missing"), against=since, tone="missing" if live.get("missing") else "",
               query={"queue": "missing"},
               means=t("More than 5 business days since the visa was issued and no tracking number yet.")),
        Figure(name="emergencies", label=t("H2 emergencies"), value=number(live.get("emergencies", 0)),
               change=moved("emergencies"), against=since, tone="emergency" if live.get("emergencies") else "",
               query={"queue": "emergencies"}, means=t("H2 emergencies that are open, answered or not.")),
    ]  # fmt: skip


def _within(days: int) -> str:
    """What a figure is called that reaches further ahead than usual."""
    return tn("Due within {n} business day", "Due within {n} business days", days) if days else ""


def _warned(further: int) -> str:
    """How such a figure is counted."""
    return t("Not answered yet and due within so many business days, by the warning bands of this desk. The change "
             "compares single days.") if further else ""  # fmt: skip


def _today(counts: Counts, *, today: date, hour: int) -> Figure:
    week_ago = today - ONE_DAY * 7
    over = [f"{one:02d}" for one in range(hour)]
    now, then = (counts.total("by_hour", on.isoformat(), over) for on in (today, week_ago))
    few = max(now, then) < FEW or not then  # "+2,000 %" of one inquiry says less than "+20"
    said = change(now - then) if few else change_percent(now / then - 1)
    return Figure(
        name="received", label=t("Inquiries today"), value=number(counts.total("by_hour", today.isoformat())),
        change=said, against=t("to {hour}:00 local, than {day}", hour=hour, day=day(week_ago, today=today)),
        query={"queue": "received", "from": today.isoformat(), "to": today.isoformat()},
        means=t("Received today, by the local date of each line. The change compares the hours that are over at every "
                "line with the same hours of the same weekday a week ago."),
    )  # fmt: skip


def _promises(counts: Counts, today: date) -> Figure:
    first, last = today - ONE_DAY * 30, today - ONE_DAY
    kept, due = (counts.total("promises", "now", cell) for cell in ("kept", "total"))
    kept_before, due_before = (counts.total("promises", "before", cell) for cell in ("kept", "total"))
    return Figure(
        name="promises", label=t("Kept, 30 d"), value=percent(kept / due if due else None),
        change=_points(kept, due, kept_before, due_before),
        against=t("{kept} of {due}", kept=number(kept), due=number(due)),
        query={"queue": "breaches", "from": first.isoformat(), "to": last.isoformat()},
        means=t("Answered by the promised moment, of all promises due in the 30 days up to yesterday. The change is "
                "in points against the 30 days before. The list shows those not kept."),
    )  # fmt: skip


def _avoidable(counts: Counts, today: date) -> Figure:
    first = today - ONE_DAY * 29
    out, every = counts.total("by_outcome", "now", Outcome.OUT_OF_SCOPE), counts.total("by_outcome", "now")
    before = counts.total("by_outcome", "before", Outcome.OUT_OF_SCOPE), counts.total("by_outcome", "before")
    return Figure(
        name="avoidable", label=t("Avoidable, 30 d"), value=percent(out / every if every else None),
        change=_points(out, every, *before),
        against=t("{kept} of {due}", kept=number(out), due=number(every)),
        query={"queue": "received", "outcome": str(Outcome.OUT_OF_SCOPE), "from": first.isoformat(),
               "to": today.isoformat()},
        means=t("Inquiries out of this desk's scope, of all received in the last 30 days. The change is in points "
                "against the 30 days before."),
    )  # fmt: skip


def _points(part: int, whole: int, part_before: int, whole_before: int) -> str:
    """The difference of two shares, in points; unknown when either has nothing to divide by."""
    if not whole or not whole_before:
        return UNKNOWN
    return t("{change} pts", change=change((part / whole - part_before / whole_before) * 100, digits=1))

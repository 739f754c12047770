"""A year on one screen or a month with its names: every closed day with the letters of the layers that close it."""

from calendar import Calendar as Weeks
from collections.abc import Sequence
from datetime import date
from html import escape

from rules.closing_days import Calendar, ClosingDay
from rules.codes import Layer
from views.look import Html
from words import language, t
from words.dates import month, spoken_day, weekday
from words.labels import label

LETTERS = {Layer.MX_LFT: "L", Layer.US_FEDERAL: "F", Layer.MISSION_LOCAL: "M", Layer.EXTRAORDINARY: "X", Layer.OWN: "P"}
"""A letter for each layer, the same in both languages: the list of the layers says which is which."""
UNCONFIRMED = frozenset({"extrapolated", "unknown", "reported"})
"""The statuses of days that no published list confirms (calendar_days.csv)."""


def name_of(day: ClosingDay) -> str:
    """What a closing day is called, in the reader's language."""
    return day.name_en if language() == "en" else day.name_es


def year_grid(calendar: Calendar, shown: date, *, today: date) -> Html:
    """Twelve small months."""
    months = (date(shown.year, n, 1) for n in range(1, 13))
    inside = "".join(_month(calendar, first, shown, today, names=False) for first in months)
    return Html(f'<div class="cal-year">{inside}</div>')


def month_grid(calendar: Calendar, shown: date, *, today: date) -> Html:
    """One month, with what every closed day is called."""
    return Html(f'<div class="cal-month">{_month(calendar, shown.replace(day=1), shown, today, names=True)}</div>')


def opened_on(calendar: Calendar, day: date) -> list[ClosingDay]:
    """What people said is open on a date although its layer closes it."""
    return _opened(calendar).get(day, [])


def _opened(calendar: Calendar) -> dict[date, list[ClosingDay]]:
    found: dict[date, list[ClosingDay]] = {}
    for row in calendar.added:
        if not row.closed and row.layer in calendar.layers:
            found.setdefault(row.on, []).append(row)
    return found


def _month(calendar: Calendar, first: date, shown: date, today: date, *, names: bool) -> str:
    heads = "".join(
        f'<th scope="col" abbr="{escape(weekday(n, wide=True))}">{escape(weekday(n) if names else weekday(n)[:1])}</th>'
        for n in range(1, 8)
    )
    opened, weeks = _opened(calendar), Weeks().monthdatescalendar(first.year, first.month)
    rows = "".join(f"<tr>{''.join(_cell(calendar, opened, first, day, shown, today, names) for day in week)}</tr>"
                   for week in weeks)  # fmt: skip
    return (f'<table class="cal"><caption>{escape(month(first))}</caption><thead><tr>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table>")  # fmt: skip


def _cell(
    calendar: Calendar, opened: dict[date, list[ClosingDay]], first: date, day: date, shown: date, today: date,
    names: bool,
) -> str:  # fmt: skip
    if day.month != first.month:
        return "<td></td>"
    closings, open_ = calendar.all_on(day), opened.get(day, [])
    kinds = ["cal-weekend"] if day.weekday() > 4 else []
    kinds += [f"cal-closed cal-{closings[0].layer}"] if closings else ["cal-open"] if open_ else []
    kinds += ["cal-unsure"] if any(one.status in UNCONFIRMED for one in closings) else []
    kinds += ["cal-shown"] if day == shown else []
    said = _said(day, closings, open_)
    title = f' title="{escape(said)}"' if said else ""
    now = ' aria-current="date"' if day == today else ""
    inside = "".join(f"<p>{escape(name_of(one))}</p>" for one in closings) if names else ""
    mark = f'<b aria-hidden="true">{_letters(closings, open_)}</b>' if closings or open_ else ""
    hidden = f'<span class="cal-said">{escape(said)}</span>' if said else ""
    # For the mouse; by keyboard a day is typed into its field, not reached through 365 links.
    link = f'<a href="?day={day.isoformat()}&amp;by={"month" if names else "year"}" tabindex="-1">{day.day}</a>'
    return f'<td class="{" ".join(kinds)}"{title}{now}>{link}{mark}{inside}{hidden}</td>'


def _letters(closings: Sequence[ClosingDay], open_: Sequence[ClosingDay]) -> str:
    sure = "?" if any(one.status in UNCONFIRMED for one in closings) else ""
    return "".join(LETTERS[one.layer] for one in closings) + sure + ("○" if open_ and not closings else "")


def _said(day: date, closings: Sequence[ClosingDay], open_: Sequence[ClosingDay]) -> str:
    told = [f"{name_of(one)} ({label('layer', one.layer)})" for one in closings]
    told += [t("not confirmed")] if any(one.status in UNCONFIRMED for one in closings) else []
    told += [t("open although it is {name}", name=name_of(one)) for one in open_]
    return f"{spoken_day(day)}: {'; '.join(told)}" if told else ""

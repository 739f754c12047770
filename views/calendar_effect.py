"""What a change of the calendar would do, in sentences, before anybody decides it."""

from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from db.queries.effect import Effect
from rules.calendar_plans import Act, Plan
from rules.closing_days import Calendar
from views.look import Html, icon
from words import language, t, tn
from words.dates import spoken_day
from words.labels import label


def effect_panel(plan: Plan, told: Effect, calendar: Calendar, *, today: date, leave: Callable[[], None]) -> bool:
    """The change, its effect, and two ways out; whether it was just confirmed."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in effect_said(told))
    said = escape(change_said(plan, calendar, today=today))
    st.html(f'<section class="cal-effect" role="status"><p><b>{said}</b></p><ul>{lines}</ul></section>')
    with st.container(horizontal=True):
        sure = st.button(t("Confirm"), type="primary", key="calendar_confirm", icon=":material/check:")
        st.button(t("Leave it as it is"), on_click=leave, key="calendar_leave")
    return sure


def change_said(plan: Plan, calendar: Calendar, *, today: date) -> str:
    """What would be changed."""
    on, layer = spoken_day(plan.on, today=today) if plan.on != date.min else "", label("layer", plan.layer)
    name = plan.name(calendar, english=language() == "en")
    match plan.act:
        case Act.ADD if len(plan.days) > 1:
            return tn("Close {n} day of the list.", "Close {n} days of the list.", len(plan.days))
        case Act.ADD:
            return t("Close {day}: {name}.", day=spoken_day(plan.days[0].on, today=today), name=name)
        case Act.REMOVE:
            return t("Take back {day}: {name}.", day=on, name=name)
        case Act.OPEN:
            return t("Open {day} although it is {name}.", day=on, name=name)
        case Act.CLOSE:
            return t("Close {day} again: {name}.", day=on, name=name)
        case Act.LAYER_ON:
            return t("Switch on: {layer}.", layer=layer)
        case Act.LAYER_OFF:
            return t("Switch off: {layer}.", layer=layer)


def effect_said(told: Effect) -> list[str]:
    """The effect in sentences, what matters most first."""
    counted = [
        (told.deadlines, lambda n: tn("{n} open deadline moves.", "{n} open deadlines move.", n)),
        (told.freed, lambda n: tn("{n} stops being overdue.", "{n} stop being overdue.", n)),
        (told.caught, lambda n: tn("{n} becomes overdue at once.", "{n} become overdue at once.", n)),
        (told.on_time, lambda n: tn("{n} answer given becomes on time.", "{n} answers given become on time.", n)),
        (told.late, lambda n: tn("{n} answer given becomes late: it relied on a day that would count.",
                                 "{n} answers given become late: they relied on a day that would count.", n)),
        (told.deliveries, lambda n: tn("{n} awaited passport is missing its number from another day.",
                                       "{n} awaited passports are missing their number from another day.", n)),
        (told.found, lambda n: tn("{n} passport stops being missing.", "{n} passports stop being missing.", n)),
        (told.lost, lambda n: tn("{n} passport is missing at once.", "{n} passports are missing at once.", n)),
    ]  # fmt: skip
    lines = [say(n) for n, say in counted if n]
    if told.nothing:
        return [t("Nothing that is there now moves.")]
    if not lines:
        return [t("No open deadline moves.")]
    if told.on_time or told.late:
        lines.append(t("Answers given keep what was judged at the time; the new reading stands beside it."))
    return lines


def notice(said: str, *, refused: bool) -> Html:
    """What was done, or why not."""
    sign, kind = ("error", "refused") if refused else ("check", "saved")
    return Html(f'<p class="cal-{kind}" role="status">{icon(sign)} {escape(said)}</p>')

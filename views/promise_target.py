"""An internal target on the inquiry and in the list, always called so; and who is on duty for a promise."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from rules.business_days import business_days_between
from rules.closing_days import Calendar
from rules.targets import Target
from rules.urgency import overdue_for
from rules.zones import local_date
from views.look import Html, chip, quiet
from words import t
from words.dates import moment
from words.elapsed import late, left


def target_said(due_at: datetime, zone: str, *, calendar: Calendar, now: datetime) -> str:
    """How pressing it is: "internal target: in 2 business days"."""
    gone = overdue_for(due_at, now=now, zone=zone, calendar=calendar)
    if gone.business_days or gone.hours or now > due_at:
        return t("internal target: {ago}", ago=late(gone.business_days, gone.hours))
    today, due_on = local_date(now, zone), local_date(due_at, zone)
    remains = left(due_on, today=today, business_days=business_days_between(today, due_on, calendar))
    return t("internal target: {left}", left=remains)


def target_shown(target: Target | None, *, received_at: datetime, zone: str, calendar: Calendar, now: datetime) -> Html:
    """One line for the inquiry's page, below what is owed; nothing where no target is set."""
    if target is None:
        return Html()
    due_at = target.due(received_at, zone, calendar)
    until = moment(due_at, zone, today=local_date(now, zone))
    note = t("Asked inside this desk, not promised to the customer.")
    return Html(
        f'<p class="inq-target">{chip("internal", t("Internal target"))} {escape(t("by {when}", when=until))} '
        f"{quiet(note)}</p>"
    )


def duty_shown(names: Sequence[str]) -> Html:
    """Who is on duty for it today; nothing where nobody is."""
    if not names:
        return Html()
    said = t("On duty today: {names}", names=", ".join(dict.fromkeys(names)))
    return Html(f'<p class="inq-target">{quiet(said)}</p>')

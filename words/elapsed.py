"""Time left and time gone, in words. Business days are counted by the rules; here they are only said."""

from datetime import date

from words import t, tn

MINUTE, HOUR = 60, 3600


def left(due_on: date, *, today: date, business_days: int, lang: str | None = None) -> str:
    """What is left of a term: "vence hoy", "vence mañana", "en 3 días hábiles".

    From a Friday the next business day is not tomorrow: only the calendar decides who is due tomorrow.
    """
    days = (due_on - today).days
    if days <= 0:
        return t("due today", lang=lang)
    if days == 1:
        return t("due tomorrow", lang=lang)
    return tn("in {n} business day", "in {n} business days", business_days, lang=lang)


def late(business_days: int, hours: int, *, lang: str | None = None) -> str:
    """How late an answer is: "hace 2 días hábiles"; within the first business day in hours."""
    if business_days > 0:
        return tn("{n} business day ago", "{n} business days ago", business_days, lang=lang)
    if hours > 0:
        return tn("{n} hour ago", "{n} hours ago", hours, lang=lang)
    return t("less than an hour ago", lang=lang)


def ago(seconds: float, *, lang: str | None = None) -> str:
    """How long ago by the clock: "hace un momento", "hace 5 minutos", "hace 3 horas", "hace 2 días"."""
    if seconds < MINUTE:
        return t("just now", lang=lang)
    if seconds < HOUR:
        return tn("{n} minute ago", "{n} minutes ago", int(seconds // MINUTE), lang=lang)
    if seconds < 24 * HOUR:
        return tn("{n} hour ago", "{n} hours ago", int(seconds // HOUR), lang=lang)
    return tn("{n} day ago", "{n} days ago", int(seconds // (24 * HOUR)), lang=lang)


def business_days(n: int, *, lang: str | None = None) -> str:
    """A length: "1 día hábil", "3 días hábiles"."""
    return tn("{n} business day", "{n} business days", n, lang=lang)

"""The names of days and months and the signs of numbers, in the shape that charts ask for (d3's locale)."""

from babel.dates import get_day_names, get_month_names

from words.tongue import known, locale

DATE = {"es": "%d/%m/%Y", "en": "%m/%d/%Y"}
SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)


def number_names(lang: str | None = None) -> dict[str, object]:
    """Separators as in words.numbers: "1,234.5" for both readers."""
    return {
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
        "currency": ["$", ""],
        "minus": "-",
        "percent": "\u00a0%" if known(lang) == "es" else "%",
    }


def time_names(lang: str | None = None) -> dict[str, object]:
    """Days from Sunday and months from January, whole and short; the clock has 24 hours."""
    reader = locale(lang)
    days, short_days = (get_day_names(width, locale=reader) for width in ("wide", "abbreviated"))
    months, short_months = (get_month_names(width, locale=reader) for width in ("wide", "abbreviated"))
    return {
        "dateTime": "%a %e %b %Y %H:%M:%S",
        "date": DATE[known(lang)],
        "time": "%H:%M:%S",
        "periods": ["a. m.", "p. m."] if known(lang) == "es" else ["AM", "PM"],
        "days": [str(days[day]) for day in SUNDAY_FIRST],
        "shortDays": [str(short_days[day]) for day in SUNDAY_FIRST],
        "months": [str(months[month]) for month in range(1, 13)],
        "shortMonths": [str(short_months[month]) for month in range(1, 13)],
    }

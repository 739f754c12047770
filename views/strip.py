"""Why it is due that day, as a strip: each day of a count with what it was, in the reader's (or the caller's) words."""

from collections.abc import Sequence
from datetime import date

from rules.counting import DayCount, DayKind
from views.look import Html, Step, day_strip
from words import t
from words.dates import day, weekday
from words.labels import short
from words.tongue import known

KIND = {DayKind.WEEKEND: "off", DayKind.CLOSING_DAY: "off", DayKind.BUSINESS_DAY: "counted", DayKind.DUE: "due"}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def strip(days: Sequence[DayCount], *, today: date | None = None, clock: str = "", lang: str | None = None) -> Html:
    """The days of rules.deadlines.explain() or rules.courier.explain_term(); `clock` is written below the last one."""
    return day_strip(steps_of(days, today=today, clock=clock, lang=lang), label=t("Why it is due that day", lang=lang))


def steps_of(
    days: Sequence[DayCount], *, today: date | None = None, clock: str = "", lang: str | None = None
) -> list[Step]:
    """The same days as values, for what draws them itself."""
    return [_step(one, ends=one[-1] is days[-1] or one[0] is days[0], today=today, lang=lang,
                  clock=clock if one[-1] is days[-1] else "") for one in _runs(days)]  # fmt: skip


def _step(run: list[DayCount], *, ends: bool, today: date | None, clock: str, lang: str | None) -> Step:
    first, last = run[0], run[-1]
    kind = "late" if last.why is DayKind.MISSING else KIND.get(last.why, "")
    short_days = (f"{weekday(one.on.isoweekday(), lang=lang)} {one.on.day}" for one in dict.fromkeys((first, last)))
    named = day(last.on, today=today, lang=lang) if ends and first is last else "–".join(short_days)
    return Step(named, " ".join(filter(None, (_note(last, lang), clock))), kind)


def _note(one: DayCount, lang: str | None) -> str:
    if one.closing is not None and one.why is DayKind.CLOSING_DAY:
        return one.closing.name_en if known(lang) == "en" else one.closing.name_es
    if one.number is not None and one.why is DayKind.BUSINESS_DAY and one.number <= len(CIRCLED):
        return CIRCLED[one.number - 1]
    return short(one.why, lang=lang)


def _runs(days: Sequence[DayCount]) -> list[list[DayCount]]:
    """Saturday and Sunday side by side are one step."""
    runs: list[list[DayCount]] = []
    for one in days:
        if runs and one.why is runs[-1][-1].why is DayKind.WEEKEND:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs

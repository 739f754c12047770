"""Why it is due that day, as a strip: each day of a count with what it was, in the reader's (or the caller's) words."""

from collections.abc import Sequence
from datetime import date

from rules.counting import DayCount, DayKind
from views.look import Html, Step, day_strip
from words import t
from words.dates import day
from words.labels import short
from words.tongue import known

KIND = {DayKind.WEEKEND: "off", DayKind.CLOSING_DAY: "off", DayKind.BUSINESS_DAY: "counted", DayKind.DUE: "due"}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def strip(days: Sequence[DayCount], *, today: date | None = None, clock: str = "", lang: str | None = None) -> Html:
    """The days of rules.deadlines.explain() or rules.courier.explain_term(); `clock` is written below the last one."""
    steps = [_step(one, today=today, clock=clock if one is days[-1] else "", lang=lang) for one in days]
    return day_strip(_joined(steps), label=t("Why it is due that day", lang=lang))


def _step(one: DayCount, *, today: date | None, clock: str, lang: str | None) -> Step:
    kind = "late" if one.why is DayKind.MISSING else KIND.get(one.why, "")
    return Step(day(one.on, today=today, lang=lang), " ".join(filter(None, (_note(one, lang), clock))), kind)


def _note(one: DayCount, lang: str | None) -> str:
    if one.closing is not None and one.why is DayKind.CLOSING_DAY:
        return one.closing.name_en if known(lang) == "en" else one.closing.name_es
    if one.number is not None and one.why is DayKind.BUSINESS_DAY and one.number <= len(CIRCLED):
        return CIRCLED[one.number - 1]
    return short(one.why, lang=lang)


def _joined(steps: Sequence[Step]) -> list[Step]:
    """Saturday and Sunday side by side are one step."""
    joined: list[Step] = []
    for step in steps:
        before = joined[-1] if joined else None
        if before and step.kind == before.kind == "off" and step.note == before.note:
            joined[-1] = Step(f"{before.day.split(' – ')[0]} – {step.day}", step.note, step.kind)
        else:
            joined.append(step)
    return joined

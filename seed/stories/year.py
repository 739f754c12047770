"""A stretch of days filled with inquiries: how many each day, by which channel, at what hour, about what."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from rules.closing_days import Calendar
from rules.codes import Channel, GroupKind
from rules.zones import local, moment
from seed.stories.cases import Opening
from seed.stories.hours import DESK, at_hour
from seed.stories.scene import Scene
from seed.stories.weights import Choice, weights

EMPTY_DAY = {"phone": 0.0, "email": 0.36}
"""What a closing day gets: nobody answers the telephone, mails come as on a weekend."""
NOT_BY_PHONE = 0.3
"""How seldom somebody calls about what the page wants by mail."""


def day_weights(day: date, calendar: Calendar) -> dict[str, float]:
    """How busy a day is, by channel."""
    tables, share = weights(), weights().share
    yesterday = day - timedelta(days=1)
    after_a_holiday = calendar.closing(yesterday) is not None and calendar.is_business_day(day)
    factor = tables.month["individual"][day.month] * (share["post_holiday_factor"] if after_a_holiday else 1)
    closed = calendar.closing(day) is not None
    return {
        channel: share[f"channel_{channel}"] * factor * (EMPTY_DAY[channel] if closed else _weekday(channel, day))
        for channel in ("phone", "email")
    }  # fmt: skip


def _weekday(channel: str, day: date) -> float:
    """The weekday's part of its week, so that the channels keep their shares of a year."""
    of_week = weights().weekday[channel]
    return 7 * of_week[day.weekday()] / sum(of_week)


def shared_out(total: int, parts: list[float]) -> list[int]:
    """`total` in whole numbers by weight, none lost to rounding."""
    whole, given, running, counts = sum(parts), 0, 0.0, []
    for part in parts:
        running += part
        upto = round(total * running / whole) if whole else 0
        counts.append(upto - given)
        given = upto
    return counts


def openings(scene: Scene, *, inquiries: int, first: date, busy: bool = False) -> Iterator[list[Opening]]:
    """Day by day from `first` to today: what began that day, in the order of time, none after `scene.now`.

    `busy` counts every day as a Monday.
    """
    today = local(scene.now, DESK).date()
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    by_day = [_monday() if busy else day_weights(day, scene.calendar) for day in days]
    elapsed = (scene.now - moment(today, time(0), DESK)) / timedelta(hours=20)
    parts = [sum(one.values()) for one in by_day]
    parts[-1] *= min(1.0, max(0.1, elapsed))  # today is not over
    for day, weight, count in zip(days, by_day, shared_out(inquiries, parts), strict=True):
        channels = Choice.of(weight)
        begun = [opening for _ in range(count) if (opening := _opening(scene, day, channels.pick(scene.rng)))]
        yield sorted(begun, key=lambda opening: opening.received_at)


def _opening(scene: Scene, day: date, channel: str) -> Opening:
    rng, tables = scene.rng, weights()
    subcase = scene.subcases[_about(scene, channel, day)]
    kind = _group_kind(subcase.code)
    person = scene.cast.contact_of_company("h2" if kind == "h2" else "other") if kind else scene.cast.anybody()
    line = person.line if person else tables.lines.pick(rng)
    line = rng.choice(tables.lines_of_city[line.city_code])
    city_known = channel == Channel.PHONE or (person is not None and rng.random() < 0.75)
    zone = line.zone if city_known else DESK.key
    return Opening(
        subcase=subcase, channel=channel, received_at=_time(scene, day, channel, zone), zone=zone, person=person,
        line_code=line.code if channel == Channel.PHONE else "", city_code=line.city_code if city_known else "",
        group_kind=kind,
    )  # fmt: skip


def _time(scene: Scene, day: date, channel: str, zone: str) -> datetime:
    latest = scene.now - timedelta(minutes=2)
    for _ in range(40):
        at = at_hour(scene.rng, day, weights().hours[channel].pick(scene.rng), zone)
        if at <= latest:
            return at
    start = min(moment(day, time(0), zone), latest - timedelta(minutes=30))
    return start + (latest - start) * scene.rng.random()


def _about(scene: Scene, channel: str, day: date) -> str:
    """A sub-case: by reason given the channel, by month for groups, and seldom by phone when the page wants a mail."""
    key = (channel, day.month)
    if key not in _ABOUT:
        _ABOUT[key] = Choice.of(_shares(scene, channel, day.month))
    return _ABOUT[key].pick(scene.rng)


_ABOUT: dict[tuple[str, int], Choice[str]] = {}


def _shares(scene: Scene, channel: str, month: int) -> dict[str, float]:
    tables, shares = weights(), {}
    for reason, of_reason in tables.reason[channel].items():
        for code, share in tables.subcase[reason].items():
            kind = {"h2": "group_H2", "other": "group_other"}.get(_group_kind(code), "individual")
            wanted = scene.subcases[code].channels
            seldom = 1.0 if channel in wanted or "self_service" in wanted or wanted == "any" else NOT_BY_PHONE
            if code == "GRP_H2_EMERGENCY" and channel == Channel.PHONE:
                continue  # a mail, then a voice mail
            shares[code] = of_reason * share * seldom * tables.month[kind][month] / tables.month["individual"][month]
    return shares


def _group_kind(subcase_code: str) -> str:
    if subcase_code.startswith("GRP_H2"):
        return GroupKind.H2
    if subcase_code.startswith("GRP_OTHER"):
        return GroupKind.OTHER
    return GroupKind.NO_ACCESS if subcase_code == "GRP_ACCESS" else ""


def _monday() -> dict[str, float]:
    return {c: weights().share[f"channel_{c}"] * weights().weekday[c][0] for c in ("phone", "email")}

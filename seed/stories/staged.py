"""What is waiting whenever the demo is made: late answers, emergencies, what is due today and next, missing passports.

Everything is counted back from `now` by the desk's own calendar. On a weekend, a closing day or after closing time in
the westernmost zone nothing can be due today, and then nothing is: due next business day there always is.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from rules.business_days import add_business_days, next_business_day
from rules.codes import Channel, GroupKind
from rules.deadlines import due
from rules.zones import local, local_date, moment
from seed.lives import Life, Step, StepKind
from seed.stories.cases import Opening, life_of
from seed.stories.hours import DESK, MINUTE
from seed.stories.notes import note
from seed.stories.scene import Scene
from seed.stories.staged_courier import at_the_courier

MEXICO, WEST = DESK.key, "America/Tijuana"
LOOK_BACK = 16
VOICEMAIL_LINE, VOICEMAIL_ZONE = "LN_H2_EMERGENCY", "America/New_York"
STRANGER = "+1 571 555 0142"
"""Who left a voice mail and no name."""


def staged(scene: Scene, *, first_number: int) -> list[Life]:
    """The lives that end waiting, in the order they were logged."""
    makers = (*_late(scene), *_due_today(scene), *_due_next(scene), *_without_tracking(scene), *_just_now(scene))
    lives = [
        life_of(scene, opening, number=first_number + n, unanswered=True, issued_on=issued)
        for n, (opening, issued) in enumerate(makers)
    ]
    lives += _emergencies(scene, first_number + len(lives))
    lives += at_the_courier(scene, first_number=first_number + len(lives))
    return sorted(lives, key=lambda life: life.at)


def _mail(scene: Scene, subcase: str, received_at: datetime, zone: str = MEXICO, city: str = "") -> Opening:
    kind = GroupKind.H2 if subcase.startswith("GRP_H2") else GroupKind.OTHER if subcase.startswith("GRP") else ""
    person = scene.cast.contact_of_company(kind) if kind else scene.cast.somebody()
    return Opening(
        subcase=scene.subcases[subcase], channel=Channel.EMAIL, received_at=received_at, zone=zone, city_code=city,
        person=person, group_kind=kind,
    )  # fmt: skip


def _received(scene: Scene, day: date, zone: str) -> datetime:
    """A working hour of a day, or a moment before now when that day is today."""
    at = moment(day, time(scene.rng.randint(9, 17), scene.rng.randrange(60)), zone)
    start = moment(day, time(0), zone)
    return at if at < scene.now - 10 * MINUTE else start + (scene.now - start) * scene.rng.uniform(0.3, 0.9)


def _days_back(scene: Scene, zone: str) -> list[date]:
    today = local_date(scene.now, zone)
    return [today - timedelta(days=n) for n in range(LOOK_BACK)]


def _late(scene: Scene) -> Iterator[tuple[Opening, date | None]]:
    """Four group mails whose promise passed on the last two or three business days."""
    found: dict[date, date] = {}
    for day in _days_back(scene, MEXICO):
        due_at = due(moment(day, time(12), MEXICO), MEXICO, 3, scene.calendar)
        if due_at < scene.now and scene.calendar.is_business_day(day):
            found.setdefault(local_date(due_at, MEXICO), day)
    days = list(found.values())
    for subcase, day in zip(("GRP_H2_INFO", "GRP_H2_TECH", "GRP_H2_INFO", "GRP_OTHER_INFO"), (
        days[0], days[0], days[1], days[2]), strict=True):  # fmt: skip
        yield _mail(scene, subcase, _received(scene, day, MEXICO)), None


def _due_on(scene: Scene, wanted: date, zone: str) -> date | None:
    """A day on which a group mail is due on the wanted day, still to come."""
    for day in _days_back(scene, zone):
        due_at = due(moment(day, time(12), zone), zone, 3, scene.calendar)
        if local_date(due_at, zone) == wanted and due_at > scene.now:
            return day
    return None


def _due_today(scene: Scene) -> Iterator[tuple[Opening, date | None]]:
    for subcase, zone, city in (
        ("GRP_H2_INFO", MEXICO, "MEX"), ("GRP_OTHER_INFO", MEXICO, ""), ("GRP_H2_TECH", WEST, "TIJ"),
        ("GRP_H2_INFO", WEST, "TIJ"),
    ):  # fmt: skip
        day = _due_on(scene, local_date(scene.now, zone), zone)
        if day is not None:
            yield _mail(scene, subcase, _received(scene, day, zone), zone, city), None


def _due_next(scene: Scene) -> Iterator[tuple[Opening, date | None]]:
    next_day = next_business_day(local_date(scene.now, MEXICO), scene.calendar)
    day = _due_on(scene, next_day, MEXICO)
    for subcase in ("GRP_H2_INFO", "GRP_OTHER_TECH", "GRP_H2_INFO") if day else ():
        assert day is not None
        yield _mail(scene, subcase, _received(scene, day, MEXICO), MEXICO, "MTY"), None


def _without_tracking(scene: Scene) -> Iterator[tuple[Opening, date | None]]:
    """Passports missing for one, three, seven and fourteen business days, and two still within the term."""
    today = local_date(scene.now, MEXICO)
    for subcase, issued_before, asked_before in (
        ("DEL_NO_TRACKING", 7, 0), ("DEL_NO_TRACKING", 9, 2), ("DEL_NO_TRACKING", 13, 5), ("DEL_NO_TRACKING", 20, 12),
        ("DEL_TOO_EARLY", 2, 0), ("DEL_TOO_EARLY", 4, 1),
    ):  # fmt: skip
        issued = add_business_days(today, -issued_before, scene.calendar)
        asked = add_business_days(today, -asked_before, scene.calendar)
        yield _mail(scene, subcase, _received(scene, asked, MEXICO), MEXICO, "MEX"), issued


def _just_now(scene: Scene) -> Iterator[tuple[Opening, date | None]]:
    """Mails of today, whatever the hour."""
    start = local(scene.now, DESK).replace(hour=0, minute=0, second=0, microsecond=0)
    for subcase, part in (("PAY_PROBLEM", 0.93), ("OTH_TECH", 0.8), ("GEN_PROCESS", 0.6)):
        yield _mail(scene, subcase, start + (scene.now - start) * part), None


def _emergencies(scene: Scene, number: int) -> Iterator[Life]:
    """Both halves; the mail alone, without the reason; the voice mail alone, without the company."""
    hours = [timedelta(minutes=minutes) for minutes in (150, 55, 35)]
    both, mail, spoken = (scene.now - back for back in hours)
    life = life_of(scene, _mail(scene, "GRP_H2_EMERGENCY", both), number=number, unanswered=True)
    draft = replace(life.draft, emergency_reason="", callback_phone="")
    at = both + (scene.now - both) / 2
    said = note(
        scene.rng, "voicemail", language=draft.language, on=at.date(), company=draft.organisation,
        people=draft.group_size or 0,
    )  # fmt: skip
    step = Step(
        kind=StepKind.VOICEMAIL, at=max(at, life.at), by=life.by, moment=min(at, life.at), company=draft.organisation,
        callback=draft.phone, why="Visas no impresas y autobús contratado", text=said,
    )  # fmt: skip
    yield replace(life, draft=draft, steps=(step,))
    life = life_of(scene, _mail(scene, "GRP_H2_EMERGENCY", mail), number=number + 1, unanswered=True)
    yield replace(life, draft=replace(life.draft, emergency_reason=""), steps=())
    opening = replace(
        _mail(scene, "GRP_H2_EMERGENCY", spoken), channel=Channel.VOICEMAIL, line_code=VOICEMAIL_LINE,
        zone=VOICEMAIL_ZONE,
    )  # fmt: skip
    life = life_of(scene, opening, number=number + 2, unanswered=True)
    draft = replace(life.draft, organisation="", name="", email="", subject="", phone=STRANGER, ds160="")
    yield replace(life, draft=draft, person=0, steps=())

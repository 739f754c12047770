"""Making a desk with a story in it: all of it, or nothing."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from db.engine import Store
from db.queries.calendar import load_calendar
from db.queries.reference import load
from db.setup import DatabaseProblem, create, sqlite_path
from seed.lives import Life
from seed.living import live
from seed.people import SignIn, hire
from seed.phases import Phase, Progress
from seed.stories import clean, demo, storm
from seed.stories.scene import Scene
from seed.swift import pour

__all__ = ["Made", "Phase", "Story", "Told", "make", "scene_of", "tell", "total_of"]


class Story(StrEnum):
    """What a desk is made with."""

    CLEAN = "clean"
    DEMO = "demo"
    STORM = "storm"


Told = Callable[[Phase, int, int], None]
"""Who hears how far it is: the phase, how much of it is done, of how much."""

USUAL = {Story.CLEAN: 0, Story.DEMO: 6_000, Story.STORM: 20_000}


def total_of(story: Story, wanted: int | None) -> int:
    """How many inquiries a story is asked to have: a clean desk none, whatever was wanted."""
    return USUAL[story] if wanted is None or story is Story.CLEAN else wanted


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    inquiries: int
    sign_ins: tuple[SignIn, ...]


def make(
    url: str, story: Story, *, now: datetime, seed: int = 42, inquiries: int | None = None,
    told: Told = lambda phase, done, of: None,
) -> Made:  # fmt: skip
    """Make a new database and tell a story into it. `told` hears of every inquiry, and of every phase afterwards.

    Raises DatabaseProblem `exists` when there is one already.
    """
    previous = os.umask(0o077)
    path = sqlite_path(url)
    try:
        if path is None:
            return _make(url, story, now, seed, total_of(story, inquiries), told)
        if path.exists():
            raise DatabaseProblem("exists", str(path))
        half = path.with_name(f"{path.name}.half")
        _sweep(half)  # what an interrupted making left
        try:
            made = _make(f"sqlite:///{half}", story, now, seed, total_of(story, inquiries), told)
            _onto_the_disk(half)
            _take_its_name(half, path)
            return made
        finally:
            _sweep(half)
    finally:
        os.umask(previous)


def _make(url: str, story: Story, now: datetime, seed: int, total: int, told: Told) -> Made:
    store = create(url)
    try:
        with store.writing() as work:
            clean.tell(work)
        return Made(0, ()) if story is Story.CLEAN else _fill(store, story, now, seed, total, told)
    finally:
        store.close()


def _onto_the_disk(half: Path) -> None:
    """What is told as made survives a power cut."""
    with half.open("rb+") as file:
        os.fsync(file.fileno())


def _take_its_name(half: Path, path: Path) -> None:
    """Under its own name only when whole, and never over another one that came meanwhile."""
    try:
        os.link(half, path)
    except FileExistsError:
        raise DatabaseProblem("exists", str(path)) from None


def _sweep(half: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal", ".in-use"):
        half.with_name(half.name + end).unlink(missing_ok=True)


def _fill(store: Store, story: Story, now: datetime, seed: int, total: int, told: Told) -> Made:
    scene, sign_ins = scene_of(store, story, now=now, seed=seed)
    lives, count = tell(scene, story, inquiries=total), 0
    with closing(pour(store, lives, expected=total) if store.is_sqlite else _by_verbs(store, lives, total)) as steps:
        for phase, done, of in steps:
            count = done if phase is Phase.TELLING else count
            told(phase, done, of)
    return Made(count, sign_ins)


def _by_verbs(store: Store, lives: Iterator[Life], total: int) -> Generator[Progress]:
    with store.writing() as work:
        for count in live(work, lives):
            yield Phase.TELLING, count, total


def scene_of(store: Store, story: Story, *, now: datetime, seed: int) -> tuple[Scene, tuple[SignIn, ...]]:
    """People are hired into a clean desk; what a story needs to know, and who can sign in."""
    begin = now - timedelta(days=demo.DAYS + 10)
    with store.writing() as work:
        agents, sign_ins = hire(work, now=begin)
        known, calendar = load(work), load_calendar(work)
        work.expunge_all()
    return Scene.of(story, seed=seed, now=now, agents=agents, known=known, calendar=calendar), sign_ins


def tell(scene: Scene, story: Story, *, inquiries: int) -> Iterator[Life]:
    """The lives of a story, by the time they were logged."""
    return (storm.tell if story is Story.STORM else demo.tell)(scene, inquiries=inquiries)

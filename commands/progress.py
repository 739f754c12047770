"""How far a making is: a bar for each phase on a terminal, a line now and then where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from words import t

if TYPE_CHECKING:
    from seed.phases import Phase

TENTHS = 10
SMALL = 2_000
"""Up to so many it is over before anybody reads a line."""
DRAWN_EVERY = 512


class Bars:
    """Called with (phase, done, of); the bar of a phase stays, full, when the next one begins."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
        from rich.progress import TimeRemainingColumn as Left

        self._console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), Left(),
            console=self._console, disable=not self._console.is_terminal,
        )  # fmt: skip
        self._phase: Phase | None = None
        self._tenths, self._long = 0, False

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, phase: Phase, done: int, of: int) -> None:
        if phase is self._phase and done % DRAWN_EVERY and done < of and of > DRAWN_EVERY:
            return
        self._draw(phase, done, of) if self._console.is_terminal else self._write(phase, done, of)
        self._phase = phase

    def _draw(self, phase: Phase, done: int, of: int) -> None:
        if phase is not self._phase:
            for task in self._progress.tasks:
                self._progress.update(task.id, completed=task.total)
            self._progress.add_task(name(phase), total=of)
        self._progress.update(self._progress.tasks[-1].id, completed=done)

    def _write(self, phase: Phase, done: int, of: int) -> None:
        """A line when a phase begins, and for every tenth of a long one."""
        if phase is not self._phase:
            self._tenths, self._long = 0, self._long or of > SMALL
            if self._long:
                typer.echo(name(phase), err=True)
        tenths = done * TENTHS // of if of > SMALL else 0
        if tenths > self._tenths:
            self._tenths = tenths
            typer.echo(f"{done} / {of}", err=True)


def name(phase: Phase) -> str:
    """A phase as people call it."""
    from seed.phases import Phase

    match phase:
        case Phase.TELLING:
            return t("Telling the story")
        case Phase.FIGURES:
            return t("Figures")
        case Phase.INDEXES:
            return t("Indexes")
        case Phase.WORDS:
            return t("Search index")
        case Phase.CHECKING:
            return t("Checking that it is whole")

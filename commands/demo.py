"""`ventanilla demo`: a new desk with a believable year in it, and the sign-ins of two people who work there."""

import os
from pathlib import Path
from typing import Annotated

import typer

from commands.refusing import begin, refuse
from words import t, tn
from words.problems import refusal

NOTES = "demo-sign-ins.txt"


def command(
    story: Annotated[str, typer.Option(help="demo, clean or storm")] = "demo",
    inquiries: Annotated[int | None, typer.Option(help="How many", min=0, max=20_000_000)] = None,
    seed: Annotated[int, typer.Option(help="The same seed and the same time tell the same story")] = 42,
    database: Annotated[str, typer.Option(help="URL of the database to make")] = "",
) -> None:
    """Make a new database with a story in it, and print who can sign in. Refuses when there is one already."""
    from config import settings
    from db.setup import DatabaseProblem
    from seed.making import Story, make, total_of

    url = begin(database)
    if story not in set(Story):
        refuse(t("There is no story “{story}”. Choose one of {known}.", story=story, known=", ".join(Story)))
    total = total_of(Story(story), inquiries)
    try:
        with Bar(total) as told:
            made = make(url, Story(story), now=settings().now(), seed=seed, inquiries=total, told=told)
    except DatabaseProblem as problem:
        refuse(refusal(f"database_{problem.code}", where=problem.where))
    except OSError as error:
        refuse(t("The database cannot be made ({code}): {where}", code=error.strerror, where=error.filename or url))
    said = tn("{n} inquiry", "{n} inquiries", made.inquiries)
    typer.echo(t("A new desk is made: {said}.", said=said))
    lines = [f"{one.name:<8} {one.role:<11} {one.password}" for one in made.sign_ins]
    if lines:
        typer.echo("\n".join([t("Sign-ins of this demo (name, role, password):"), *lines]))
        _write_down(url, lines)


def _write_down(url: str, lines: list[str]) -> None:
    """Beside the file, for its owner's eyes only: `make run` shows them again."""
    from db.setup import sqlite_path

    path = sqlite_path(url)
    if path is None:
        return
    notes = Path(path).parent / NOTES
    notes.unlink(missing_ok=True)
    with os.fdopen(os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join([t("Sign-ins of this demo (name, role, password):"), *lines]) + "\n")


class Bar:
    """How far it is: a bar on a terminal, a line now and then where there is none."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        self._console = Console(stderr=True)
        self._progress = Progress(
            BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=self._console,
            disable=not self._console.is_terminal,
        )  # fmt: skip
        self._task = self._progress.add_task("", total=total)
        self._total, self._next = total, max(1, total // 10)

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, count: int) -> None:
        if self._console.is_terminal:
            self._progress.update(self._task, completed=count)
        elif count >= self._next and self._total > 2_000:
            self._next += max(1, self._total // 10)
            typer.echo(f"{count} / {self._total}", err=True)

"""`ventanilla demo`: a new desk with a believable year in it, and the sign-ins of two people who work there."""

import os
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from commands.refusing import begin, refuse
from words import t, tn
from words.numbers import number
from words.problems import refusal

NOTES = "demo-sign-ins.txt"


def command(
    story: Annotated[str, typer.Option(help="demo, clean or storm")] = "demo",
    inquiries: Annotated[int | None, typer.Option(help="How many", min=0, max=20_000_000)] = None,
    seed: Annotated[int, typer.Option(help="The same seed and the same time tell the same story")] = 42,
    database: Annotated[str, typer.Option(help="URL of the database to make")] = "",
) -> None:
    """Make a new database with a story in it, and print who can sign in. Refuses when there is one already."""
    from commands.progress import Bars
    from config import settings
    from db.setup import DatabaseProblem
    from seed.making import Story, make, total_of

    url, begun = begin(database), monotonic()
    if story not in set(Story):
        refuse(t("There is no story “{story}”. Choose one of {known}.", story=story, known=", ".join(Story)))
    total = total_of(Story(story), inquiries)
    try:
        with Bars() as told:
            made = make(url, Story(story), now=settings().now(), seed=seed, inquiries=total, told=told)
    except KeyboardInterrupt:
        typer.echo(t("Stopped. Nothing was made."), err=True)
        raise typer.Exit(130) from None
    except DatabaseProblem as problem:
        refuse(refusal(f"database_{problem.code}", where=problem.where))
    except OSError as error:
        refuse(t("The database cannot be made ({code}): {where}", code=error.strerror, where=error.filename or url))
    typer.echo(_summary(url, made.inquiries, seconds=monotonic() - begun))
    lines = [f"{one.name:<8} {one.role:<13} {one.password}" for one in made.sign_ins]
    if lines:
        typer.echo("\n".join([t("Sign-ins of this demo (name, role, password):"), *lines]))
        _write_down(url, lines)


def _summary(url: str, inquiries: int, *, seconds: float) -> str:
    from db.setup import sqlite_path

    said, path = tn("{n} inquiry", "{n} inquiries", inquiries), sqlite_path(url)
    size = number(path.stat().st_size / 1e6) if path else number(None)
    return t("A new desk is made: {said}, {seconds} s, {size} MB.", said=said, seconds=number(seconds), size=size)


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

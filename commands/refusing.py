"""How a command begins and how it refuses: in the desk's language, one line, exit code 2."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from words import speak
from words.problems import refusal


def begin(database: str) -> str:
    """Speak the desk's language, keep what is made from other people's eyes; the URL of the database meant."""
    from config import settings

    os.umask(0o077)
    speak(settings().language)
    return database or settings().database_url


def refuse(sentence: str) -> NoReturn:
    """Say why not, and end with exit code 2."""
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


@contextmanager
def refusing() -> Iterator[None]:
    """What is the matter with a database or a backup, said in one line."""
    from db import Busy
    from db.setup import DatabaseProblem

    try:
        yield
    except DatabaseProblem as problem:
        refuse(refusal(f"database_{problem.code}", where=problem.where, detail=problem.detail))
    except Busy:
        refuse(refusal("busy"))
    except OSError as error:
        refuse(refusal("database_no_file", where=error.filename or "", detail=error.strerror))


def open_database(url: str) -> None:
    """Take a database into use, or refuse with one line."""
    import db
    from db.setup import check

    with refusing():
        check(url)
        db.use(url)


@contextmanager
def refusals() -> Iterator[None]:
    """What the desk refuses, in the words of the desk."""
    from db import NotStored
    from desk.errors import DeskError

    try:
        yield
    except DeskError as error:
        refuse(refusal(error.code, **error.details))
    except NotStored as error:
        refuse(refusal(error.code))

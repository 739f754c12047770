"""How a command begins and how it refuses: in the desk's language, one line, exit code 2."""

import os
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


def open_database(url: str) -> None:
    """Take a database into use, or refuse with one line."""
    import db
    from db.setup import DatabaseProblem, check

    try:
        check(url)
    except DatabaseProblem as problem:
        refuse(refusal(f"database_{problem.code}", where=problem.where))
    db.use(url)

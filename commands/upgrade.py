"""`ventanilla upgrade`: bring a database of an earlier version to this one, all of it or nothing."""

import typer

from commands.refusing import begin, refuse
from words import t
from words.problems import refusal


def command(database: str = typer.Option("", help="URL of the database; the desk's own by default.")) -> None:
    """Bring a database of an earlier version to this one. Keep a copy of it first."""
    from db.setup import DatabaseProblem, check, head, upgrade

    url = begin(database)
    try:
        check(url)
    except DatabaseProblem as problem:
        if problem.code != "older":
            refuse(refusal(f"database_{problem.code}", where=problem.where))
        upgrade(url)
        typer.echo(t("The database is now at revision {number}.", number=head()))
        return
    typer.echo(t("The database is of this version already."))

"""`ventanilla upgrade`: bring a database of an earlier version to this one, all of it or nothing."""

from typing import Annotated

import typer

from commands.refusing import begin, refusing
from words import t


def command(
    database: Annotated[str, typer.Option(help="URL of the database; the desk's own by default")] = "",
) -> None:
    """Bring a database of an earlier version to this one, after a backup of it."""
    from commands.backup import made
    from db.in_use import alone
    from db.setup import DatabaseProblem, check, head, sqlite_path, upgrade

    url = begin(database)
    with refusing():
        try:
            check(url)
        except DatabaseProblem as problem:
            if problem.code != "older":
                raise
        else:
            typer.echo(t("The database is of this version already."))
            return
        if (path := sqlite_path(url)) is not None:
            with alone(path) as nobody_else:  # a desk that runs was written for the tables as they are
                if not nobody_else:
                    raise DatabaseProblem("in_use", str(path))
            made(url, to=None)
        upgrade(url)
    typer.echo(t("The database is now at revision {number}.", number=head()))

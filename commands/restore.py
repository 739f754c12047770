"""`ventanilla restore`: a backup in the place of the desk, and what is no longer there afterwards."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.backup import contents
from commands.refusing import begin, refusing
from words import t, tn
from words.problems import refusal

if TYPE_CHECKING:
    from db.restoring import Gone


def command(
    file: Annotated[Path, typer.Argument(help="The backup: a file desk-….db with its manifest beside it")],
    with_broken_chain: Annotated[
        bool, typer.Option("--with-broken-chain", help="Even if an event in it was changed before it was made")
    ] = False,
    database: Annotated[str, typer.Option(help="URL of the database")] = "",
) -> None:
    """Put a verified backup in the place of the desk, which must not be running. What was there is kept as a copy."""
    from config import settings
    from db.restoring import restore
    from db.setup import DatabaseProblem, check
    from words.dates import moment

    url = begin(database)
    with refusing():
        done = restore(url, file, now=settings().now(), broken_chain=with_broken_chain)
    made_at = moment(done.manifest.made_at, settings().zone)
    typer.echo(t("Restored: the desk as it was on {moment} ({said}).", moment=made_at, said=contents(done.manifest)))
    if done.gone is not None:
        _say_gone(done.gone)
    if done.kept is not None:
        typer.echo(t("What was there before is kept: {where}", where=done.kept))
    try:
        check(url)
    except DatabaseProblem as problem:
        typer.echo(refusal(f"database_{problem.code}", where=problem.where, detail=problem.detail))


def _say_gone(gone: "Gone") -> None:
    said = ", ".join([tn("{n} inquiry", "{n} inquiries", gone.inquiries), tn("{n} event", "{n} events", gone.events)])
    if not gone.same_desk:
        typer.echo(t("The backup is not of the desk that was there. No longer there: {said}.", said=said))
    elif gone.events or gone.inquiries:
        typer.echo(t("No longer there, for they came after the backup: {said}.", said=said))
    else:
        typer.echo(t("Nothing had been done since the backup."))
        return
    left = gone.inquiries - len(gone.folios)
    for folio in gone.folios:
        typer.echo(f"    {folio}")
    if left:
        typer.echo("    " + tn("and {n} more", "and {n} more", left))

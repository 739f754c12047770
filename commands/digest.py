"""`ventanilla digest`: what is overdue and what will be, to every supervisor who has an address."""

from typing import TYPE_CHECKING, Annotated

import typer

from commands.refusing import begin, open_database, refuse, refusing
from words import t, tn

if TYPE_CHECKING:
    from rules.digest import Digest
    from watch.letter import Desk


def command(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be sent, and send nothing")] = False,
    database: Annotated[str, typer.Option(help="URL of the database")] = "",
) -> None:
    """Send the digest of today to whoever was not told yet; the running desk does so by itself each working day."""
    import db
    from config import settings
    from watch import digest as post

    open_database(begin(database))
    given, now = settings(), settings().now()
    with refusing():
        on = post.day_of(db.store(), given, now=now)
        if dry_run:
            from db.queries.digest import readers, untold
            from rules.zones import local_date

            with db.reading() as look:
                everybody, waiting = len(readers(look)), len(untold(look, on=on)) if on else 0
            told, desk = post.compose(db.store(), given, on=on or local_date(now, given.zone), now=now)
            _show(told, desk, everybody=everybody, waiting=waiting, due=on is not None)
            return
        if not given.smtp_host:
            refuse(t("No mail server is set: VENTANILLA_SMTP_HOST is empty. Nothing was sent."))
        if on is None:
            refuse(t("Outside working hours, or a closing day: nobody is told now. Nothing was sent."))
        if post.nobody_reads(db.store()):
            refuse(t("No supervisor has an e-mail address: give one with “ventanilla user email”. Nothing was sent."))
        done = post.send(db.store(), given, on=on, now=now)
    typer.echo(tn("{n} message sent.", "{n} messages sent.", done.sent) if done.sent or done.failed else
               t("Everybody was told already today."))  # fmt: skip
    if done.failed:
        refuse(t("The mail server did not take it ({why}). It can simply be tried again.",
                 why=", ".join(sorted(set(done.failed)))))  # fmt: skip


def _show(told: "Digest", desk: "Desk", *, everybody: int, waiting: int, due: bool) -> None:
    """The letter as its reader gets it, a table for each part."""
    from rich.console import Console
    from rich.table import Table

    from watch.letter import calm, foot, parts, subject

    out = Console(highlight=False, markup=False, emoji=False)
    out.print(subject(told), style="bold")
    if told.is_calm:
        out.print(calm())
    for name, rows in parts(told, desk):
        out.print()
        out.print(name, style="bold")
        shown = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for row in rows:
            shown.add_row(*row)
        out.print(shown)
    out.print()
    for line in foot(told, desk):
        out.print(line, style="dim")
    if not due:
        out.print(t("Outside working hours, or a closing day: nobody is told now."), style="dim")
    elif everybody:
        out.print(tn("{n} supervisor has an address, {waiting} not told yet today. Nothing was sent.",
                     "{n} supervisors have an address, {waiting} not told yet today. Nothing was sent.",
                     everybody, waiting=waiting), style="dim")  # fmt: skip
    if not everybody:
        out.print(t("No supervisor has an e-mail address: give one with “ventanilla user email”."), style="dim")

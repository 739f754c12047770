"""`ventanilla recount`: open deadlines counted again by the calendar and the terms that are installed."""

from typing import Annotated

import typer

from commands.refusing import begin, open_database, refusing
from words import t, tn


def command(
    database: Annotated[str, typer.Option(help="URL of the database; the desk's own by default")] = "",
) -> None:
    """Count open deadlines and awaited passports again, after the rules of the holidays were updated.

    What was promised and what was judged stays. All of it happens, or nothing.
    """
    import db
    from config import settings
    from db.queries.agreed import agreed
    from desk.events import remember
    from desk.recount import recount
    from rules.zones import local_date

    open_database(begin(database))
    now = settings().now()
    with refusing(), db.writing() as work:
        by = agreed(work)
        done = recount(work, by, now=now)
        if done.deadlines or done.deliveries:
            told = {"deadlines": done.deadlines, "freed": done.freed, "caught": done.caught,
                    "deliveries": done.deliveries}  # fmt: skip
            remember(
                work, "calendar_changed", by=None, at=now, on_date=local_date(now, settings().zone),
                what="counted_again", before="", after=by.calendar.version, moved=done.deadlines, effect=told,
            )  # fmt: skip
    db.store().close()
    typer.echo(tn("{n} open deadline moved.", "{n} open deadlines moved.", done.deadlines))
    typer.echo(t("Calendar: {name}", name=by.calendar.version))

"""`ventanilla user`: what opens the desk for somebody and what they may do there, from the server itself."""

from typing import Annotated

import typer

from commands.refusing import begin, open_database, refusals, refuse
from words import t

Database = Annotated[str, typer.Option(help="URL of the database")]


def reset(name: str, database: Database = "") -> None:
    """Print a link with which somebody chooses a new password: it works once, for an hour."""
    import db
    from auth.sessions import hash_of, new_token
    from config import settings
    from desk.accounts import account_named
    from desk.links import make_link
    from words.dates import clock

    open_database(begin(database))
    token, now = new_token(), settings().now()
    with refusals(), db.writing() as work:
        account = account_named(work, name)
        link = make_link(work, account, token_hash=hash_of(token), now=now)
        shown, until = account.display_name, link.ends_at
    base = settings().public_url or f"http://127.0.0.1:{settings().port}"
    said = t("For {name}, until {clock}. Give it to nobody else:", name=shown, clock=clock(until, settings().zone))
    typer.echo(said)
    typer.echo(f"{base}/reset?token={token}")


def role(name: str, role: Annotated[str, typer.Argument(help="agent, supervisor, administrator or auditor")],
         database: Database = "") -> None:  # fmt: skip
    """Give somebody another role; every sign-in they have ends."""
    import db
    from config import settings
    from desk.accounts import account_named, change_role
    from rules.codes import Role

    open_database(begin(database))
    if role not in set(Role):
        refuse(t("There is no role “{role}”. Choose one of {known}.", role=role, known=", ".join(Role)))
    with refusals(), db.writing() as work:
        change_role(work, account_named(work, name), role=role, now=settings().now())
    typer.echo(t("{name} has the role {role} now.", name=name, role=role))


def second_step_off(name: str, database: Database = "") -> None:
    """Somebody lost their telephone: the password alone lets them in again."""
    import db
    from config import settings
    from desk.accounts import account_named
    from desk.second_step import turn_off_second_step

    open_database(begin(database))
    with refusals(), db.writing() as work:
        turn_off_second_step(work, account_named(work, name), now=settings().now())
    typer.echo(t("{name} signs in with the password alone.", name=name))

"""`ventanilla user`: accounts from the server itself, for when nobody can sign in yet or any more."""

from typing import Annotated

import typer

from commands import user_keys
from commands.refusing import begin, open_database, refusals, refuse
from words import t

app = typer.Typer(help=__doc__, no_args_is_help=True)
Database = Annotated[str, typer.Option(help="URL of the database")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from the standard input")]
app.command("reset")(user_keys.reset)
app.command("role")(user_keys.role)
app.command("second-step-off")(user_keys.second_step_off)
Generate = Annotated[bool, typer.Option("--generate", help="Make a password and print it")]


@app.command("add")
def add(
    name: str, role: Annotated[str, typer.Option(help="agent, supervisor, administrator or auditor")],
    display_name: str = "",
    language: Annotated[str, typer.Option(help="es or en")] = "es",
    email: Annotated[str, typer.Option(help="Where the digest of a supervisor goes")] = "",
    password_stdin: FromStdin = False, generate: Generate = False, database: Database = "",
) -> None:  # fmt: skip
    """Make an account; its password has to be changed at the first sign-in."""
    import db
    from config import settings
    from desk.accounts import create_account
    from desk.addresses import set_email
    from rules.codes import Lang, Role

    open_database(begin(database))
    if role not in set(Role):
        refuse(t("There is no role “{role}”. Choose one of {known}.", role=role, known=", ".join(Role)))
    if language not in set(Lang):
        refuse(t("There is no language “{language}”. Choose one of {known}.", language=language, known=", ".join(Lang)))
    password = _password(stdin=password_stdin, generate=generate)
    with refusals(), db.writing() as work:
        account = create_account(
            work, name, display_name=display_name or name, password=password, role=role, language=language,
            now=settings().now(), must_change=True,
        )  # fmt: skip
        if email:
            set_email(work, account, email=email, now=settings().now())
        made = account.name
    typer.echo(t("The account {name} is made.", name=made))
    if generate:
        typer.echo(password)


@app.command("list")
def everybody(database: Database = "") -> None:
    """Everybody who has an account."""
    from sqlmodel import col, select

    import db
    from db.models import Account

    open_database(begin(database))
    with db.reading() as look:
        for one in look.exec(select(Account).order_by(col(Account.name))):
            gone = "" if one.active else t("inactive")
            typer.echo(f"{one.name:<20} {one.role:<13} {one.language}  {one.display_name}  {gone}".rstrip())


@app.command("password")
def password_of(
    name: str, password_stdin: FromStdin = False, generate: Generate = False, database: Database = ""
) -> None:
    """Give somebody a new password, which they change when they sign in; every sign-in they have ends."""
    import db
    from config import settings
    from desk.accounts import account_named, set_password

    open_database(begin(database))
    with refusals(), db.reading() as look:
        account_named(look, name)
    password = _password(stdin=password_stdin, generate=generate)
    with refusals(), db.writing() as work:
        set_password(work, account_named(work, name), password=password, now=settings().now())
    typer.echo(t("{name} has a new password.", name=name))
    if generate:
        typer.echo(password)


@app.command("email")
def email_of(name: str, email: Annotated[str, typer.Argument()] = "", database: Database = "") -> None:
    """Give somebody an e-mail address, or with none take it away: supervisors who have one get the digest."""
    import db
    from config import settings
    from desk.accounts import account_named
    from desk.addresses import set_email

    open_database(begin(database))
    with refusals(), db.writing() as work:
        set_email(work, account_named(work, name), email=email, now=settings().now())
    typer.echo(t("{name} gets the digest.", name=name) if email.strip() else t("{name} gets no mail.", name=name))


@app.command("deactivate")
def deactivate(name: str, database: Database = "") -> None:
    """Somebody leaves: they cannot sign in any more; their work keeps their name."""
    import db
    from config import settings
    from desk.accounts import account_named
    from desk.accounts import deactivate as leave

    open_database(begin(database))
    with refusals(), db.writing() as work:
        leave(work, account_named(work, name), now=settings().now())
    typer.echo(t("{name} cannot sign in any more.", name=name))


@app.command("reactivate")
def reactivate(name: str, database: Database = "") -> None:
    """Somebody comes back, with the password they had."""
    import db
    from config import settings
    from desk.accounts import account_named
    from desk.accounts import reactivate as come_back

    open_database(begin(database))
    with refusals(), db.writing() as work:
        come_back(work, account_named(work, name), now=settings().now())
    typer.echo(t("{name} can sign in again.", name=name))


def _password(*, stdin: bool, generate: bool) -> str:
    if generate:
        from seed.people import phrase

        return phrase()
    if stdin:
        return typer.get_text_stream("stdin").readline().rstrip("\r\n")
    first = typer.prompt(t("Password"), hide_input=True)
    if typer.prompt(t("The same again"), hide_input=True) != first:
        refuse(t("The two passwords differ. Nothing was changed."))
    return str(first)

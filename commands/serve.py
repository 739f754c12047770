"""`ventanilla serve`: the app on this machine. When it makes a desk: docs/decisions/0002-when-serve-makes-a-desk.md."""

import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.refusing import begin, refuse
from words import t
from words.problems import refusal

HERE = Path(__file__).resolve().parents[1]
ADDRESS = "127.0.0.1"
MARK = ".had-a-desk"


def command(
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1", min=1, max=65535)] = None,
    database: Annotated[str, typer.Option(help="URL of the database")] = "",
    new: Annotated[bool, typer.Option("--new", help="Make a clean desk when there is none")] = False,
) -> None:
    """Run the desk on 127.0.0.1 until Ctrl+C."""
    from config import settings

    given = bool(database)
    url, at = begin(database), port or settings().port
    _find_or_make(url, may_make=new or (not given and _first_time(url)))
    if not _free(at):
        refuse(t("Port {port} is in use. Choose another one with --port.", port=at))
    typer.echo(t("Ventanilla is at {address}; Ctrl+C ends it.", address=f"http://{ADDRESS}:{at}"))
    sys.stdout.flush()
    os.environ |= {"VENTANILLA_DATABASE_URL": _absolute(url), "VENTANILLA_PORT": str(at)}
    settings.cache_clear()  # the app runs in this process and reads them anew
    os.chdir(HERE)  # Streamlit reads .streamlit/config.toml of the folder it starts in
    _run([str(HERE / "dashboard.py"), "--server.port", str(at), "--server.address", ADDRESS])


def _run(app: list[str]) -> None:
    """Streamlit in this very process, so that Ctrl+C and a service manager's signal reach it."""
    from click.exceptions import Abort
    from streamlit.web.cli import main

    try:
        main(["run", *app], standalone_mode=False)
    except (Abort, KeyboardInterrupt):
        raise typer.Exit(0) from None


def _first_time(url: str) -> bool:
    """The default folder, where no desk has ever been: nothing can have been lost."""
    from config import Settings
    from db.setup import sqlite_path

    path = sqlite_path(url)
    if path is None or url != Settings.model_fields["database_url"].default:
        return False
    return not (path.parent / MARK).exists() and not any(path.parent.glob("desk.db*"))


def _find_or_make(url: str, *, may_make: bool) -> None:
    from config import settings
    from db.setup import DatabaseProblem, check, sqlite_path
    from seed.making import Story, make

    try:
        check(url)
    except DatabaseProblem as problem:
        if problem.code != "missing":
            refuse(refusal(f"database_{problem.code}", where=problem.where))
        if not may_make:
            refuse(t("There is no database at {where}. If it was there before, bring it back; for a clean desk: "
                     "ventanilla serve --new", where=problem.where))  # fmt: skip
        make(url, Story.CLEAN, now=settings().now())
        typer.echo(t("A clean desk is made at {where}.", where=problem.where))
    path = sqlite_path(url)
    if path is not None and url == type(settings()).model_fields["database_url"].default:
        (path.parent / MARK).touch(mode=0o600)


def _absolute(url: str) -> str:
    """The URL with the path of its file from the root: the app starts in another folder."""
    from db.setup import sqlite_path

    path = sqlite_path(url)
    return url if path is None else f"sqlite:///{path.resolve()}"


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True

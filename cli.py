"""The administrator's door: `ventanilla serve | demo | user | due | digest | doctor | backup | verify | restore |
upgrade | recount`."""

import io
import sys

import typer

from commands import backup, demo, digest, doctor, due, recount, restore, serve, upgrade, user, verify

app = typer.Typer(
    name="ventanilla", help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
app.command("due")(due.command)
app.command("demo")(demo.command)
app.command("digest")(digest.command)
app.add_typer(user.app, name="user")
app.command("serve")(serve.command)
app.command("doctor")(doctor.command)
app.command("backup")(backup.command)
app.command("verify")(verify.command)
app.command("restore")(restore.command)
app.command("upgrade")(upgrade.command)
app.command("recount")(recount.command)


def main() -> None:
    """What the `ventanilla` script runs; a terminal that knows no accents gets question marks, not a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()

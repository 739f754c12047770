"""The administrator's door: `ventanilla due | demo | user | serve | doctor | upgrade`."""

import io
import sys

import typer

from commands import demo, doctor, due, serve, upgrade, user

app = typer.Typer(
    name="ventanilla", help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
app.command("due")(due.command)
app.command("demo")(demo.command)
app.add_typer(user.app, name="user")
app.command("serve")(serve.command)
app.command("doctor")(doctor.command)
app.command("upgrade")(upgrade.command)


def main() -> None:
    """What the `ventanilla` script runs; a terminal that knows no accents gets question marks, not a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()

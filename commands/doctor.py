"""Being written."""

import typer


def command() -> None:
    """Being written."""
    raise typer.Exit(2)

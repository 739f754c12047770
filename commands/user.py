"""Being written."""

import typer

app = typer.Typer(help="Being written.")


@app.callback()
def _user() -> None:
    """Being written."""

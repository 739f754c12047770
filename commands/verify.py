"""`ventanilla verify`: whether a backup is still byte by byte what was made, and every event in it."""

from pathlib import Path
from typing import Annotated

import typer

from commands.backup import contents
from commands.refusing import begin, refusing
from words import t


def command(
    file: Annotated[Path | None, typer.Argument(help="The backup; by default the newest one")] = None,
    database: Annotated[str, typer.Option(help="URL of the database whose backups are meant")] = "",
) -> None:
    """Look at every byte and every event of a backup, and write down beside it that it is whole."""
    from config import settings
    from db.backups import backups_folder, file_on_disk, newest, verify

    url = begin(database)
    with refusing():
        if file is None:
            file_on_disk(url)
            file = newest(backups_folder(url))
        manifest = verify(file, now=settings().now())
    typer.echo(t("{file} is whole ({said}).", file=file, said=contents(manifest)))

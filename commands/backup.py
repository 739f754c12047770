"""`ventanilla backup`: a verified copy of the desk, made while everybody goes on working."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.refusing import begin, refusing
from words import t, tn

if TYPE_CHECKING:
    from db.manifests import Manifest

KEPT = 14


def command(
    to: Annotated[Path | None, typer.Option(help="Folder; by default VENTANILLA_BACKUPS, else beside the file")] = None,
    keep: Annotated[int, typer.Option(help="How many backups stay", min=1)] = KEPT,
    database: Annotated[str, typer.Option(help="URL of the database")] = "",
) -> None:
    """Copy the desk while it runs, look at every byte and every event of the copy, and let the oldest copies go."""
    from db.backups import let_go

    url = begin(database)
    with refusing():
        gone = let_go(made(url, to=to).parent, keep=keep)
    if gone:
        typer.echo(tn("{n} old backup was deleted.", "{n} old backups were deleted.", len(gone)))


def made(url: str, *, to: Path | None) -> Path:
    """Make a backup, verify it and say so; DatabaseProblem when that cannot be done."""
    from config import settings
    from db.backups import back_up, backups_folder, file_on_disk, verify

    file_on_disk(url)
    file = back_up(url, folder=to or backups_folder(url), now=settings().now())
    manifest = verify(file, now=settings().now())
    typer.echo(t("Backed up and verified: {file} ({said}).", file=file, said=contents(manifest)))
    return file


def contents(manifest: "Manifest") -> str:
    """What a backup holds: "1,204 inquiries, 3,377 events, 2.1 MB"."""
    from words.numbers import number

    return ", ".join([
        tn("{n} inquiry", "{n} inquiries", manifest.inquiries), tn("{n} event", "{n} events", manifest.events),
        f"{number(manifest.bytes / 1e6, digits=1)} MB",
    ])  # fmt: skip

"""What is known of a backup without opening it: a small JSON file beside it, and the folder they lie in."""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from config import HOME, settings
from db.files import DatabaseProblem, sqlite_path

OWNER_ONLY, OWNERS_FOLDER = 0o600, 0o700


@dataclass(frozen=True)
class Manifest:
    """One backup: what it holds, what its bytes add up to, and when it was last seen to be whole."""

    file: str
    """Name of the database file beside it."""
    made_at: datetime
    sha256: str
    bytes: int
    revision: str
    inquiries: int
    events: int
    last_event_id: int
    last_seal: str
    """Empty where the events were not sealed yet."""
    verified_at: datetime | None = None

    def verified(self, now: datetime) -> "Manifest":
        """The same, seen to be whole at a moment."""
        return replace(self, verified_at=now)


def backups_folder(url: str) -> Path:
    """Where the backups of a database lie: VENTANILLA_BACKUPS, else the folder `backups` beside its file."""
    if (chosen := settings().backups) is not None:
        return chosen
    path = sqlite_path(url)
    return (path.parent if path else HOME / "var") / "backups"


def manifest_of(file: Path) -> Path:
    """Where the manifest of a backup lies."""
    return file.with_suffix(".json")


def read_manifest(file: Path) -> Manifest | None:
    """The manifest of a backup; None where there is none that can be read."""
    try:
        told = json.loads(manifest_of(file).read_text(encoding="utf-8"))
        known: dict[str, Any] = {one.name: told[one.name] for one in fields(Manifest)}
        for name in ("made_at", "verified_at"):
            known[name] = known[name] and datetime.fromisoformat(known[name])
        return Manifest(**known)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Put a manifest beside its backup: the one before or this one, never half of it."""
    told = asdict(manifest)
    for name in ("made_at", "verified_at"):
        told[name] = told[name] and told[name].isoformat()
    target = manifest_of(file)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="utf-8") as out:
        out.write(json.dumps(told, indent=1) + "\n")
        out.flush()
        os.fsync(out.fileno())
    part.replace(target)
    settle(target.parent)


def settle(folder: Path) -> None:
    """Have the names of a folder on the disk: a renamed file may otherwise be the old one after a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def backups_in(folder: Path) -> list[tuple[Path, Manifest]]:
    """Every backup of a folder that has its manifest, the newest first."""
    found = [(file, read_manifest(file)) for file in folder.glob("desk-*.db")] if folder.is_dir() else []
    known = [(file, manifest) for file, manifest in found if manifest is not None]
    return sorted(known, key=lambda one: (one[1].made_at, len(one[0].name), one[0].name), reverse=True)


def newest_verified(folder: Path) -> Manifest | None:
    """The newest backup that was seen to be whole."""
    return next((manifest for _, manifest in backups_in(folder) if manifest.verified_at is not None), None)


def newest(folder: Path) -> Path:
    """The newest backup; DatabaseProblem `no_backup` where there is none."""
    found = backups_in(folder)
    if not found:
        raise DatabaseProblem("no_backup", str(folder))
    return found[0][0]


def let_go(folder: Path, *, keep: int) -> list[Path]:
    """Delete all but the newest backups. What is not older than the newest verified one stays, however many."""
    found = backups_in(folder)
    verified = next((i for i, (_, manifest) in enumerate(found) if manifest.verified_at), len(found))
    gone = [file for file, _ in found[max(keep, verified + 1) :]]
    for file in gone:
        file.unlink()
        manifest_of(file).unlink(missing_ok=True)
    return gone

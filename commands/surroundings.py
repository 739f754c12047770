"""What `ventanilla doctor` looks at around the rows: the file, the ground it stands on, the settings."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import select

from commands.findings import Finding, Verdict
from commands.footing import footing
from config import settings
from db.engine import Store
from db.models import Setting
from db.queries.digest import readers, untold
from db.setup import quick_check, sqlite_path
from rules.codes import Layer
from watch.digest import day_of


def surroundings(url: str, store: Store) -> Iterator[Finding]:
    """Every check that needs no row of the desk but its settings."""
    path = sqlite_path(url)
    if path is not None:
        yield _integrity(path)
        yield _permissions(path)
    yield from footing(store)
    yield _settings(store)
    if settings().smtp_host:
        yield _digest(store)


def _integrity(path: Path) -> Finding:
    found, said = Finding("integrity"), quick_check(path)
    if said != "ok":
        found.add(said)
    return found


def _permissions(path: Path) -> Finding:
    found = Finding("permissions")
    for one in (path, *path.parent.glob(f"{path.name}-*")):
        if one.exists() and one.stat().st_mode & 0o077:
            found.add(f"{one}: {one.stat().st_mode & 0o777:o}", verdict=Verdict.WARN)
    return found


def _settings(store: Store) -> Finding:
    found = Finding("settings")
    with store.reading() as look:
        stored = {one.name: one.value for one in look.exec(select(Setting))}
    for name in ("layers", "zone"):
        if name not in stored:
            found.add(f"{name}?")
    for layer in stored.get("layers", "").split():
        if layer not in set(Layer):
            found.add(f"layers: {layer}")
    for zone in {stored.get("zone", settings().zone), settings().zone}:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            found.add(f"zone: {zone}")
    if settings().frozen_now is not None:
        found.add(f"VENTANILLA_FROZEN_NOW={settings().frozen_now}", verdict=Verdict.WARN)
    return found


def _digest(store: Store) -> Finding:
    """Whoever should have had today's digest for an hour has it."""
    found, now = Finding("digest"), settings().now()
    on = day_of(store, settings(), now=now - timedelta(hours=1))
    with store.reading() as look:
        found.looked_at = len(readers(look))
        late = untold(look, on=on) if on is not None and on == day_of(store, settings(), now=now) else ()
    if not found.looked_at:
        found.add("ventanilla user email …", verdict=Verdict.WARN)
    for reader in late:
        found.add(reader.name, verdict=Verdict.WARN)
    return found

"""What `ventanilla doctor` looks at around the rows: the file, the driver, the migrations, the settings."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import select

from commands.findings import Finding, Verdict
from config import settings
from db.engine import WAL_SAFE, Store, sqlite_driver
from db.models import Setting
from db.setup import head, quick_check, revision_of, sqlite_path
from rules.codes import Layer


def surroundings(url: str, store: Store) -> Iterator[Finding]:
    """Every check that needs no row of the desk but its settings."""
    path = sqlite_path(url)
    if path is not None:
        yield _integrity(path)
        yield _driver()
        yield _journal(store)
        yield _permissions(path)
    yield _migrations(store)
    yield _settings(store)


def _integrity(path: Path) -> Finding:
    found, said = Finding("integrity"), quick_check(path)
    if said != "ok":
        found.add(said)
    return found


def _driver() -> Finding:
    found, version = Finding("driver"), sqlite_driver.sqlite_version_info
    if version < WAL_SAFE:
        found.add(f"{sqlite_driver.sqlite_version} < {'.'.join(map(str, WAL_SAFE))}", verdict=Verdict.WARN)
    return found


def _journal(store: Store) -> Finding:
    found = Finding("journal")
    with store.readers.connect() as connection:
        mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())
        synchronous = int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
    if mode != "wal":
        found.add(f"journal_mode={mode}")
    if synchronous < 2:  # 2 is FULL
        found.add(f"synchronous={synchronous}")
    return found


def _permissions(path: Path) -> Finding:
    found = Finding("permissions")
    for one in (path, *path.parent.glob(f"{path.name}-*")):
        if one.exists() and one.stat().st_mode & 0o077:
            found.add(f"{one}: {one.stat().st_mode & 0o777:o}", verdict=Verdict.WARN)
    return found


def _migrations(store: Store) -> Finding:
    found = Finding("migrations")
    with store.readers.connect() as connection:
        revision = revision_of(connection)
    if revision != head():
        found.add(f"{revision} != {head()}")
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

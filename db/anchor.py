"""The file a store has open, and whether it is still the one at its path."""

from pathlib import Path


class Anchor:
    """Which file was opened. One that is removed or replaced while it is open takes saves that nobody sees again."""

    def __init__(self, path: str) -> None:
        self.path = Path(path) if path and path != ":memory:" else None
        self._held: tuple[int, int] | None = None

    def hold(self) -> None:
        """Remember the file; the first one that is there counts."""
        if self._held is None:
            self._held = self._lies()

    @property
    def holds(self) -> bool:
        """Whether the file at the path is the one that was opened."""
        return self._held is None or self._held == self._lies()

    def _lies(self) -> tuple[int, int] | None:
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

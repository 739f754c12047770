"""A desk of a fault test's own: a real file, agents and supervisors, a server that can be shot and started again."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import func, select

from db.engine import Store
from db.models import Event, Inquiry
from desk.accounts import create_account
from seed.reference import load_reference
from tests.copied import furnished
from tests.server import PASSWORD, ROOT, Desk, free_port, running_desk

TROUBLE = Path(__file__).parent / "trouble"
PEOPLE = (
    ("ana", "Ana Robles", "agent", "es"), ("berta", "Berta Luna", "agent", "en"), ("carla", "Carla Paz", "agent", "es"),
    ("sofia", "Sofía Duarte", "supervisor", "es"), ("sam", "Sam Ortiz", "supervisor", "en"),
)  # fmt: skip


def people(store: Store) -> None:
    with store.writing() as work:
        load_reference(work)
        for name, shown, role, language in PEOPLE:
            create_account(work, name, display_name=shown, password=PASSWORD, role=role, language=language,
                           now=datetime.now(UTC))  # fmt: skip


class Ground:
    """A database file, its store in this process, and the desk that serves it; on one port, whatever happens to it."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"sqlite:///{folder / 'desk.db'}"
        self.trouble, self.temporary = folder / "trouble", folder / "tmp"
        self.temporary.mkdir()
        self.env = {
            "VENTANILLA_LOG_LEVEL": "INFO", "VENTANILLA_TEST_TROUBLE": str(self.trouble),
            "PYTHONPATH": f"{TROUBLE}{os.pathsep}{ROOT}", "TMPDIR": str(self.temporary),
        } | env  # fmt: skip
        self.store, _ = furnished(self.url, people)
        self.desk: Desk
        self.logs: list[str] = []
        self._running = ExitStack()
        self.start()

    def start(self) -> None:
        self._running = ExitStack()
        self.desk = self._running.enter_context(running_desk(self.url, port=self.port, **self.env))

    def kill(self) -> None:
        """SIGKILL: nothing is said good-bye to."""
        self.logs.append(self.desk.log)
        self.desk.process.kill()
        self.desk.process.wait()
        self._running.close()

    @property
    def log(self) -> str:
        return "".join(self.logs) + self.desk.log

    @contextmanager
    def failing(self, *places: str) -> Iterator[None]:
        """While inside, these functions of the running desk raise: "pages.saving:log_inquiry"."""
        self.trouble.write_text("\n".join(places))
        try:
            yield
        finally:
            self.trouble.unlink()

    def count(self) -> tuple[int, int]:
        """How many inquiries there are, and how many were remembered as logged."""
        with self.store.reading() as look:
            logged = select(func.count()).select_from(Event).where(Event.kind == "logged")
            return look.exec(select(func.count()).select_from(Inquiry)).one(), look.exec(logged).one()

    def close(self) -> None:
        self._running.close()
        self.store.close()

"""The screenshots of the README: `make pictures`. A demo desk in a temporary folder, its clock stopped, a real browser.

Every picture is of what a person sees after signing in through the front door. Names of pictures may be given, to take
only those: `docs/make_pictures.py queue volumes`.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

NOW = "2026-11-25T11:42:00-06:00"
"""The Wednesday before a closing day that only one of the two countries keeps."""
os.environ["VENTANILLA_FROZEN_NOW"] = NOW

from sqlmodel import Session, func, select  # noqa: E402

from db.engine import Store  # noqa: E402
from db.models import Account, Customer, Inquiry, Organisation  # noqa: E402
from desk.accounts import set_language  # noqa: E402
from seed.making import Story, make  # noqa: E402
from tests.server import Desk, chromium, running_desk, sign_in_with, until  # noqa: E402

PICTURES = HERE / "screenshots"
LARGEST = 300_000
INQUIRIES = 6_000
STILL = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
LOADED = "document.fonts.status === 'loaded' && !document.querySelector('[data-testid=stSkeleton]')"
CHARTED = "n => document.querySelectorAll('[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg').length >= n"  # noqa: E501
FIRST_FIELD = "document.activeElement?.closest('[class*=st-key-call_line_]')"


class Studio:
    """A running demo desk, and how a person gets in front of its screens."""

    def __init__(self, desk: Desk, store: Store, passwords: dict[str, str]) -> None:
        self.desk, self.store, self.passwords = desk, store, passwords

    @contextmanager
    def sitting(self, name: str, path: str, *, language: str = "es", dark: bool = False, narrow: bool = False) -> Iterator[Any]:  # noqa: E501
        """One person in front of one screen, in their language."""
        with self.store.writing() as work:
            account = work.exec(select(Account).where(Account.name == name)).one()
            set_language(work, account, language=language, now=datetime.fromisoformat(NOW), by=account.id)
        size = {"width": 390, "height": 844} if narrow else {"width": 1280, "height": 800}
        with chromium(
            viewport=size, color_scheme="dark" if dark else "light", locale="en-US" if language == "en" else "es-MX",
            reduced_motion="reduce",
        ) as page:  # fmt: skip
            sign_in_with(page, self.desk, name, password=self.passwords[name], path=path)
            yield page

    def look(self, find: Callable[[Session], Any]) -> Any:
        with self.store.reading() as look:
            return find(look)


def sign_in(studio: Studio) -> None:
    with chromium() as page:
        page.goto(studio.desk.url)
        page.get_by_label("Nombre", exact=True).fill("ana")
        take(page, "sign-in")


def call(studio: Studio) -> None:
    """In the middle of a call of a group from Tijuana that has called before."""
    with studio.sitting("ana", "/") as page:
        a_call_from_tijuana(page, *studio.look(a_caller))
        to_the_top(page)
        take(page, "call")


def call_narrow(studio: Studio) -> None:
    with studio.sitting("ana", "/", narrow=True) as page:
        a_call_from_tijuana(page, *studio.look(a_caller))
        to_the_top(page)
        take(page, "call-narrow")


def queue(studio: Studio) -> None:
    with studio.sitting("ana", "/queue?queue=open") as page:
        page.locator("tr[data-folio]").first.wait_for()
        take(page, "queue")


def inquiry(studio: Studio) -> None:
    """What is owed to a group, and why on that day."""
    folio = studio.look(an_owed_group)
    with studio.sitting("ana", f"/inquiry?folio={folio}&queue=open") as page:
        page.get_by_text(folio).first.wait_for()
        take(page, "inquiry")


def today(studio: Studio) -> None:
    with studio.sitting("sofia", "/") as page:
        until(page, CHARTED, 2)
        take(page, "today")


def emergencies(studio: Studio) -> None:
    with studio.sitting("ana", "/emergencies") as page:
        page.locator(".emg-top").first.wait_for()
        take(page, "emergencies")


def deliveries(studio: Studio) -> None:
    with studio.sitting("ana", "/deliveries") as page:
        page.locator("tr[data-folio]").first.wait_for()
        take(page, "deliveries")


def calendar(studio: Studio) -> None:
    with studio.sitting("sofia", "/calendar") as page:
        page.locator(".cal-year").first.wait_for()
        take(page, "calendar")


def promises(studio: Studio) -> None:
    with studio.sitting("sofia", "/promises", language="en") as page:
        page.locator(".sheet").first.wait_for()
        take(page, "promises")


def volumes(studio: Studio) -> None:
    with studio.sitting("sofia", "/volumes", language="en", dark=True) as page:
        until(page, CHARTED, 4)
        take(page, "volumes")


def a_caller(look: Session) -> tuple[str, str]:
    """Phone and organisation of somebody who writes for a group, and not for the first time."""
    times = func.count()
    found = look.execute(
        select(Customer.phone, Organisation.name)
        .join(Inquiry, Inquiry.customer_id == Customer.id)
        .join(Organisation, Organisation.id == Inquiry.organisation_id)
        .where(Inquiry.reason_code == "GROUP", Customer.phone != "")
        .group_by(Customer.id)
        .having(times <= 4)
        .order_by(times.desc(), Customer.id)
    ).first()
    return found[0], found[1]


def an_owed_group(look: Session) -> str:
    """The folio of the last group of Tijuana whose answer is still to come."""
    return look.exec(
        select(Inquiry.folio)
        .where(Inquiry.subcase_code == "GRP_H2_INFO", Inquiry.due_at > datetime.fromisoformat(NOW))
        .order_by(Inquiry.due_at.desc())
    ).first()


def a_call_from_tijuana(page: Any, phone: str, organisation: str) -> None:
    until(page, FIRST_FIELD)
    page.keyboard.type("tijuana")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("p.place time").wait_for()
    page.keyboard.press("Alt+5")
    page.locator(".st-key-call_cases input[type=radio]").nth(1).wait_for(state="attached")
    page.locator(".st-key-call_cases label[data-testid=stRadioOption], .st-key-call_cases label:has(input)").nth(1).click()  # noqa: E501
    written(page, "organisation", organisation)
    written(page, "group_size", "12")
    written(page, "phone", phone)
    page.locator("[class*=st-key-call_notes_] textarea").fill("Pide la fecha más próxima para sus trabajadores.")
    page.keyboard.press("Tab")
    page.locator(".st-key-call_known").get_by_text("26-").first.wait_for()


def to_the_top(page: Any) -> None:
    page.evaluate("window.scrollTo(0, 0); document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")


def written(page: Any, field: str, text: str) -> None:
    page.locator(f"[class*=st-key-call_{field}_] input").first.fill(text)
    page.keyboard.press("Tab")
    settle(page)


def settle(page: Any) -> None:
    """Nothing runs, nothing loads, for a little while."""
    for _ in range(3):
        until(page, STILL)
        until(page, LOADED)
        page.wait_for_timeout(250)


def take(page: Any, name: str) -> None:
    if page.locator("[data-testid=stApp]").count():
        settle(page)
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(300)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    size = path.stat().st_size
    print(f"{path.name}: {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"{name}.png is larger than {LARGEST // 1000} kB")


ALL: dict[str, Callable[[Studio], None]] = {
    "sign-in": sign_in, "call": call, "queue": queue, "inquiry": inquiry, "today": today, "volumes": volumes,
    "call-narrow": call_narrow, "emergencies": emergencies, "deliveries": deliveries, "calendar": calendar,
    "promises": promises,
}  # fmt: skip


def main(wanted: list[str]) -> None:
    """Take the pictures that are wanted, or all of them."""
    logging.disable(logging.WARNING)
    if unknown := set(wanted) - set(ALL):
        raise SystemExit(f"There is no picture {', '.join(sorted(unknown))}. There are: {', '.join(ALL)}")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/desk.db"
        made = make(url, Story.DEMO, now=datetime.fromisoformat(NOW), inquiries=INQUIRIES)
        store = Store(url)
        passwords = {one.name: one.password for one in made.sign_ins}
        with running_desk(url, VENTANILLA_FROZEN_NOW=NOW) as desk:
            for name in wanted or ALL:
                ALL[name](Studio(desk, store, passwords))
        store.close()


if __name__ == "__main__":
    main(sys.argv[1:])

"""axe finds nothing serious on any page, and no page is wider than a telephone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from db.engine import Store
from db.models import Inquiry
from seed.making import Story, make
from tests.server import chromium, running_desk, sign_in_with, until

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']}).then(found => found.violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .flatMap(one => one.nodes.map(node => [one.id, node.html.slice(0, 160)])))"""
STILL = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'running'"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"
    made = make(url, Story.DEMO, now=datetime.now(UTC), seed=3, inquiries=400)
    store = Store(url)
    with store.reading() as look:
        late = look.exec(select(Inquiry.folio).where(col(Inquiry.due_at).is_not(None)).order_by(col(Inquiry.due_at)))
        folio = late.first()
    store.close()
    with running_desk(url) as desk:
        yield desk, {one.name: one.password for one in made.sign_ins}, folio


def serious(page):
    page.evaluate(AXE)
    return [tuple(one) for one in page.evaluate(RUN)]


def drawn(page, selector):
    page.locator(selector).first.wait_for()
    page.locator('.stApp[data-test-script-state="notRunning"]').wait_for(state="attached")
    page.wait_for_timeout(500)  # charts are drawn after the run
    until(page, STILL)


PAGES = [
    ("ana", "/", ".st-key-call_form"),
    ("ana", "/queue?queue=open", "tr[data-folio]"),
    ("ana", "/inquiry?folio={folio}", ".strip"),
    ("ana", "/deliveries", "tr[data-folio]"),
    ("ana", "/emergencies", ".emg-top"),
    ("ana", "/organisation", "table.list"),
    ("ana", "/organisation?id=1", ".org-figures"),
    ("sofia", "/", ".st-key-figure_overdue"),
    ("sofia", "/volumes", ".st-key-panel_by_city"),
    ("sofia", "/health", ".verdict"),
    ("sofia", "/calendar", ".cal-year"),
    ("sofia", "/promises", ".sheet"),
    ("sofia", "/accounts", ".stDataFrame"),
    ("sofia", "/own", ".account-ways"),
    ("sofia", "/audit", ".audit table.list"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found(demo, scheme):
    desk, passwords, folio = demo
    found = {}
    for who in ("ana", "sofia"):
        with chromium(color_scheme=scheme) as page:
            page.goto(desk.url)
            found["sign-in"] = serious(page)
            sign_in_with(page, desk, who, password=passwords[who])
            for path, selector in [(path, selector) for name, path, selector in PAGES if name == who]:
                page.goto(desk.url + path.format(folio=folio))
                drawn(page, selector)
                found[f"{who} {path}"] = serious(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_the_check_sees_a_picture_without_words(demo):
    desk, _, _ = demo
    with chromium() as page:
        page.goto(desk.url)
        page.evaluate("document.body.append(Object.assign(new Image(), {src: '/assets/mark.svg'}))")
        assert [rule for rule, _ in serious(page)] == ["image-alt"]


def test_no_page_is_wider_than_a_telephone(demo):
    desk, passwords, folio = demo
    wide = {}
    for who in ("ana", "sofia"):
        with chromium(viewport={"width": 390, "height": 844}) as page:
            sign_in_with(page, desk, who, password=passwords[who])
            for path, selector in [(path, selector) for name, path, selector in PAGES if name == who]:
                page.goto(desk.url + path.format(folio=folio))
                drawn(page, selector)
                over = page.evaluate("""() => Math.max(document.documentElement.scrollWidth,
                    document.querySelector('[data-testid=stMain]').scrollWidth) - innerWidth""")
                if over > 0:
                    wide[f"{who} {path}"] = over
    assert wide == {}

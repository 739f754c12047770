"""Which pages there are, who has them, and where the menu shows them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pages.agent import inquiry, log, queue
from pages.later import (
    accounts,
    audit,
    calendar,
    deliveries,
    emergencies,
    health,
    organisation,
    own,
    promises,
    today,
    volumes,
)
from rules.codes import Role
from views.visit import Visit
from words import t


@dataclass(frozen=True, slots=True)
class Entry:
    """One page; `group` is the menu it stands in (empty: beside the menus), `hidden` is reached from others only."""

    page: Callable[[Visit], None]
    icon: str
    title: Callable[[], str]
    group: str = ""
    hidden: bool = False


PAGES = {
    "log": Entry(log.page, ":material/add_call:", lambda: t("Log", context="page")),
    "queue": Entry(queue.page, ":material/list_alt:", lambda: t("Queue", context="page")),
    "emergencies": Entry(
        emergencies, ":material/emergency_home:", lambda: t("Emergencies", context="page")
    ),
    "deliveries": Entry(
        deliveries, ":material/local_shipping:", lambda: t("Deliveries", context="page")
    ),
    "organisation": Entry(
        organisation, ":material/domain:", lambda: t("Organisations", context="page")
    ),
    "inquiry": Entry(inquiry.page, ":material/description:", lambda: t("Inquiry", context="page"), hidden=True),
    "today": Entry(today, ":material/today:", lambda: t("Today", context="page")),
    "volumes": Entry(volumes, ":material/bar_chart:", lambda: t("Volumes", context="page"), group="figures"),
    "promises": Entry(
        promises, ":material/handshake:", lambda: t("Promises", context="page"), group="figures"
    ),
    "calendar": Entry(
        calendar, ":material/calendar_month:", lambda: t("Calendar", context="page"), group="desk"
    ),
    "accounts": Entry(
        accounts, ":material/manage_accounts:", lambda: t("Accounts", context="page"), group="desk"
    ),
    "audit": Entry(audit, ":material/fact_check:", lambda: t("Audit", context="page"), group="desk"),
    "own": Entry(own, ":material/account_circle:", lambda: t("My account", context="page"), hidden=True),
    "health": Entry(health, ":material/monitor_heart:", lambda: t("Health", context="page"), group="desk"),
}
LEADS = (
    "today", "queue", "emergencies", "deliveries", "organisation", "log", "volumes", "promises", "calendar",
    "accounts", "audit", "health", "inquiry", "own",
)
# The first one opens. Absence is the access control: a page that is not listed cannot be run.
ROLES: Mapping[str, Sequence[str]] = {
    Role.AGENT: ("log", "queue", "emergencies", "deliveries", "organisation", "inquiry", "own"),
    Role.SUPERVISOR: LEADS,
    Role.ADMINISTRATOR: LEADS,
    Role.AUDITOR: (
        "today", "queue", "emergencies", "deliveries", "organisation", "volumes", "promises", "calendar",
        "accounts", "audit", "health", "inquiry", "own",
    ),
}
GROUPS: Mapping[str, Callable[[], str]] = {
    "": lambda: "",
    "figures": lambda: t("Figures", context="menu"),
    "desk": lambda: t("Desk", context="menu"),
}


def grouped(names: Sequence[str]) -> dict[str, list[str]]:
    """The pages of a role by the name of their menu, in the reader's language; what is hidden stands beside them."""
    found = {said(): [name for name in names if PAGES[name].group == code] for code, said in GROUPS.items()}
    return {said: inside for said, inside in found.items() if inside}

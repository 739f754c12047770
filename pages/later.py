"""Pages that are imported when the first of them is opened: all but those of a call are half of what starting costs.
The front door imports them as well, a moment after it has opened."""

from views.visit import Visit


def today(visit: Visit) -> None:
    from pages.supervisor import today as page

    page.page(visit)


def volumes(visit: Visit) -> None:
    from pages.supervisor import volumes as page

    page.page(visit)


def promises(visit: Visit) -> None:
    from pages.supervisor import promises as page

    page.page(visit)


def health(visit: Visit) -> None:
    from pages.supervisor import health as page

    page.page(visit)


def calendar(visit: Visit) -> None:
    from pages.supervisor import calendar as page

    page.page(visit)


def audit(visit: Visit) -> None:
    from pages.supervisor import audit as page

    page.page(visit)


def accounts(visit: Visit) -> None:
    from pages.supervisor import accounts as page

    page.page(visit)


def deliveries(visit: Visit) -> None:
    from pages.agent import deliveries as page

    page.page(visit)


def emergencies(visit: Visit) -> None:
    from pages.agent import emergencies as page

    page.page(visit)


def organisation(visit: Visit) -> None:
    from pages.agent import organisation as page

    page.page(visit)


def own(visit: Visit) -> None:
    from pages import own as page

    page.page(visit)

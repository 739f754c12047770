"""The way to an organisation, wherever its name stands."""

from html import escape

from views.look import Html


def organisation_link(id: int, name: str) -> Html:
    """A name that opens the organisation's page."""
    return Html(f'<a class="to-organisation" href="/organisation?id={id}" target="_self">{escape(name)}</a>')

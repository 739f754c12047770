"""The pages of the doors: small HTML files with places, every value escaped on its way in."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse

PAGES = Path(__file__).with_name("pages")


class Markup(str):
    """HTML made here; everything else is escaped."""


def filled(name: str, /, **values: object) -> Markup:
    """A template with its places filled. A place without a value is an error: a test draws every page."""
    shown = {place: value if isinstance(value, Markup) else escape(str(value)) for place, value in values.items()}
    return Markup(_template(name).substitute(shown))


def joined(parts: Iterable[Markup]) -> Markup:
    """Pieces that are already safe, one after the other."""
    return Markup("".join(parts))


def page(name: str, /, *, language: str, title: str, status: int = 200, **values: object) -> HTMLResponse:
    """A whole page in a language."""
    body = filled(name, language=language, **values)
    return HTMLResponse(
        filled("page", language=language, title=title, body=body), status, headers={"cache-control": "no-store"}
    )


@lru_cache
def _template(name: str) -> Template:
    return Template((PAGES / f"{name}.html").read_text(encoding="utf-8"))

"""Streamlit's index.html, made ours: language, name, icon, and the words it has only in English."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

LARGEST = 1_000_000
BEFORE = re.compile(r"\A\s*<!--.*?-->\s*", re.DOTALL)
INLINE_SCRIPT = re.compile(r"\s*(<!--[^>]*prerender[^>]*-->\s*)?<script>.*?</script>", re.DOTALL)
UNWANTED_LINK = re.compile(r"\s*<link\b(?=[^>]*(?:as=\"font\"|service-desc))[^>]*>", re.DOTALL)
ICON = re.compile(r"<link\b(?=[^>]*rel=\"(?:shortcut )?icon\")[^>]*>")
NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
TITLE = "<title>Ventanilla</title>"


def dressed(page: str, *, language: str, no_script: str) -> str:
    """The page with our language, title and icon. What it does not find it leaves alone.

    The inline script goes (the policy would stop it anyway), and so do the hints to a font and an interface that are
    not used here. The icon is no longer a "shortcut icon", which Streamlit would replace by one from a foreign host.
    """
    page = COMMENT.sub("", BEFORE.sub("", page))
    page = UNWANTED_LINK.sub("", INLINE_SCRIPT.sub("", page))
    page = page.replace('<html lang="en">', f'<html lang="{language}">').replace("<title>Streamlit</title>", TITLE)
    page = ICON.sub('<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">', page)
    page = NOSCRIPT.sub(f"<noscript><p>{no_script}</p></noscript>", page)
    scripts = '<script src="/assets/shell.js" defer></script>'
    if language == "es":
        scripts += '<script src="/assets/i18n.js" defer></script>'
    return page.replace("<title>", scripts + "<title>", 1)  # before Streamlit's own script, which is deferred too


class Dresser:
    """A `send` that holds an HTML answer back until it is whole, and passes everything else on as it comes."""

    def __init__(self, send: Send, *, language: str, no_script: str) -> None:
        self.send, self.language, self.no_script = send, language, no_script
        self.held: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            if headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers:
                self.held = message
                return
        elif self.held is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if message.get("more_body") and len(self.body) < LARGEST:
                return
            await self._finish(self.held, more=bool(message.get("more_body")))
            self.held = None
            return
        await self.send(message)

    async def _finish(self, start: Message, *, more: bool) -> None:
        headers = MutableHeaders(raw=start["headers"])
        if not more and self.body:
            page = dressed(self.body.decode("utf-8"), language=self.language, no_script=self.no_script)
            self.body = page.encode("utf-8")
            headers["content-length"] = str(len(self.body))
        headers["cache-control"] = "no-store"
        for gone in ("etag", "last-modified"):
            if gone in headers:
                del headers[gone]
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": self.body, "more_body": more})

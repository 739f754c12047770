"""Which host names this desk answers to, and from which pages it lets itself be called."""

import re
from collections.abc import Collection

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:(?P<port>\d{1,5}))?")


def host_is_ours(host: str, *, allowed: Collection[str]) -> bool:
    """Whether a Host header names this desk, at any port; a foreign name that was made to point here does not."""
    found = HOST.fullmatch(host.lower())
    if found is None or int(found["port"] or 0) > 65_535:
        return False
    return found["name"].rstrip(".").strip("[]") in allowed


def origin_is_ours(origin: str, *, host: str, secure: bool) -> bool:
    """Whether a request comes from a page of this very host and port: another program on the same machine is foreign.

    Behind TLS only https counts. "null" (a sandboxed frame, a file) is nobody's.
    """
    schemes = ("https",) if secure else ("http", "https")
    return origin.lower() in {f"{scheme}://{host.lower()}" for scheme in schemes}

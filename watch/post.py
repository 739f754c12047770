"""The way to the mail server: one connection for all messages of a round, in TLS unless the settings say otherwise."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from config import SMTPS, Settings

WITHIN = 15.0
"""Seconds the server may take for each answer."""


@contextmanager
def mail_server(given: Settings) -> Iterator[smtplib.SMTP]:
    """A connection to send messages through. What the server refuses is smtplib's; a silent one is an OSError.

    With starttls on, a server that does not offer TLS gets neither the password nor a message.
    """
    safe = ssl.create_default_context()
    server: smtplib.SMTP
    if given.smtp_port == SMTPS:
        server = smtplib.SMTP_SSL(given.smtp_host, SMTPS, timeout=WITHIN, context=safe)
    else:
        server = smtplib.SMTP(given.smtp_host, given.smtp_port, timeout=WITHIN)
    with server:
        if given.smtp_starttls and given.smtp_port != SMTPS:
            server.starttls(context=safe)
        if given.smtp_user:
            server.login(given.smtp_user, given.smtp_password.get_secret_value())
        yield server

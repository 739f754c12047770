"""A mail server of the tests' own, which keeps what it is given or refuses as it is told."""

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

from config import Settings
from tests.server import free_port


class Kept:
    """What the server took; `refuses` are addresses it does not know, `answers` what it says to a message."""

    def __init__(self):
        self.mails, self.refuses, self.answer = [], set(), "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address in self.refuses:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        if self.answer.startswith("250"):
            self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return self.answer

    def of(self, address):
        return [mail for to, mail in self.mails if to == [address]]


@contextmanager
def mail_server_of_ours():
    kept = Kept()
    kept.port = free_port()
    running = Controller(kept, hostname="127.0.0.1", port=kept.port)
    running.start()
    try:
        yield kept
    finally:
        running.stop()


def settings_for(port, **given):
    usual = {
        "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_starttls": False, "smtp_from": "desk@example.org",
        "public_url": "https://desk.example.org/",
    }  # fmt: skip
    return Settings(_env_file=None, **(usual | given))

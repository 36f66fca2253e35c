"""A real SMTP server for tests, so that a mail is judged as a mail server receives it.

Import the fixture into a test module: ``from tests.smtp_server import smtp_server``.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller


@dataclass
class ReceivedMails:
    """What the server received, and what it is told to refuse.

    Attributes
    ----------
    refused
        How many mails to refuse from now on, with a lasting failure.
    recipients
        The address of each mail that was taken, in order.
    messages
        Each mail that was taken, in order.
    """

    refused: int = 0
    recipients: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail, or refuse it."""
        if self.refused:
            self.refused -= 1
            return "554 Refused by the test"
        self.recipients += envelope.rcpt_tos
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"

    def text(self, index: int = -1) -> str:
        """Return the plain-text part of a mail."""
        part = self.messages[index].get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    def texts_to(self, address: str) -> list[str]:
        """Return subject and plain-text part of each mail to an address, latest last."""
        received = enumerate(zip(self.recipients, self.messages, strict=True))
        return [f"Subject: {mail['Subject']}\n\n{self.text(index)}" for index, (to, mail) in received if to == address]


@contextmanager
def mail_server() -> Iterator[tuple[ReceivedMails, int]]:
    """Run a mail server; give what it receives, and its port."""
    received = ReceivedMails()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(received, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield received, port
    finally:
        controller.stop()


@pytest.fixture
def smtp_server(settings: Any) -> Iterator[ReceivedMails]:
    """Run a mail server for one test, and have Django send through it."""
    with mail_server() as (received, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield received

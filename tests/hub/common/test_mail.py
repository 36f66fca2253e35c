"""A mail goes to one address in the reader's language, and a server that is down is said in a sentence."""

import pytest
from django.core import mail

from hub.common.mail import MailNotSentError, send_mail
from tests.smtp_server import ReceivedMails, smtp_server

__all__ = ["smtp_server"]


def send(**changes: object) -> None:
    send_mail(
        **{
            "to": "reader@example.org",
            "subject": "Two\nlines",
            "template": "parts/honeypot.html",
            "context": {},
            "language": "es",
            "headers": {"List-Unsubscribe": "<https://hub.example/off>"},
            **changes,
        }
    )


def test_mail_is_rendered_in_the_readers_language() -> None:
    send()

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["reader@example.org"], "Two lines")
    assert "Sitio web" in message.body
    assert message.message()["List-Unsubscribe"] == "<https://hub.example/off>"


def test_mail_to_a_server_that_is_down_is_refused_in_a_sentence(settings: object) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )

    with pytest.raises(MailNotSentError, match="Nothing is lost"):
        send()


def test_server_receives_the_mail_and_may_refuse_it(smtp_server: ReceivedMails) -> None:
    smtp_server.refused = 1
    with pytest.raises(MailNotSentError):
        send()

    send()

    assert smtp_server.recipients == ["reader@example.org"]
    assert smtp_server.messages[0]["Subject"] == "Two lines"
    assert "Sitio web" in smtp_server.text()

"""Mails to readers: plain text, rendered in the reader's language, sent at once.

A mail is sent inside the request and not by a job, because a job's arguments stay in the database, and an address
or a private link must not. Whoever sends stores first what must not be lost: a server that is down loses no answer.
"""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation


class MailNotSentError(Exception):
    """The mail server did not take a mail; the message says so in a sentence for the reader."""


def send_mail(
    *,
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send one plain-text mail to one address.

    Parameters
    ----------
    to
        The address; one, so that no reader sees another's.
    subject
        The subject, already in the reader's language. Line breaks become spaces.
    template
        A text template (``app/mail/name.txt``) whose text stands inside ``{% autoescape off %}``.
    context
        What the template shows.
    language
        The language code that the template is rendered in.
    headers
        Further headers, like ``List-Unsubscribe``.

    Raises
    ------
    MailNotSentError
        If the mail server cannot be reached or refuses the mail.
    """
    with translation.override(language):
        body = render_to_string(template, dict(context))
    message = EmailMessage(subject=" ".join(subject.split()), body=body.strip() + "\n", to=[to], headers=headers or {})
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as problem:
        raise MailNotSentError(
            "The mail could not be sent just now. Nothing is lost; please try again later."
        ) from problem

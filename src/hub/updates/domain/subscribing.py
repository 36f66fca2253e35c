"""Subscribing by double opt-in, and leaving by one click.

A link holds a keyed hash of the address: it shows nothing, works for as long as the hub keeps its key, and also ends
a subscription that was made anew after the mail was sent.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hub.common.mail import MailNotSentError, send_mail
from hub.common.models import HubSettings
from hub.updates.enums import Consent
from hub.updates.models import Subscriber
from hub.updates.results import Agreed

CONFIRM_SALT = "hub.updates.confirm"
LEAVE_SALT = "hub.updates.leave"
CONFIRM_WITHIN = timedelta(days=7)


def address_key(email: str) -> str:
    """Return the keyed hash of an address."""
    return salted_hmac("hub.updates.subscriber", email.strip().lower(), algorithm="sha256").hexdigest()


@transaction.atomic
def subscribe(*, email: str, language: str, now: datetime, consent: Consent = Consent.BY_FORM) -> Subscriber | None:
    """Note who wants updates; None if the address is subscribed already, and needs no mail."""
    subscriber, _created = Subscriber.objects.select_for_update().update_or_create(
        key=address_key(email),
        defaults={},
        create_defaults={
            "email": email,
            "language": language,
            "asked_at": now,
            "consent_version": consent,
        },
    )
    if subscriber.confirmed_at:
        return None
    subscriber.asked_at, subscriber.language, subscriber.consent_version = now, language, consent
    subscriber.save(update_fields=["asked_at", "language", "consent_version"])
    return subscriber


def send_confirmation(*, subscriber: Subscriber) -> None:
    """Ask whoever reads mail at an address whether they want updates; raises MailNotSentError."""
    hub = HubSettings.objects.first()
    token = signing.dumps(subscriber.key, salt=CONFIRM_SALT)
    with translation.override(subscriber.language):
        subject = _("Please confirm your subscription")
        link = f"{settings.BASE_URL}{reverse('updates:confirm', args=[token])}"
    send_mail(
        to=subscriber.email,
        subject=subject,
        template="updates/mail/confirm.txt",
        context={"link": link, "days": CONFIRM_WITHIN.days, "hub": hub.name if hub else ""},
        language=subscriber.language,
    )


def key_to_confirm(token: str) -> str | None:
    """Return the key in a confirming link; None if it was not made here, or has run out."""
    return _read(token, CONFIRM_SALT, CONFIRM_WITHIN)


def key_to_leave(token: str) -> str | None:
    """Return the key in an unsubscribing link; it never runs out."""
    return _read(token, LEAVE_SALT, None)


def leaving_link(subscriber: Subscriber) -> str:
    """Return the address that ends a subscription when something is posted to it."""
    return f"{settings.BASE_URL}{reverse('unsubscribe', args=[signing.dumps(subscriber.key, salt=LEAVE_SALT)])}"


def confirm(*, key: str, now: datetime) -> bool:
    """Begin a subscription; say whether the address is still known."""
    Subscriber.objects.filter(key=key, confirmed_at__isnull=True).update(confirmed_at=now)
    return Subscriber.objects.filter(key=key).exists()


def unsubscribe(*, key: str) -> None:
    """End a subscription and erase the address."""
    Subscriber.objects.filter(key=key).delete()


def agreements() -> list[Agreed]:
    """Return each wording that was agreed to, with how many confirmed and how many have yet to, oldest first."""
    found = Subscriber.objects.values_list("consent_version").order_by("consent_version")
    counts = found.annotate(asked=Count("pk"), confirmed=Count("confirmed_at"))
    return [
        Agreed(version=version, wording=str(Consent(version).label), confirmed=confirmed, unconfirmed=asked - confirmed)
        for version, asked, confirmed in counts
    ]


def take_wish(*, email: str, language: str, is_proven: bool, now: datetime) -> None:
    """Subscribe an address that another app was told: at once if a link mailed there was followed, else ask it."""
    subscriber = subscribe(email=email, language=language, now=now, consent=Consent.BY_CONTRIBUTING)
    if subscriber and is_proven:
        confirm(key=subscriber.key, now=now)
    elif subscriber:
        with suppress(MailNotSentError):  # the other app offers to ask again
            send_confirmation(subscriber=subscriber)


def end_wish(*, email: str) -> None:
    """End the subscription of an address, if it has one."""
    unsubscribe(key=address_key(email))


def is_subscribed(*, email: str) -> bool:
    """Whether updates are mailed to an address."""
    return Subscriber.objects.filter(key=address_key(email), confirmed_at__isnull=False).exists()


def erase_unconfirmed(*, now: datetime) -> int:
    """Erase the addresses that nobody confirmed in time; return how many."""
    unconfirmed = Subscriber.objects.filter(confirmed_at__isnull=True, asked_at__lt=now - CONFIRM_WITHIN)
    return unconfirmed.delete()[0]


def _read(token: str, salt: str, within: timedelta | None) -> str | None:
    try:
        key = signing.loads(token, salt=salt, max_age=within)
    except signing.BadSignature:
        return None
    return key if isinstance(key, str) else None

"""Publish an update, and mail it once to each subscriber, by the background queue.

A task holds the update's number and no address. Each mail has a row that is claimed before the mail is handed to the
server: after a crash the rest goes on, and the one that was under way stays “handed over”, since nobody can know
whether it arrived; it is not sent twice. A server that refuses a mail is tried again, later each time, five times.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task
from wagtail.log_actions import log

from hub.common.mail import MailNotSentError, send_mail
from hub.common.models import HubSettings
from hub.updates.domain.subscribing import leaving_link
from hub.updates.enums import DeliveryState
from hub.updates.models import Delivery, ImpactUpdate, Subscriber
from hub.updates.results import Progress, UpdateError

BACKGROUND = "background"
ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=10)
# A task that follows in case the worker of this one is killed.
LEASE = timedelta(minutes=15)


@transaction.atomic
def publish(*, update: ImpactUpdate, user: AbstractBaseUser | None, now: datetime) -> None:
    """Put an update before readers."""
    if ImpactUpdate.objects.filter(pk=update.pk, published_at__isnull=True).update(published_at=now):
        log(instance=update, action="updates.publish", user=user)


@transaction.atomic
def withdraw(*, update: ImpactUpdate, user: AbstractBaseUser) -> None:
    """Take an update from readers; one that was mailed stays, since links to it are in people's mail."""
    if update.sending_began_at:
        raise UpdateError("This update was mailed; links to it are in people’s mail, so it stays. Correct it instead.")
    ImpactUpdate.objects.filter(pk=update.pk).update(published_at=None)
    log(instance=update, action="updates.withdraw", user=user)


@transaction.atomic
def begin_sending(*, update: ImpactUpdate, user: AbstractBaseUser, now: datetime) -> int:
    """Have a published update mailed to everyone who confirmed; return to how many."""
    locked = ImpactUpdate.objects.select_for_update().get(pk=update.pk)
    if locked.published_at is None:
        raise UpdateError("Publish the update first; the mail leads to its page.")
    if locked.sending_began_at:
        raise UpdateError("This update was sent before; it is mailed to each subscriber once.")
    locked.sending_began_at = now
    locked.save(update_fields=["sending_began_at"])
    subscribers = Subscriber.objects.filter(confirmed_at__isnull=False).order_by("pk")
    made = Delivery.objects.bulk_create(
        (Delivery(update=locked, subscriber_id=pk, next_at=now) for pk in subscribers.values_list("pk", flat=True)),
        batch_size=500,
    )
    log(instance=locked, action="updates.send", user=user, data={"mails": len(made)})
    transaction.on_commit(lambda: _queue(locked.pk))
    return len(made)


def progress(update: ImpactUpdate) -> Progress:
    """Return how far the mails are."""
    counts = dict(Delivery.objects.filter(update=update).values_list("state").annotate(number=Count("pk")))
    return Progress(**{state.value: counts.get(state.value, 0) for state in DeliveryState})


@task(backend=BACKGROUND)
def send_update(update_id: int) -> str:
    """Send what is due of an update, and come back for what is not."""
    return send_due(update_id=update_id)


def send_due(*, update_id: int) -> str:
    """Send the mails that are due, each at most once; return what came of it, in words."""
    update = ImpactUpdate.objects.get(pk=update_id)
    if not _waiting(update).exists():
        return "Nothing was left to send."
    _queue(update_id, after=LEASE)
    sent = 0
    for pk in list(_waiting(update).filter(next_at__lte=timezone.now()).values_list("pk", flat=True)):
        sent += _send_one(update, pk)
    return f"{sent} sent, {_waiting(update).count()} waiting."


def requeue_unsent() -> int:
    """Queue the updates that have mails waiting, after a worker was killed; return how many."""
    updates = set(Delivery.objects.filter(state=DeliveryState.WAITING).values_list("update_id", flat=True))
    for update_id in updates:
        _queue(update_id)
    return len(updates)


def _waiting(update: ImpactUpdate) -> QuerySet[Delivery]:
    return Delivery.objects.filter(update=update, state=DeliveryState.WAITING)


def _send_one(update: ImpactUpdate, pk: int) -> int:
    """Claim a mail and send it; return 1 if the server took it."""
    claim = {"state": DeliveryState.SENDING, "attempts": F("attempts") + 1}
    if not Delivery.objects.filter(pk=pk, state=DeliveryState.WAITING).update(**claim):
        return 0  # another worker has it
    delivery = Delivery.objects.select_related("subscriber").get(pk=pk)
    if delivery.subscriber is None:
        delivery.delete()  # unsubscribed since
        return 0
    try:
        _mail(update, delivery.subscriber)
    except MailNotSentError:
        _put_off(delivery)
        return 0
    Delivery.objects.filter(pk=pk).update(state=DeliveryState.SENT, sent_at=timezone.now())
    return 1


def _put_off(delivery: Delivery) -> None:
    given_up = delivery.attempts >= ATTEMPTS
    delivery.state = DeliveryState.FAILED if given_up else DeliveryState.WAITING
    delivery.next_at = timezone.now() + FIRST_WAIT * 2 ** (delivery.attempts - 1)
    Delivery.objects.filter(pk=delivery.pk).update(state=delivery.state, next_at=delivery.next_at)


def _mail(update: ImpactUpdate, subscriber: Subscriber) -> None:
    hub = HubSettings.objects.first()
    leave = leaving_link(subscriber)
    with translation.override(subscriber.language):
        link = f"{settings.BASE_URL}{reverse('updates:update', args=[update.slug])}"
    send_mail(
        to=subscriber.email,
        subject=f"{hub.name}: {update.title}" if hub else update.title,
        template="updates/mail/update.txt",
        context={"update": update, "link": link, "leave": leave, "hub": hub.name if hub else ""},
        language=subscriber.language,
        headers={"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _queue(update_id: int, *, after: timedelta | None = None) -> None:
    send_update.using(run_after=timezone.now() + after if after else None).enqueue(update_id=update_id)

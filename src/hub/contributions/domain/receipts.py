"""Send the receipt of each payment, once. A mail server that is down delays it; a command tries again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Site

from hub.common.mail import MailNotSentError, send_mail
from hub.contributions.models import ContributionSettings, Payment


def send_receipts(*, now: datetime) -> tuple[int, int]:
    """Send every receipt that is due; return how many went out and how many did not."""
    due = Payment.objects.filter(receipt_sent_at=None, contribution__contributor__isnull=False)
    sent = [send_receipt(payment=payment, now=now) for payment in due]
    return sent.count(True), sent.count(False)


def send_receipt(*, payment: Payment, now: datetime) -> bool:
    """Send the receipt of a payment unless it went out before; say whether it has."""
    try:
        with transaction.atomic():
            locked = Payment.objects.select_for_update().get(pk=payment.pk)
            if locked.receipt_sent_at is None and locked.contribution.contributor:
                locked.receipt_sent_at = now
                locked.save(update_fields=["receipt_sent_at"])
                _mail(locked)  # a failure takes back that it was sent
    except MailNotSentError:
        return False
    return True


def _mail(payment: Payment) -> None:
    contributor = payment.contribution.contributor
    issuer = ContributionSettings.for_site(Site.objects.get(is_default_site=True)).issuer
    with translation.override(contributor.language):
        subject = gettext("Receipt %(number)s") % {"number": payment.number}
    send_mail(
        to=contributor.email,
        subject=subject,
        template="contributions/mail/receipt.txt",
        context={"payment": payment, "issuer": issuer},
        language=contributor.language,
    )

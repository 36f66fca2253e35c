"""The fixed words of impact updates: what subscribers agree to, and how far each mail is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Consent(models.IntegerChoices):
    """What a subscriber agrees to, by version; a new wording is a new version, and old ones stay."""

    BY_FORM = (
        1,
        _(
            "We send you a link to confirm it, and then each update, nothing else. Every mail holds a link to "
            "unsubscribe, which erases your address."
        ),
    )
    BY_CONTRIBUTING = 2, _("Tell me by e-mail what contributions led to")


class DeliveryState(models.TextChoices):
    """How far the mail to one subscriber is; editors' words, English."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Handed over, not known to have arrived at the mail server"
    SENT = "sent", "Sent"
    FAILED = "failed", "Given up"

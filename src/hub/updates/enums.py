"""The fixed words of impact updates."""

from django.db import models


class DeliveryState(models.TextChoices):
    """How far the mail to one subscriber is; editors' words, English."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Handed over, not known to have arrived at the mail server"
    SENT = "sent", "Sent"
    FAILED = "failed", "Given up"

"""The choice of the way, in the admin: what the hub's environment cannot do is not offered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.admin.panels import FieldPanel

from hub.contributions.enums import Mode

LACKING = (
    "“Stripe Checkout” can be chosen once STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are set in the environment of "
    "the hub, and the hub was started again."
)


class ModePanel(FieldPanel):
    """Offers Stripe only where its keys are set, or where it is chosen already; else it says what to set."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if settings.STRIPE_SECRET_KEY:
                return
            self.help_text = LACKING
            if self.instance.mode != Mode.STRIPE:
                field = self.form.fields[self.field_name]
                field.choices = [choice for choice in field.choices if choice[0] != Mode.STRIPE]

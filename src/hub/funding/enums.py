"""The ways in which a hub is supported."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GrantKind(models.TextChoices):
    """What a funder's support is called; each is named separately in the independence statement."""

    SPONSORSHIP = "sponsorship", _("Sponsorship")
    EDUCATIONAL_GRANT = "educational_grant", _("Educational grant")
    INSTITUTIONAL_SUPPORT = "institutional_support", _("Institutional support")
    DONATION = "donation", _("Donation")

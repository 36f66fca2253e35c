"""The ways in which a hub is supported."""

from django.db import models


class GrantKind(models.TextChoices):
    """What a funder's support is called; each is named separately in the independence statement."""

    SPONSORSHIP = "sponsorship", "Sponsorship"
    EDUCATIONAL_GRANT = "educational_grant", "Educational grant"
    INSTITUTIONAL_SUPPORT = "institutional_support", "Institutional support"
    DONATION = "donation", "Donation"

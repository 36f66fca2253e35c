"""Words that several apps share."""

from django.db import models


class Audience(models.TextChoices):
    """Who may receive something that the hub serves."""

    PUBLIC = "public", "Everyone"
    HCP = "hcp", "Healthcare professionals who attested"
    EDITOR = "editor", "Signed-in editors"

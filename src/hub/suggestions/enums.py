"""The fixed words of suggestions: what is suggested, how it is identified, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SuggestionKind(models.TextChoices):
    """What a reader suggests."""

    TOPIC = "topic", _("A topic")
    STUDY = "study", _("A study or publication")


class IdentifierKind(models.TextChoices):
    """What a publication or study is known by; each is written the same in every language."""

    DOI = "doi", "DOI"
    PMID = "pmid", "PMID"
    TRIAL = "trial", _("Trial number")


class SuggestionState(models.TextChoices):
    """What editors decided, in the order in which it mostly happens; editors' words, English."""

    NEW = "new", "New"
    REVIEW = "review", "Under review"
    PLANNED = "planned", "Accepted and planned"
    PUBLISHED = "published", "Published"
    DECLINED = "declined", "Declined"
    DUPLICATE = "duplicate", "Duplicate"

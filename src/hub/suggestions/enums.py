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


class Consent(models.IntegerChoices):
    """What whoever gives an address agrees to, by version; a new wording is a new version, and old ones stay."""

    FIRST = (
        1,
        _(
            "We send you a link to confirm it. It serves to answer this suggestion and for nothing else, and is erased "
            "30 days after the last mail about it, or after two years. Editors never see it; if you have contributed "
            "with it, they see a mark, without your name or an amount."
        ),
    )


CURRENT_CONSENT = max(Consent)


class SuggestionState(models.TextChoices):
    """What editors decided, in the order in which it mostly happens; editors' words, English."""

    NEW = "new", "New"
    REVIEW = "review", "Under review"
    PLANNED = "planned", "Accepted and planned"
    PUBLISHED = "published", "Published"
    DECLINED = "declined", "Declined"
    DUPLICATE = "duplicate", "Duplicate"

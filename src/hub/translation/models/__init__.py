"""What the hub keeps of translations beside the sources and strings of wagtail-localize."""

from hub.translation.models.jobs import TranslationJob
from hub.translation.models.reviews import TranslationReview
from hub.translation.models.segments import SegmentVerdict
from hub.translation.models.settings import TranslationSettings
from hub.translation.models.words import GlossaryTerm, Phrase

__all__ = [
    "GlossaryTerm",
    "Phrase",
    "SegmentVerdict",
    "TranslationJob",
    "TranslationReview",
    "TranslationSettings",
]

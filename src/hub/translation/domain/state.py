"""How far each edition in another language has come, for one of them or for many at the same number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from wagtail_localize.models import StringSegment, Translation

from hub.translation.enums import SegmentState, TranslationState
from hub.translation.models import SegmentVerdict, TranslationReview


@dataclass(frozen=True)
class Edition:
    """An article's edition in one language, in figures.

    Parameters
    ----------
    translation
        None if nothing was ever translated.
    total
        Segments of the original.
    states
        How many of them a verdict stands for, by its state.
    asked_again
        How many of them a machine is to translate again.
    review
        Who looks at it, or has approved it.
    """

    translation: Translation | None = None
    total: int = 0
    states: Counter[str] = field(default_factory=Counter)
    asked_again: int = 0
    review: TranslationReview | None = None

    @property
    def open(self) -> int:
        """How many segments nobody has translated as they stand now."""
        return self.total - sum(self.states.values())

    @property
    def in_source(self) -> int:
        """How many segments readers see in the original language."""
        return self.open + self.states[SegmentState.LEFT]

    @property
    def state(self) -> TranslationState:
        """What the edition is; what has changed goes before who has looked at it."""
        if self.translation is None or not self.states:
            return TranslationState.MISSING
        if self.open or self.asked_again:
            return TranslationState.OUTDATED
        if self.review and self.review.approved_at:
            return TranslationState.APPROVED
        if self.review and self.review.in_review_since:
            return TranslationState.IN_REVIEW
        return TranslationState.MACHINE


def state_of(translation: Translation) -> TranslationState:
    """Return what one edition is."""
    found = editions_of([translation.source.object_id])
    return found[translation.source.object_id, translation.target_locale_id].state


def editions_of(articles: Iterable[UUID] | QuerySet[Any]) -> dict[tuple[UUID, int], Edition]:
    """Return the editions of articles by the article's translation key and the language's primary key.

    Parameters
    ----------
    articles
        Translation keys, or a query for them.
    """
    translations = list(Translation.objects.filter(source__object_id__in=articles).select_related("source"))
    reviews = TranslationReview.objects.filter(translation__in=translations).select_related(
        "approved_by", "requested_by"
    )
    review_of = {review.translation_id: review for review in reviews}
    totals = _totals(translations)
    counts, again = _verdicts(translations)
    return {
        (each.source.object_id, each.target_locale_id): Edition(
            translation=each,
            total=totals[each.source_id],
            states=counts.get(each.pk, Counter()),
            asked_again=again[each.pk],
            review=review_of.get(each.pk),
        )
        for each in translations
    }


def _totals(translations: list[Translation]) -> Counter[int]:
    """Count the segments of each source; equal ones in one field are one."""
    segments = StringSegment.objects.filter(source__in={each.source_id for each in translations})
    return Counter(source for source, *_ in segments.values_list("source_id", "string_id", "context_id").distinct())


def _verdicts(translations: list[Translation]) -> tuple[dict[int, Counter[str]], Counter[int]]:
    """Count the verdicts on segments that are still in their source, and those of them to be translated again."""
    current = StringSegment.objects.filter(
        source=OuterRef("translation__source"), string=OuterRef("string"), context=OuterRef("context")
    )
    rows = (
        SegmentVerdict.objects.filter(Exists(current), translation__in=translations)
        .values("translation_id", "state", "asked_again")
        .annotate(count=Count("pk"))
        .order_by(F("translation_id"))
    )
    counts: dict[int, Counter[str]] = {}
    again: Counter[int] = Counter()
    for row in rows:
        counts.setdefault(row["translation_id"], Counter())[row["state"]] += row["count"]
        again[row["translation_id"]] += row["count"] if row["asked_again"] else 0
    return counts, again

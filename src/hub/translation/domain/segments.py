"""The segments of a translation: what stands for each, and who answers for it.

wagtail-localize keeps sources, strings and translated strings; the hub keeps the guard's verdict beside each. A
translated string counts only if a verdict was given on exactly its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation, TranslationContext

from hub.translation.enums import SegmentState
from hub.translation.models import SegmentVerdict
from hub.translation.results import SegmentView

ALIKE = 0.5
"""From how much of the same text on a segment is taken for a changed one rather than a new one."""


def segments_of(translation: Translation) -> list[SegmentView]:
    """Return the segments of the source in their order, each with what stands for it."""
    current = list(
        StringSegment.objects.filter(source=translation.source).select_related("string", "context").order_by("order")
    )
    verdicts = _verified(translation)
    keys = {(segment.string_id, segment.context_id) for segment in current}
    gone = [verdict for key, verdict in verdicts.items() if key not in keys and verdict.text]
    views = []
    for segment in current:
        verdict = verdicts.get((segment.string_id, segment.context_id))
        predecessor = None if verdict else _predecessor(segment, gone)
        views.append(_view(segment, verdict, predecessor))
    return views


def _verified(translation: Translation) -> dict[tuple[int, int], SegmentVerdict]:
    """Return the verdicts that still hold: a text changed by another way than ours has none."""
    shown = {
        (string, context): data
        for string, context, data in StringTranslation.objects.filter(
            locale=translation.target_locale, context__object_id=translation.source.object_id, has_error=False
        ).values_list("translation_of_id", "context_id", "data")
    }
    kept = translation.verdicts.select_related("string", "decided_by")
    return {
        (verdict.string_id, verdict.context_id): verdict
        for verdict in kept
        if shown.get((verdict.string_id, verdict.context_id), "") == verdict.text
    }


def _predecessor(segment: StringSegment, gone: list[SegmentVerdict]) -> SegmentVerdict | None:
    """Find what was translated at this place before the original changed."""
    here = [verdict for verdict in gone if verdict.context_id == segment.context_id]
    alike = [(SequenceMatcher(None, each.string.data, segment.string.data).ratio(), each.pk, each) for each in here]
    best = max(alike, default=None)
    return best[2] if best and (best[0] >= ALIKE or len(here) == 1) else None


def _view(segment: StringSegment, verdict: SegmentVerdict | None, before: SegmentVerdict | None) -> SegmentView:
    person = verdict.decided_by if verdict else None
    return SegmentView(
        string_id=segment.string_id,
        context_id=segment.context_id,
        order=segment.order,
        field=segment.context.path.split(".")[0],
        source=segment.string.data,
        text=verdict.text or None if verdict else None,
        state=SegmentState(verdict.state) if verdict else None,
        faults=tuple(verdict.faults) if verdict else (),
        engine=verdict.engine if verdict else "",
        decided_at=verdict.decided_at if verdict else None,
        decided_by=(person.get_full_name() or person.get_username()) if person else "",
        before=before.text if before else "",
        source_before=before.string.data if before else "",
        asked_again=bool(verdict and verdict.asked_again),
    )


@transaction.atomic
def keep_text(
    *,
    translation: Translation,
    string_id: int,
    context_id: int,
    text: str,
    state: SegmentState,
    now: datetime,
    user: Any = None,
    shape: str = "",
    engine: str = "",
    faults: Iterable[str] = (),
) -> SegmentVerdict:
    """Store what stands for a segment, with the verdict on it; an empty text leaves the original.

    Parameters
    ----------
    text
        What the guard has verified, HTML with inline tags.
    state
        Who answers for it.
    faults
        Why an engine's answers were not taken.
    """
    strings = StringTranslation.objects.filter(
        translation_of_id=string_id, locale=translation.target_locale, context_id=context_id
    )
    if text:
        by_machine = state is SegmentState.MACHINE
        StringTranslation.objects.update_or_create(
            translation_of_id=string_id,
            locale=translation.target_locale,
            context_id=context_id,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE
                if by_machine
                else StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": engine,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
    else:
        strings.delete()
    verdict, _ = SegmentVerdict.objects.update_or_create(
        translation=translation,
        string=String.objects.get(pk=string_id),
        context=TranslationContext.objects.get(pk=context_id),
        defaults={
            "text": text,
            "state": state if text else SegmentState.LEFT,
            "shape": shape,
            "engine": engine,
            "faults": list(faults),
            "decided_at": now,
            "decided_by": user,
            "asked_again": False,
        },
    )
    return verdict


def stop_asking(*, translation: Translation, segment: SegmentView) -> None:
    """Leave a segment as it stands: a machine was asked again and had nothing that could be verified."""
    SegmentVerdict.objects.filter(translation=translation, string=segment.string_id, context=segment.context_id).update(
        asked_again=False
    )

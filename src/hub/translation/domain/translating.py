"""Has an article translated, segment by segment, and makes its page in another language of what was verified.

Only what has changed is sent: a segment that an engine or a person has settled keeps its text as long as the original
keeps its own. The page is made anew from the segments each time, so what is not translated stands in English.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from hub.articles.results import IncompleteArticle
from hub.translation.domain.engine import NamedEngine
from hub.translation.domain.guard import FaultKind, GuardedTranslation, translate_segments
from hub.translation.domain.segments import keep_text, segments_of, stop_asking
from hub.translation.domain.terms import glossary_of, protected_names
from hub.translation.enums import SegmentState
from hub.translation.models import SegmentVerdict
from hub.translation.results import SegmentView, TranslationReport

TRANSLATED = "translation.translated"
WAIT = 60.0
"""Seconds until a busy engine is asked again that does not say when."""


@transaction.atomic
def begin_translation(*, page: Page, locale: Locale) -> Translation:
    """Return the record of a page's translation into a language, up to date with the page as it is published."""
    source, _ = TranslationSource.update_or_create_from_instance(page.specific)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    return translation


def translate_page(
    *,
    page: Page,
    locale: Locale,
    engine: NamedEngine,
    now: datetime,
    publish: bool,
    user: Any = None,
    again: bool = False,
) -> TranslationReport:
    """Have what is not settled of a page translated, and make its page in that language.

    Parameters
    ----------
    page
        An original, as it is published.
    publish
        Whether the page goes live if nothing stands against it.
    again
        Ask also for what was left in the original language before.

    Returns
    -------
    TranslationReport
        An engine that is down or busy raises nothing: what it did not answer is as before.
    """
    translation = begin_translation(page=page, locale=locale)
    todo = [segment for segment in segments_of(translation) if _is_open(segment, again)]
    done = translate_segments(
        [segment.source for segment in todo],
        source=page.locale.language_code,
        target=locale.language_code,
        engine=engine,
        terms=protected_names(getattr(page.specific, "study", None)),
        glossary=glossary_of(locale),
    )
    with transaction.atomic():
        for segment, made in zip(todo, done, strict=True):
            if made.is_translated or not (unanswered(made) or segment.text):
                _keep(translation, segment, made, engine=engine.name, now=now)
            elif segment.text and not unanswered(made):
                stop_asking(translation=translation, segment=segment)
        made_page = make_page(translation=translation, publish=publish, user=user)
        report = report_on(done)
        log(made_page, TRANSLATED, user=user, data={"engine": engine.name, **_counts(report)})
    return report


def _is_open(segment: SegmentView, again: bool) -> bool:
    left_by_machine = segment.state is SegmentState.LEFT and not segment.decided_by
    return segment.state is None or segment.asked_again or (again and left_by_machine)


def unanswered(made: GuardedTranslation) -> bool:
    """Whether the engine gave no answer, so that nothing can be said of the segment."""
    kinds = {fault.kind for fault in made.faults}
    return not made.is_translated and bool(kinds & {FaultKind.BUSY, FaultKind.NO_ANSWER, FaultKind.REFUSED})


def _keep(
    translation: Translation, segment: SegmentView, made: GuardedTranslation, *, engine: str, now: datetime
) -> None:
    keep_text(
        translation=translation,
        string_id=segment.string_id,
        context_id=segment.context_id,
        text=made.text if made.is_translated else "",
        state=SegmentState.MACHINE,
        shape=made.shape.value if made.shape else "",
        engine=engine,
        faults=[fault.message for fault in made.faults],
        now=now,
    )


def report_on(done: list[GuardedTranslation]) -> TranslationReport:
    """Return what came of segments that were sent."""
    faults = [fault for made in done if not made.is_translated for fault in made.faults]
    return TranslationReport(
        sent=len(done),
        passed=sum(made.is_translated for made in done),
        left=sum(not made.is_translated for made in done),
        retry_after=WAIT if any(unanswered(made) for made in done) else None,
        refused=any(fault.kind is FaultKind.REFUSED for fault in faults),
        message=faults[0].message if faults else "",
    )


def _counts(report: TranslationReport) -> dict[str, int]:
    return {"sent": report.sent, "passed": report.passed, "left": report.left}


def make_page(*, translation: Translation, publish: bool, user: Any = None) -> Page:
    """Make the page in another language of its verified segments; what has none stands in English.

    A page that is live stays so, with the new text. If anything stands against publishing it, it is a draft, or becomes
    one.
    """
    _drop_unverified(translation)
    page = _target(translation)
    live = page is not None and page.live
    try:
        with transaction.atomic():
            page = _saved(translation, user)
            if live or publish:
                page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    except IncompleteArticle:
        if live:
            take_back(page=_target(translation), user=user)
        page = _saved(translation, user)
    page.refresh_from_db()
    return page


def take_back(*, page: Page, user: Any = None) -> None:
    """Unpublish an edition; who may edit translations may do so without a right to the page itself."""
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)


@transaction.atomic
def follow_original(*, page: Page, user: Any = None) -> list[Page]:
    """Make a page's editions in other languages anew after it was published; no engine is asked.

    What was changed stands in English until it is translated, so that no edition goes on saying what its original
    does not.
    """
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source is None:
        return []
    source.update_from_db()
    return [make_page(translation=each, publish=False, user=user) for each in source.translations.all()]


@transaction.atomic
def withdraw_editions(*, page: Page, user: Any = None) -> None:
    """Unpublish a page's editions in other languages, since the page was unpublished."""
    for edition in page.get_translations().filter(live=True).specific():
        edition.unpublish(user=user)


def _saved(translation: Translation, user: Any) -> Page:
    translation.save_target(user=user, publish=False)
    return translation.get_target_instance()


def _target(translation: Translation) -> Any:
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def _drop_unverified(translation: Translation) -> None:
    """Remove what came into the memory of translations past the guard."""
    verified = set(
        SegmentVerdict.objects.filter(translation=translation).values_list("string_id", "context_id", "text")
    )
    strings = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    stray = [each.pk for each in strings if (each.translation_of_id, each.context_id, each.data) not in verified]
    StringTranslation.objects.filter(pk__in=stray).delete()

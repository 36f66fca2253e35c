"""From a machine's translation to one that a person answers for: sent to review, approved, taken back."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import Translation

from hub.translation.domain.segments import keep_text, segments_of
from hub.translation.domain.translating import make_page, take_back
from hub.translation.enums import SegmentState
from hub.translation.models import TranslationReview
from hub.translation.results import SegmentView

SENT_TO_REVIEW = "translation.sent_to_review"
APPROVED = "translation.approved"
APPROVE = "translation.approve_translation"


class NotReadyError(ValueError):
    """A translation cannot be approved or sent to review yet; the message says why."""


def may_approve(user: AbstractUser) -> bool:
    """Whether someone may answer for translations."""
    return bool(user.has_perm(APPROVE))


def open_questions(segments: list[SegmentView]) -> str:
    """Say in a sentence what a person has to settle before approving a translation; nothing, if all is settled."""
    changed = sum(each.state is None for each in segments)
    left = sum(each.state is SegmentState.LEFT and not each.decided_by for each in segments)
    if not any(each.text for each in segments):
        return "Nothing is translated yet."
    if not changed + left:
        return ""
    if changed + left == 1:
        return "1 segment is still in English: translate it or keep the original."
    return f"{changed + left} segments are still in English: translate them or keep the original."


@transaction.atomic
def send_to_review(*, translation: Translation, user: AbstractUser, now: datetime) -> None:
    """Ask for a person's eyes on a translation.

    Raises
    ------
    NotReadyError
        If nothing is translated yet.
    """
    if not any(each.text for each in segments_of(translation)):
        raise NotReadyError("Nothing is translated yet.")
    TranslationReview.objects.update_or_create(
        translation=translation, defaults={"in_review_since": now, "requested_by": user, **_NOT_APPROVED}
    )
    log(instance=translation.get_target_instance(), action=SENT_TO_REVIEW, user=user)


@transaction.atomic
def approve_segment(*, translation: Translation, segment: SegmentView, user: AbstractUser, now: datetime) -> None:
    """Answer for the words of one segment."""
    if segment.text:
        _approve(translation, segment, user, now)


@transaction.atomic
def approve_translation(*, translation: Translation, approved_as: str, user: AbstractUser, now: datetime) -> Page:
    """Answer for a whole translation, and publish it.

    Parameters
    ----------
    approved_as
        The name that readers are shown.

    Returns
    -------
    Page
        The edition; not live if something else stands against publishing it.

    Raises
    ------
    NotReadyError
        If segments are neither translated nor kept in the original language by a person.
    """
    segments = segments_of(translation)
    if question := open_questions(segments):
        raise NotReadyError(question)
    for segment in segments:
        if segment.text and segment.state is not SegmentState.APPROVED:
            _approve(translation, segment, user, now)
    TranslationReview.objects.update_or_create(
        translation=translation,
        defaults={
            "in_review_since": None,
            "approved_at": now,
            "approved_by": user,
            "approved_as": approved_as,
            "approved_digest": digest_of(segments),
        },
    )
    page = make_page(translation=translation, publish=True, user=user)
    log(instance=page, action=APPROVED, user=user, data={"approved_as": approved_as, "segments": len(segments)})
    return page


def digest_of(segments: list[SegmentView]) -> str:
    """Sum up the originals of a translation's segments."""
    return hashlib.sha256("\x1f".join(each.source for each in segments).encode()).hexdigest()


@transaction.atomic
def withdraw_approval(*, translation: Translation) -> None:
    """Take an approval back, since other words stand there now."""
    TranslationReview.objects.filter(translation=translation).update(**_NOT_APPROVED)


@transaction.atomic
def unpublish_edition(*, translation: Translation, user: AbstractUser) -> None:
    """Take an edition from readers, who then see the original; its words are kept."""
    take_back(page=translation.get_target_instance(), user=user)


_NOT_APPROVED = {"approved_at": None, "approved_by": None, "approved_as": "", "approved_digest": ""}


def _approve(translation: Translation, segment: SegmentView, user: AbstractUser, now: datetime) -> None:
    keep_text(
        translation=translation,
        string_id=segment.string_id,
        context_id=segment.context_id,
        text=segment.text or "",
        state=SegmentState.APPROVED,
        user=user,
        now=now,
    )

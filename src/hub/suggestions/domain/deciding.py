"""What editors do with a suggestion; each in one transaction, with its entry in the audit log.

An editor who looked at an older state of the suggestion is refused, and nothing is overwritten.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from hub.articles.models import ArticlePage
from hub.suggestions.enums import SuggestionState
from hub.suggestions.models import Suggester, Suggestion
from hub.suggestions.results import ChangedMeanwhileError, SuggestionError


@transaction.atomic
def decide(
    *,
    suggestion_id: int,
    version: int,
    state: SuggestionState,
    assigned_to: AbstractBaseUser | None,
    article: ArticlePage | None,
    user: AbstractBaseUser | None,
) -> Suggestion:
    """Set a suggestion's state, who deals with it, and the article it led to."""
    suggestion = _locked(suggestion_id, version)
    if suggestion.merged_into_id and state != SuggestionState.DUPLICATE:
        raise SuggestionError("This suggestion was merged into another one; separate them before giving it a state.")
    if state == SuggestionState.DUPLICATE and not suggestion.merged_into_id:
        raise SuggestionError("To make this suggestion a duplicate, merge it into the one that it repeats.")
    if state == SuggestionState.PUBLISHED and not (article and article.live):
        raise SuggestionError("Choose the published article before setting the state to “Published”.")
    data = {"state": [suggestion.state, str(state)], "article": article.pk if article else None}
    suggestion.state, suggestion.assigned_to, suggestion.article = state, assigned_to, article
    return _changed(suggestion, user, "suggestions.decide", data)


@transaction.atomic
def answer(*, suggestion_id: int, version: int, text: str, user: AbstractBaseUser | None, now: datetime) -> Suggestion:
    """Store the answer to a suggestion; it is mailed after this, and cannot be changed any more."""
    suggestion = _locked(suggestion_id, version)
    if suggestion.answered_at:
        raise SuggestionError("This suggestion was answered before; an answer is not changed once it is sent.")
    if suggestion.merged_into_id:
        raise SuggestionError("This suggestion was merged into another one; answer that one.")
    suggestion.answer, suggestion.answered_at = text, now
    return _changed(suggestion, user, "suggestions.answer", {})


@transaction.atomic
def merge(*, suggestion_id: int, version: int, into_id: int, user: AbstractBaseUser | None) -> Suggestion:
    """Make a suggestion a duplicate of another one, whose answer both suggesters then have."""
    # Both in one order, so that two editors who merge in opposite directions do not wait for each other.
    both = Suggestion.objects.select_for_update().filter(pk__in=[suggestion_id, into_id]).order_by("pk")
    kept = {each.pk: each for each in both}.get(into_id)
    suggestion = _locked(suggestion_id, version)
    if kept is None or kept.pk == suggestion.pk:
        raise SuggestionError("Choose another suggestion to merge this one into.")
    if kept.merged_into_id:
        raise SuggestionError("The other suggestion was itself merged; choose the one that it was merged into.")
    if suggestion.answered_at:
        raise SuggestionError("This suggestion was answered already; merge the other one into it instead.")
    suggestion.merged.update(merged_into=kept)
    suggestion.merged_into, suggestion.state = kept, SuggestionState.DUPLICATE
    return _changed(suggestion, user, "suggestions.merge", {"into": kept.pk})


@transaction.atomic
def separate(*, suggestion_id: int, version: int, user: AbstractBaseUser) -> Suggestion:
    """Take back a merging; the suggestion is under review again, and its suggester waits for its own answer."""
    suggestion = _locked(suggestion_id, version)
    if not suggestion.merged_into_id:
        raise SuggestionError("This suggestion is not merged into another one.")
    suggestion.merged_into, suggestion.state = None, SuggestionState.REVIEW
    Suggester.objects.filter(suggestion=suggestion).update(answer_sent_at=None, publication_sent_at=None)
    return _changed(suggestion, user, "suggestions.separate", {})


@transaction.atomic
def publish(*, suggestion_id: int, version: int, user: AbstractBaseUser) -> Suggestion:
    """Record that the article a suggestion led to is published; its suggesters are told after this."""
    suggestion = _locked(suggestion_id, version)
    if suggestion.merged_into_id:
        raise SuggestionError("This suggestion was merged into another one; mark that one as published.")
    if not (suggestion.article and suggestion.article.live):
        raise SuggestionError("The article that this suggestion led to is not published yet.")
    suggestion.state = SuggestionState.PUBLISHED
    return _changed(suggestion, user, "suggestions.publish", {"article": suggestion.article_id})


def _locked(suggestion_id: int, version: int) -> Suggestion:
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion_id)
    if suggestion.version != version:
        raise ChangedMeanwhileError(
            "Somebody else changed this suggestion while you were looking at it. Nothing of yours was stored; "
            "what you entered is still below, beside how it stands now."
        )
    return suggestion


def _changed(suggestion: Suggestion, user: AbstractBaseUser | None, action: str, data: dict[str, object]) -> Suggestion:
    suggestion.version += 1
    suggestion.save()
    log(instance=suggestion, action=action, user=user, title=str(suggestion), data=data)
    return suggestion

"""What readers do: suggest, confirm their address, have it erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from wagtail import hooks
from wagtail.log_actions import log

from hub.suggestions.domain.addresses import CONFIRM_WITHIN
from hub.suggestions.enums import CURRENT_CONSENT, SuggestionKind, SuggestionState
from hub.suggestions.models import SuggestedIdentifier, Suggester, Suggestion
from hub.suggestions.results import Identifier

KEPT_AFTER_LAST_MAIL = timedelta(days=30)
KEPT_WHILE_PLANNED = timedelta(days=365)
KEPT_AT_MOST = timedelta(days=2 * 365)


@transaction.atomic
def record_suggestion(
    *,
    kind: SuggestionKind,
    text: str,
    identifiers: Iterable[Identifier],
    email: str,
    language: str,
    now: datetime,
) -> Suggestion:
    """Store a suggestion, and apart from it the address for an answer, if there is one."""
    suggestion = Suggestion.objects.create(kind=kind, text=text, language=language, suggested_at=now)
    SuggestedIdentifier.objects.bulk_create(
        SuggestedIdentifier(suggestion=suggestion, kind=each.kind, value=each.value) for each in identifiers
    )
    if email:
        Suggester.objects.create(
            suggestion=suggestion, email=email, language=language, asked_at=now, consent_version=CURRENT_CONSENT
        )
    log(instance=suggestion, action="suggestions.suggest", title=str(suggestion))
    return suggestion


@transaction.atomic
def confirm_address(*, suggester_id: int, now: datetime) -> Suggester | None:
    """Confirm an address, and mark the suggestion if it is a contributor's; None if it was erased meanwhile."""
    suggester = Suggester.objects.select_for_update().filter(pk=suggester_id).first()
    if suggester is None or suggester.confirmed_at:
        return suggester
    suggester.confirmed_at = now
    suggester.save(update_fields=["confirmed_at"])
    if any(is_contributor(suggester.email) for is_contributor in hooks.get_hooks("is_contributor")):
        Suggestion.objects.filter(pk=suggester.suggestion_id).update(from_contributor=True)
    log(instance=suggester.suggestion, action="suggestions.confirm", title=str(suggester.suggestion))
    return suggester


@transaction.atomic
def withdraw_address(*, suggester_id: int) -> None:
    """Erase an address at its owner's wish; the suggestion stays, and belongs to nobody."""
    suggester = Suggester.objects.filter(pk=suggester_id).select_related("suggestion").first()
    if suggester is None:
        return
    log(instance=suggester.suggestion, action="suggestions.withdraw", title=str(suggester.suggestion))
    suggester.delete()


@transaction.atomic
def erase_addresses(*, now: datetime) -> int:
    """Erase the addresses that have served: never confirmed, answered long enough ago, or two years old.

    Returns
    -------
    int
        How many were erased.
    """
    planned = Q(suggestion__state=SuggestionState.PLANNED)
    planned |= Q(suggestion__merged_into__state=SuggestionState.PLANNED, suggestion__merged_into__isnull=False)
    served = Q(answer_sent_at__lt=now - KEPT_AFTER_LAST_MAIL) & ~planned
    served |= Q(answer_sent_at__lt=now - KEPT_WHILE_PLANNED)
    served &= Q(publication_sent_at__isnull=True)
    told = Q(publication_sent_at__lt=now - KEPT_AFTER_LAST_MAIL)
    unconfirmed = Q(confirmed_at__isnull=True, asked_at__lt=now - CONFIRM_WITHIN)
    forgotten = Q(asked_at__lt=now - KEPT_AT_MOST)
    gone = list(Suggester.objects.filter(served | told | unconfirmed | forgotten).values_list("pk", flat=True))
    Suggester.objects.filter(pk__in=gone).delete()
    return len(gone)

"""The mails about a suggestion: fixed words, one recipient, each at most once.

The first mail goes to an address that nobody has confirmed yet; it holds nothing that its sender could choose. A mail
is marked as sent before it is handed over, and unmarked if the server did not take it: sending again is safe.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hub.common.mail import MailNotSentError, send_mail
from hub.common.models import HubSettings
from hub.suggestions.domain.addresses import CONFIRM_SALT, CONFIRM_WITHIN, WITHDRAW_SALT, sign
from hub.suggestions.enums import SuggestionState
from hub.suggestions.models import Suggester, Suggestion


def send_confirmation(*, suggester: Suggester) -> None:
    """Ask whoever reads mail at an address whether they want the answer; raises MailNotSentError."""
    link = _link("suggestions:confirm", suggester, CONFIRM_SALT)
    with translation.override(suggester.language):
        subject = _("Please confirm your address")
    _send(suggester, subject, "confirm", {"link": link, "days": CONFIRM_WITHIN.days})


def send_answers(*, suggestion: Suggestion, now: datetime) -> int:
    """Send a suggestion's answer to everyone it concerns who has not had it; return how many could not be reached.

    Those whose suggestions were merged into this one have the answer too.
    """
    return _send_each(suggestion, "answer_sent_at", "answer", {"answer": suggestion.answer}, now)


def send_publications(*, suggestion: Suggestion, now: datetime) -> int:
    """Tell everyone a suggestion concerns that its article is published; return how many could not be reached."""
    return _send_each(suggestion, "publication_sent_at", "published", {}, now)


def send_what_waits(*, suggestion: Suggestion, now: datetime) -> int:
    """Send what was decided before somebody confirmed or was merged; return how many could not be reached.

    An answer names the published article, so only where none was given is the article told by itself.
    """
    if suggestion.answered_at:
        return send_answers(suggestion=suggestion, now=now)
    if suggestion.state == SuggestionState.PUBLISHED and suggestion.article and suggestion.article.live:
        return send_publications(suggestion=suggestion, now=now)
    return 0


def waiting(suggestion: Suggestion, field: str) -> int:
    """Return how many confirmed suggesters have not had one of the mails."""
    return _concerned(suggestion).filter(**{f"{field}__isnull": True}).count()


def _concerned(suggestion: Suggestion) -> QuerySet[Suggester]:
    return Suggester.objects.filter(
        Q(suggestion=suggestion) | Q(suggestion__merged_into=suggestion), confirmed_at__isnull=False
    )


def _send_each(suggestion: Suggestion, field: str, template: str, context: dict[str, str], now: datetime) -> int:
    failed = 0
    for suggester in _concerned(suggestion).filter(**{f"{field}__isnull": True}):
        mine = Suggester.objects.filter(pk=suggester.pk)
        if not mine.filter(**{f"{field}__isnull": True}).update(**{field: now}):
            continue  # somebody else is sending it
        with translation.override(suggester.language):
            subject = _("Your suggestion")
        try:
            _send(suggester, subject, template, {**context, "article": _article(suggestion, suggester.language)})
        except MailNotSentError:
            mine.update(**{field: None})
            failed += 1
    return failed


def _article(suggestion: Suggestion, language: str) -> dict[str, str] | None:
    """Return title and address of the article that a suggestion led to, once readers can see it."""
    if suggestion.article is None or not suggestion.article.live:
        return None
    with translation.override(language):
        article = suggestion.article.localized
        return {"title": article.title, "url": article.canonical_url}


def _send(suggester: Suggester, subject: str, template: str, context: dict[str, object]) -> None:
    hub = HubSettings.objects.first()
    send_mail(
        to=suggester.email,
        subject=f"{subject} – {hub.name}" if hub else subject,
        template=f"suggestions/mail/{template}.txt",
        context={
            **context,
            "hub": hub.name if hub else "",
            "day": suggester.asked_at,
            "withdraw": _link("suggestions:withdraw", suggester, WITHDRAW_SALT),
        },
        language=suggester.language,
    )


def _link(route: str, suggester: Suggester, salt: str) -> str:
    with translation.override(suggester.language):
        return f"{settings.BASE_URL}{reverse(route, args=[sign(suggester.pk, salt=salt)])}"

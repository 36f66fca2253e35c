"""Suggestions, and apart from them the addresses of those who want an answer.

Editors see suggestions. Nothing in the admin shows an address: answers go through the hub, and the address is erased
when it has served.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hub.articles.models import ArticlePage
from hub.suggestions.enums import CURRENT_CONSENT, Consent, IdentifierKind, SuggestionKind, SuggestionState
from hub.suggestions.results import Identifier

TEXT_LENGTH = 2000
ANSWER_LENGTH = 4000


class Suggestion(models.Model):
    """What a reader wants the hub to write about, and what editors decided."""

    kind = models.CharField(max_length=10, choices=SuggestionKind.choices)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    language = models.CharField(max_length=10)
    suggested_at = models.DateTimeField(db_index=True)
    from_contributor = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SuggestionState.choices, default=SuggestionState.NEW)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    article = models.ForeignKey(
        ArticlePage, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    answer = models.TextField(max_length=ANSWER_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-suggested_at", "-pk"]
        indexes = [models.Index(fields=["state", "-suggested_at"], name="suggestions_state_date")]

    def __str__(self) -> str:
        return f"Suggestion {self.pk}"


class SuggestedIdentifier(models.Model):
    """What the suggested publication or study is known by, normalised."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=IdentifierKind.choices)
    value = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["suggestion", "kind", "value"], name="suggestions_each_once")]
        indexes = [models.Index(fields=["kind", "value"], name="suggestions_identifier")]

    def __str__(self) -> str:
        return self.normalised.words

    @property
    def normalised(self) -> Identifier:
        """Its kind and value."""
        return Identifier(IdentifierKind(self.kind), self.value)


class Suggester(models.Model):
    """The address of somebody who wants an answer; used for nothing before it is confirmed."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.CASCADE, related_name="suggester")
    email = models.EmailField()
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    consent_version = models.PositiveSmallIntegerField(choices=Consent.choices, default=CURRENT_CONSENT)
    confirmed_at = models.DateTimeField(null=True)
    answer_sent_at = models.DateTimeField(null=True)
    publication_sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False)
                | Q(answer_sent_at__isnull=True, publication_sent_at__isnull=True),
                name="suggestions_nothing_sent_unconfirmed",
            )
        ]

    def __str__(self) -> str:
        return f"Suggester of {self.suggestion_id}"  # never the address: this may stand in a log

"""What editors see of the suggestions: always by date, never by who contributes or how much."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from hub.suggestions.domain.identifiers import recognise
from hub.suggestions.enums import SuggestionState
from hub.suggestions.models import SuggestedIdentifier, Suggestion

IN_A_COLUMN = 20
PROPOSED = 10


@dataclass(frozen=True)
class Column:
    """One state's newest suggestions, and how many there are."""

    state: SuggestionState
    count: int
    cards: list[Suggestion]

    @property
    def more(self) -> int:
        """How many of the state are not shown."""
        return self.count - len(self.cards)


def search(
    *, words: str = "", kind: str = "", mine: AbstractBaseUser | None = None, article_id: int | None = None
) -> QuerySet[Suggestion]:
    """Return the suggestions that fit, newest first.

    Parameters
    ----------
    words
        Words of the text, or an identifier in any writing.
    mine
        Only those assigned to this editor.
    article_id
        Only those that led to this article.
    """
    found = Suggestion.objects.select_related("assigned_to", "article").prefetch_related("identifiers")
    if words:
        condition = Q(text__icontains=words)
        for each in recognise(words, bare_numbers=True):
            condition |= Q(
                pk__in=SuggestedIdentifier.objects.filter(kind=each.kind, value=each.value).values("suggestion")
            )
        found = found.filter(condition)
    if kind:
        found = found.filter(kind=kind)
    if mine is not None:
        found = found.filter(assigned_to=mine)
    if article_id is not None:
        found = found.filter(article_id=article_id)
    return found.order_by("-suggested_at", "-pk")


def columns(found: QuerySet[Suggestion]) -> list[Column]:
    """Return a column for each state, with its newest suggestions."""
    counts = dict(found.order_by().values_list("state").annotate(number=Count("pk")))
    place = Window(RowNumber(), partition_by="state", order_by=[F("suggested_at").desc(), F("pk").desc()])
    cards: dict[str, list[Suggestion]] = {}
    for suggestion in found.annotate(place=place).filter(place__lte=IN_A_COLUMN):
        cards.setdefault(suggestion.state, []).append(suggestion)
    return [Column(state, counts.get(state, 0), cards.get(state, [])) for state in SuggestionState]


def likely_duplicates(suggestion: Suggestion) -> QuerySet[Suggestion]:
    """Return other suggestions with one of the same identifiers, oldest first."""
    same = Q()
    for each in suggestion.identifiers.all():
        same |= Q(kind=each.kind, value=each.value)
    if not same:
        return Suggestion.objects.none()
    others = SuggestedIdentifier.objects.filter(same).values("suggestion")
    found = Suggestion.objects.filter(pk__in=others, merged_into__isnull=True).exclude(pk=suggestion.pk)
    return found.prefetch_related("identifiers").order_by("suggested_at", "pk")[:PROPOSED]

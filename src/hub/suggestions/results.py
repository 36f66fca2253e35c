"""What suggestions are talked about in: identifiers, and what the hub already has."""

from __future__ import annotations

from dataclasses import dataclass

from hub.suggestions.enums import IdentifierKind


class SuggestionError(Exception):
    """Something cannot be done with a suggestion; the message says what and why in one sentence."""


class ChangedMeanwhileError(SuggestionError):
    """Somebody else changed the suggestion while it was being looked at."""


@dataclass(frozen=True)
class Identifier:
    """A normalised identifier: a DOI in lower case, a PubMed id, or a trial number."""

    kind: IdentifierKind
    value: str

    @property
    def words(self) -> str:
        """Kind and value, as readers see them."""
        return f"{self.kind.label} {self.value}"


@dataclass(frozen=True)
class KnownArticle:
    """A published article on what was suggested."""

    title: str
    url: str


@dataclass(frozen=True)
class Known:
    """What the hub already has on what is suggested.

    Attributes
    ----------
    articles
        Published articles on a study with one of the identifiers.
    suggested
        Whether somebody has suggested one of the identifiers before.
    planned
        Whether an article is planned on that suggestion.
    without_article
        Whether a study is known here on which no article is published.
    """

    articles: list[KnownArticle]
    suggested: bool
    planned: bool
    without_article: bool

    @property
    def is_worth_telling_first(self) -> bool:
        """Whether the reader may no longer want to send the suggestion."""
        return bool(self.articles) or self.suggested

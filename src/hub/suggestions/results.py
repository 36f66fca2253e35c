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

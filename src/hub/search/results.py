"""What a reader asks for, and what is found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from hub.articles.domain.listing import Teaser


@dataclass(frozen=True)
class ResultFilter:
    """“Overall survival above 80% at 3 years”: only articles with such a stored result."""

    outcome: str = ""
    measure: str = ""
    above: bool = True
    inclusive: bool = False
    value: float = 0.0
    percent: bool = True
    months: float | None = None


@dataclass(frozen=True)
class Question:
    """What a reader asks for."""

    words: str = ""
    topic: int | None = None
    design: str = ""
    year: int | None = None
    congress: int | None = None
    kind: str = ""
    outcome: str = ""
    result: ResultFilter | None = None
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == replace(Question(), page=self.page)

    @property
    def is_narrowed(self) -> bool:
        """Whether more than words is asked for."""
        return self != Question(words=self.words, page=self.page)


@dataclass(frozen=True)
class Choice:
    """One value of a facet, with the number of articles that have it among the hits."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """What hits can be narrowed down by."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Hit:
    """One article found, with the asked words marked."""

    teaser: Teaser
    title: SafeString
    standfirst: SafeString
    excerpt: SafeString | None = None
    results: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The answer to a question."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    number: int = 1
    pages: int = 1
    facets: tuple[Facet, ...] = ()
    also_searched: tuple[str, ...] = ()
    by_relevance: bool = True
    needs_attestation: bool = False
    words: tuple[str, ...] = field(default=())

    @property
    def chosen(self) -> list[tuple[Facet, Choice]]:
        """What the hits are narrowed down by already."""
        return [(facet, choice) for facet in self.facets for choice in facet.choices if choice.chosen]

    @property
    def offered(self) -> list[Facet]:
        """What would leave fewer hits than there are."""
        offered = []
        for facet in self.facets:
            choices = tuple(each for each in facet.choices if not each.chosen and each.count < self.total)
            offered += [replace(facet, choices=choices)] if choices else []
        return offered

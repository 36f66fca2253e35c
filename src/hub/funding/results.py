"""What the funding app says: support as a page shows it, and what loading a file did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from hub.funding.enums import GrantKind


@dataclass(frozen=True)
class Support:
    """One grant, as far as the independence statement needs it."""

    funder: str
    kind: GrantKind
    starts_on: date
    ends_on: date | None = None

    def is_current(self, today: date) -> bool:
        """Whether the support is given on a day."""
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)


@dataclass(frozen=True)
class FunderName:
    """A funder as a reader meets it; the logo is a ``HubImage`` or None."""

    name: str
    website: str
    description: str
    logo: object | None


@dataclass(frozen=True)
class ArticleTitle:
    """A published article that readers may go to."""

    title: str
    url: str
    in_english: bool = True


@dataclass(frozen=True)
class GrantView:
    """One grant as a page shows it."""

    funder: FunderName
    level: str
    kind: GrantKind
    starts_on: date
    ends_on: date | None
    purpose: str
    hub_wide: bool
    articles: tuple[ArticleTitle, ...] = ()

    @property
    def dates(self) -> str:
        """When the support is given, in words."""
        start = date_format(self.starts_on)
        if not self.ends_on:
            return gettext("since %(start)s") % {"start": start}
        return gettext("from %(start)s to %(end)s") % {"start": start, "end": date_format(self.ends_on)}


@dataclass(frozen=True)
class FundersOfLevel:
    """The current grants of one support level."""

    level: str
    grants: tuple[GrantView, ...]


@dataclass(frozen=True)
class FundersOverview:
    """Everybody who supports or supported the hub."""

    current: tuple[FundersOfLevel, ...]
    past: tuple[GrantView, ...]


@dataclass(frozen=True)
class ArticleFunding:
    """Who paid for an article: grants for it, grants for the whole hub, or a declaration that nobody did."""

    for_article: tuple[GrantView, ...]
    hub_wide: tuple[GrantView, ...]
    no_funding_declared_on: date | None

    @property
    def is_recorded(self) -> bool:
        """Whether anything is known."""
        return bool(self.for_article or self.hub_wide or self.no_funding_declared_on)


@dataclass(frozen=True)
class FundingLoad:
    """What loading a funding file did to the records it names."""

    created: int
    changed: int
    unchanged: int


class FundingFileError(ValueError):
    """A funding file cannot be loaded; every problem is in ``problems``, and nothing was written."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("The funding file was not loaded:\n" + "\n".join(f"- {problem}" for problem in problems))

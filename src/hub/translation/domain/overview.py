"""Every article with its editions in other languages, for the editors' table; as many queries for one as for many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from wagtail.models import Locale, Page

from hub.articles.models import ArticlePage, TopicPage
from hub.translation.domain.state import Edition, editions_of
from hub.translation.enums import JobState, TranslationState
from hub.translation.models import TranslationJob
from hub.translation.models.settings import languages

_MOST_TO_DO = (
    TranslationState.OUTDATED,
    TranslationState.IN_REVIEW,
    TranslationState.MACHINE,
    TranslationState.MISSING,
    TranslationState.APPROVED,
)


@dataclass(frozen=True)
class Cell:
    """An article in one language.

    Parameters
    ----------
    page_id, is_live
        Of the page that readers are given; None and empty if there is none yet.
    job
        The latest piece of work for an engine on it.
    """

    language: str
    name: str
    edition: Edition
    page_id: int | None = None
    is_live: bool = False
    job: TranslationJob | None = None

    @property
    def state(self) -> TranslationState:
        """How far it has come."""
        return self.edition.state

    @property
    def in_work(self) -> bool:
        """Whether an engine has still to answer."""
        return self.job is not None and self.job.state in {JobState.WAITING, JobState.RUNNING, JobState.FAILED}


@dataclass(frozen=True)
class Line:
    """An article with its editions, in the order of the hub's languages."""

    article: ArticlePage
    topic: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Choice:
    """What an editor has chosen to see; empty for everything."""

    words: str = ""
    language: str = ""
    state: str = ""
    topic: int | None = None
    order: str = "title"


def topics() -> list[tuple[int, str]]:
    """Return the topics of the hub's own language."""
    own = TopicPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return list(own.order_by("title").values_list("pk", "title"))


def overview(choice: Choice) -> list[Line]:
    """Return the articles chosen, published or not, each with its editions in the languages chosen."""
    articles = ArticlePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    for word in choice.words.split():
        articles = articles.filter(title__icontains=word)
    chosen = list(articles.order_by("title", "pk"))
    parents = _topics_by_path()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    shown = [(code, name) for code, name in languages() if choice.language in {"", code} and code in locales]
    cells = _cells(chosen, [(locales[code], name) for code, name in shown])
    lines = [
        Line(article, topic, tuple(cells(article)))
        for article in chosen
        for key, topic in [parents.get(article.path[: -Page.steplen], (None, ""))]
        if choice.topic in {None, key}
    ]
    if choice.state:
        lines = [line for line in lines if any(cell.state == choice.state for cell in line.cells)]
    return sorted(lines, key=ORDERS[choice.order], reverse=choice.order == "newest")


def latest_jobs(count: int) -> list[TranslationJob]:
    """Return what was done last in the background."""
    return list(TranslationJob.objects.select_related("article", "locale")[:count])


def _topics_by_path() -> dict[str, tuple[int, str]]:
    own = TopicPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return {path: (key, title) for path, key, title in own.values_list("path", "pk", "title")}


def _cells(articles: list[ArticlePage], locales: list[tuple[Locale, str]]) -> Callable[[ArticlePage], Iterable[Cell]]:
    """Give a function that returns an article's cells; everything is asked for at once."""
    keys = [article.translation_key for article in articles]
    editions = editions_of(keys)
    pages = {
        (page.translation_key, page.locale_id): page
        for page in ArticlePage.objects.filter(translation_key__in=keys).exclude(
            locale__language_code=settings.LANGUAGE_CODE
        )
    }
    jobs = _latest_job_of_each(articles)

    def cells(article: ArticlePage) -> Iterable[Cell]:
        for locale, name in locales:
            page: Any = pages.get((article.translation_key, locale.pk))
            yield Cell(
                language=locale.language_code,
                name=name,
                edition=editions.get((article.translation_key, locale.pk), Edition()),
                page_id=page.pk if page else None,
                is_live=bool(page and page.live),
                job=jobs.get((article.pk, locale.pk)),
            )

    return cells


def _latest_job_of_each(articles: list[ArticlePage]) -> dict[tuple[int | None, int], TranslationJob]:
    latest = (
        TranslationJob.objects.filter(article__in=[article.pk for article in articles])
        .order_by()
        .values("article_id", "locale_id")
        .annotate(latest=Max("pk"))
        .values("latest")
    )
    return {(job.article_id, job.locale_id): job for job in TranslationJob.objects.filter(pk__in=latest)}


def _published(line: Line) -> tuple[float, str]:
    first: datetime | None = line.article.first_published_at
    return (first.timestamp() if first else 0.0, line.article.title)


def _to_do(line: Line) -> tuple[list[int], str]:
    return sorted(_MOST_TO_DO.index(cell.state) for cell in line.cells), line.article.title.lower()


ORDERS: dict[str, Callable[[Line], Any]] = {
    "title": lambda line: (line.article.title.lower(), line.article.pk),
    "newest": _published,
    "to_do": _to_do,
}
"""What the table may be sorted by."""

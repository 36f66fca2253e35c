"""Keep the entries like the published articles: written when an article is published, taken out when it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.search.index import remove_object

from hub.articles.domain.figure_names import MONTHS
from hub.articles.domain.text import plain
from hub.articles.enums import ContributorRole
from hub.articles.models import ArticlePage, TopicPage
from hub.search.domain.synonyms import meanings_in
from hub.search.models import FoundResult, FullEntry, OpenEntry
from hub.studies.models import Result, Study


@transaction.atomic
def index_article(page: ArticlePage) -> None:
    """Write an article's entries anew, or take them out if readers may not know of it."""
    shown = ArticlePage.objects.live().public().filter(pk=page.pk).first()
    if shown is None:
        take_out(page.pk)
        return
    common = _common(shown)
    OpenEntry.objects.update_or_create(
        page=shown, defaults={**common, "words": _joined(shown.title, _open_words(shown))}
    )
    words = _joined(shown.title, [*_open_words(shown), *_gated_words(shown)])
    results = list(_results(shown.study)) if shown.study else []
    outcomes = "\n".join(sorted({result.outcome for result in results}))
    entry, _ = FullEntry.objects.update_or_create(page=shown, defaults={**common, "words": words, "outcomes": outcomes})
    entry.results.all().delete()
    for result in results:
        result.entry = entry
    FoundResult.objects.bulk_create(results)


def take_out(page_id: int) -> None:
    """Remove an article's entries."""
    for kind in (OpenEntry, FullEntry):
        for entry in kind.objects.filter(page_id=page_id):
            remove_object(entry)
            entry.delete()


def index_study(study: Study) -> None:
    """Write the entries of the articles about a study anew."""
    for page in ArticlePage.objects.filter(study=study):
        index_article(page)


def index_below(page: Page) -> None:
    """Write the entries of every article at or below a page anew, as after a move or a change of privacy."""
    for article in ArticlePage.objects.descendant_of(page, inclusive=True):
        index_article(article)


def rebuild() -> int:
    """Write every entry anew and return how many articles are found."""
    published = ArticlePage.objects.live().public()
    for kind in (OpenEntry, FullEntry):
        for stale in kind.objects.exclude(page__in=published):
            take_out(stale.page_id)
    for page in published.iterator(chunk_size=200):
        index_article(page)
    return int(FullEntry.objects.count())


def outcome_name(name: str) -> str:
    """Return an outcome's name as results are searched by it."""
    return " ".join(name.lower().split())


def _common(page: ArticlePage) -> dict[str, Any]:
    original = page.original
    topic = TopicPage.objects.filter(pk=original.get_parent().pk).first()
    return {
        "language": page.locale.language_code,
        "edition_of": page.translation_key.hex,
        "title": page.title,
        "topic": topic,
        "design": page.study.design if page.study else "",
        "year": original.first_published_at.year if original.first_published_at else None,
        "published": original.first_published_at,
        "congress": page.congress,
        "kind": page.kind,
    }


def _open_words(page: ArticlePage) -> Iterator[str]:
    """Give the words that everyone may know."""
    original = page.original
    yield page.standfirst
    yield original.get_parent().title
    authors = original.contributions.filter(role=ContributorRole.AUTHOR).select_related("person")
    yield from (entry.person.name for entry in authors)
    yield from (str(each) for each in (page.congress, page.series) if each)
    if page.study:
        yield from (page.study.name, page.study.registry_id, page.study.condition)
    yield plain(page.plain_language_summary)


def _gated_words(page: ArticlePage) -> Iterator[str]:
    """Give the words that only attested readers may know."""
    yield from (entry.text for entry in page.learning_objectives.all())
    for text in (page.study_summary, page.safety, page.key_learning, page.limitations):
        yield plain(text)
    if page.study:
        yield page.study.population
        for arm in page.study.arms.all():
            yield f"{arm.label} {arm.intervention}"
        for outcome in page.study.outcomes.all():
            yield f"{outcome.name} {outcome.abbreviation} {outcome.definition}"
    for entry in page.original.article_references.select_related("reference"):
        yield f"{entry.reference.title} {entry.reference.doi} {entry.reference.pmid}"


def _results(study: Study) -> Iterator[FoundResult]:
    for result in Result.objects.filter(study=study, estimate__isnull=False).select_related("outcome"):
        yield FoundResult(
            result=result,
            outcome=outcome_name(result.outcome.name),
            measure=result.effective_measure,
            value=result.estimate,
            months=None if result.time is None else result.time * MONTHS[result.time_unit],
        )


def _joined(title: str, words: Iterable[str]) -> str:
    text = "\n".join(word for word in words if word)
    return "\n".join([text, *meanings_in(f"{title}\n{text}")])

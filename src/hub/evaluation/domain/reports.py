"""Summarise evaluations per article, topic, country and profession, for editors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date

from django.db.models import Min
from django.db.models.functions import Lower

from hub.articles.models import ArticlePage, TopicPage
from hub.evaluation.domain.breakdowns import break_down, layers, portions_of
from hub.evaluation.domain.small_groups import add_up, showable, whole_blocks
from hub.evaluation.domain.summaries import summarise_group, summarise_parts
from hub.evaluation.domain.tallies import answers_by_month, answers_by_part, evaluated_articles
from hub.evaluation.models import Evaluation
from hub.evaluation.results import (
    ALL_TIME,
    ArticleSummary,
    Breakdown,
    Month,
    Months,
    Period,
    Report,
    Tally,
    TopicSummary,
)


def summarise(*, today: date, period: Period = ALL_TIME) -> Report:
    """Summarise the answers to every article that has ever been published, by title.

    Parameters
    ----------
    today
        Answers of its month and later are not reported yet.
    period
        One of ``available_periods``; all time by default.
    """
    pages = list(evaluated_articles().order_by(Lower("title"), "pk"))
    ids = [page.pk for page in pages]
    answers = answers_by_month(ids, today=today)
    shown = {pk: showable(answers.get(pk, {}), period.__contains__)[0] for pk in ids}
    overall = add_up(filter(None, shown.values()))
    countries, professions = (
        breakdown(field, ids, period.__contains__, today=today) for field in ("country", "profession")
    )
    return Report(
        overall=summarise_group(overall) if overall else None,
        articles=tuple(
            ArticleSummary(page.pk, page.title, summarise_group(tally) if (tally := shown[page.pk]) else None)
            for page in pages
        ),
        topics=tuple(_topics(pages, shown)),
        countries=countries,
        professions=professions,
    )


def breakdown(field: str, articles: Collection[int], inside: Callable[[Month], bool], *, today: date) -> Breakdown:
    """Return the answers shown for articles in a period, by country or profession; nothing if nobody stated any.

    Parameters
    ----------
    field
        ``country`` or ``profession``.
    articles
        Those that the report is about.
    inside
        Whether a month is in the period.
    """
    cells = answers_by_part(field, today=today)
    wanted = set(articles)
    portions = [portion for pk in sorted(wanted & cells.keys()) for portion in portions_of(pk, cells[pk])]
    steps = layers(Month.of(today), whole_hub=wanted >= cells.keys())
    parts, others = break_down(portions, steps, inside)
    return summarise_parts(parts, others) if any(parts) else ()


def by_topic(pages: Iterable[ArticlePage]) -> dict[str, list[int]]:
    """Return the articles of each topic that has any, by the topic's title."""
    titles = dict(TopicPage.objects.values_list("path", "title"))
    found = defaultdict(list)
    for page in pages:
        if title := titles.get(page.path[: -ArticlePage.steplen]):
            found[title].append(page.pk)
    return {title: found[title] for title in sorted(found, key=str.casefold)}


def released_comments(*, today: date) -> dict[int, list[str]]:
    """Return the comments that editors may read, by article, in alphabetical order so that none can be dated.

    Only those of answers that are counted in the report of all time.
    """
    pages = evaluated_articles().values_list("pk", flat=True)
    answers = answers_by_month(list(pages), today=today)
    counted = {pk: {month for block in whole_blocks(months) for month in block} for pk, months in answers.items()}
    comments = defaultdict(list)
    written = Evaluation.objects.filter(article_id__in=answers).exclude(comment="")
    for page_id, day, comment in written.values_list("article_id", "answered_on", "comment"):
        if Month.of(day) in counted[page_id]:
            comments[page_id].append(comment)
    return {page_id: sorted(texts, key=lambda text: (text.casefold(), text)) for page_id, texts in comments.items()}


def available_periods(*, today: date) -> list[Period]:
    """Return all time, and each year and quarter since the first answer, latest first.

    Parameters
    ----------
    today
        The last quarter offered is the one of this day.
    """
    first = Month.of(Evaluation.objects.aggregate(first=Min("answered_on"))["first"] or today)
    end = Month.of(today)
    periods = [ALL_TIME]
    for year in range(end.year, first.year - 1, -1):
        periods.append(Period(key=str(year), label=str(year), months=Months(Month(year, 1), Month(year, 12))))
        periods += [_quarter(year, number) for number in (4, 3, 2, 1) if first.quarter <= (year, number) <= end.quarter]
    return periods


def _quarter(year: int, number: int) -> Period:
    months = Months(Month(year, 3 * number - 2), Month(year, 3 * number))
    label = f"{months.first.name} to {months.last}"
    return Period(key=f"{year}-q{number}", label=label, months=months)


def _topics(pages: list[ArticlePage], shown: dict[int, Tally | None]) -> Iterable[TopicSummary]:
    for title, ids in by_topic(pages).items():
        total = add_up(tally for pk in ids if (tally := shown[pk]))
        yield TopicSummary(title, summarise_group(total) if total else None)

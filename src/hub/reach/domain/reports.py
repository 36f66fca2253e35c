"""Report reach and evaluation to editors, and on a grant to its funder."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils import translation

from hub.access.domain.countries import country_names
from hub.articles.models import ArticlePage, TopicPage
from hub.funding.domain import current_supports, independence_statement
from hub.funding.models import Grant
from hub.reach.domain.rows import article_row, sum_row
from hub.reach.domain.small_groups import hide_small, showable
from hub.reach.domain.tallies import (
    answers_by_quarter,
    confirmations_by_month,
    published_articles,
    reach_by_month,
)
from hub.reach.results import EditorsReport, GrantReport, Group, Month, Months, Row

ALL = "All articles"


def editors_report(months: Months, *, today: date) -> EditorsReport:
    """Report on every article that was ever published, per article, topic, country and profession.

    Parameters
    ----------
    months
        The period; months that are not over count nothing.
    """
    pages = list(published_articles())
    ids = [page.pk for page in pages]
    reach, answers = reach_by_month(ids, today=today), answers_by_quarter(ids, today=today)
    rows = [article_row(page.title, reach.get(page.pk, {}), answers.get(page.pk, {}), months) for page in pages]
    before = [
        article_row(page.title, reach.get(page.pk, {}), answers.get(page.pk, {}), months.before) for page in pages
    ]
    names = country_names()
    return EditorsReport(
        months=months,
        overall=sum_row(ALL, rows),
        before=sum_row(ALL, before),
        articles=tuple(rows),
        topics=_topics(pages, rows),
        countries=_groups("country", months, names, today=today),
        professions=_groups("profession", months, {}, today=today),
    )


def grant_report(grant: Grant, months: Months, *, hub: str, today: date) -> GrantReport:
    """Report on a grant: the articles it supports, or every article if it supports the whole hub.

    Written in English, whatever the language of who makes it.
    """
    pages = published_articles()
    if not grant.hub_wide:
        pages = pages.filter(supports__grant=grant)
    titles = dict(pages.values_list("pk", "title"))
    reach, answers = reach_by_month(titles, today=today), answers_by_quarter(titles, today=today)
    rows = tuple(article_row(title, reach.get(pk, {}), answers.get(pk, {}), months) for pk, title in titles.items())
    with translation.override("en-gb"):
        return GrantReport(
            hub=hub,
            funder=grant.funder.name,
            kind=str(grant.get_kind_display()),
            purpose=grant.purpose,
            months=months,
            made_on=today,
            independence=independence_statement(hub, current_supports(today=today), today=today),
            overall=sum_row(ALL, rows),
            articles=rows,
        )


def _topics(pages: list[ArticlePage], rows: list[Row]) -> tuple[Row, ...]:
    of_topic = defaultdict(list)
    titles = dict(TopicPage.objects.values_list("path", "title"))
    for page, row in zip(pages, rows, strict=True):
        if title := titles.get(page.path[: -ArticlePage.steplen]):
            of_topic[title].append(row)
    return tuple(sum_row(title, of_topic[title]) for title in sorted(of_topic, key=str.casefold))


def _groups(field: str, months: Months, names: dict[str, str], *, today: date) -> tuple[Group, ...]:
    groups, total = [], 0
    for key, by_month in confirmations_by_month(field, today=today).items():
        if number := sum(tally.n for month, tally in by_month.items() if month in months):
            tally, _ = showable(by_month, months.__contains__)
            groups.append(Group(names.get(key, key), tally.n if tally else None))
            total += number
    return hide_small(sorted(groups, key=lambda group: group.label.casefold()), total)


def latest_months(available: Months, *, length: int = 3) -> Months:
    """Return the last months of those available, which a report shows when nobody chose."""
    first: Month = max(available.first, available.last.plus(1 - length))
    return Months(first, available.last)

"""Report reach and evaluation to editors, and on a grant to its funder."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import translation

from hub.articles.models import ArticlePage
from hub.evaluation.domain.breakdowns import break_down, layers, portions_of
from hub.evaluation.domain.reports import breakdown, by_topic
from hub.evaluation.domain.tallies import answers_by_month
from hub.evaluation.results import Month, Months
from hub.funding.domain import current_supports, independence_statement
from hub.funding.models import Grant
from hub.reach.domain.rows import article_row, sum_row
from hub.reach.domain.tallies import confirmations_by_month, published_articles, reach_by_month
from hub.reach.results import EditorsReport, GrantReport, Group, Row

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
    reach, answers = reach_by_month(ids, today=today), answers_by_month(ids, today=today)
    rows = [article_row(page.title, reach.get(page.pk, {}), answers.get(page.pk, {}), months) for page in pages]
    before = [
        article_row(page.title, reach.get(page.pk, {}), answers.get(page.pk, {}), months.before) for page in pages
    ]
    return EditorsReport(
        months=months,
        overall=sum_row(ALL, rows),
        before=sum_row(ALL, before),
        articles=tuple(rows),
        topics=_topics(pages, rows),
        countries=_groups("country", months, today=today),
        professions=_groups("profession", months, today=today),
        evaluation_countries=breakdown("country", ids, months.__contains__, today=today),
        evaluation_professions=breakdown("profession", ids, months.__contains__, today=today),
    )


def grant_report(grant: Grant, months: Months, *, hub: str, today: date) -> GrantReport:
    """Report on a grant: the articles it supports, or every article if it supports the whole hub.

    Written in English, whatever the language of who makes it, with the independence statement in every language.
    """
    pages = published_articles()
    if not grant.hub_wide:
        pages = pages.filter(supports__grant=grant)
    titles = dict(pages.values_list("pk", "title"))
    reach, answers = reach_by_month(titles, today=today), answers_by_month(titles, today=today)
    rows = tuple(article_row(title, reach.get(pk, {}), answers.get(pk, {}), months) for pk, title in titles.items())
    supports = list(current_supports(today=today))
    statements = {}
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            statements[language[:2]] = independence_statement(hub, supports, today=today)
    english = statements.pop("en")
    with translation.override(settings.LANGUAGE_CODE):
        return GrantReport(
            hub=hub,
            funder=grant.funder.name,
            kind=str(grant.get_kind_display()),
            purpose=grant.purpose,
            months=months,
            made_on=today,
            independence=english,
            independence_in=tuple(statements.items()),
            overall=sum_row(ALL, rows),
            articles=rows,
            countries=breakdown("country", titles, months.__contains__, today=today),
            professions=breakdown("profession", titles, months.__contains__, today=today),
        )


def _topics(pages: list[ArticlePage], rows: list[Row]) -> tuple[Row, ...]:
    row_of = {page.pk: row for page, row in zip(pages, rows, strict=True)}
    return tuple(sum_row(title, [row_of[pk] for pk in ids]) for title, ids in by_topic(pages).items())


def _groups(field: str, months: Months, *, today: date) -> tuple[Group, ...]:
    portions = portions_of(None, confirmations_by_month(field, today=today))
    parts, others = break_down(portions, layers(Month.of(today), whole_hub=True), months.__contains__)
    if not any(parts):
        return ()
    groups = [Group(key, parts[key].n) for key in sorted(parts, key=lambda key: (not key, key))]
    return (*groups, Group(None, others.n)) if others else tuple(groups)


def latest_months(available: Months) -> Months:
    """Return the last calendar quarter of those available, or else all of them; for a report when nobody chose."""
    last = available.last.plus(-(available.last.number % 3))
    first = last.plus(-2)
    return Months(first, last) if available.first <= first else available

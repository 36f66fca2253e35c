"""The demo hub's readers: what a small hub might count in some months, made up from fixed chances.

Nobody of them exists. Counts and answers go the way that real ones take, so the reports on them hide small
groups as they do for a real hub.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.conf import settings
from django.urls import reverse

from hub.articles.models import ArticlePage
from hub.evaluation.domain import record_evaluation
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.results import Month, Months
from hub.funding.models import Grant
from hub.reach.domain.counting import add_counts
from hub.reach.domain.links import make_link
from hub.reach.domain.reports import latest_months

DAYS = (4, 11, 18, 25)
LINK_DAYS = 90
COUNTRIES = {"DE": 30, "GB": 24, "FR": 16, "ES": 12, "IT": 8, "": 6, "NZ": 4}
PROFESSIONS = {"Doctor": 55, "Nurse": 20, "Pharmacist": 14, "Researcher": 6, "": 5}
LEVELS = {
    Statement.CLEAR: (1, 3, 8, 48, 40),
    Statement.OBJECTIVES: (1, 3, 10, 50, 36),
    Statement.RELEVANT: (3, 8, 18, 42, 29),
    Statement.CHANGE: (6, 16, 36, 30, 12),
}


def load_demo_readers(*, today: date) -> Iterator[str]:
    """Count readers of each article, and take their answers, in two quarters and the months since that are over."""
    months = _months(today)
    pages = ArticlePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, live=True).order_by("slug")
    for page in pages:
        chance = Random(page.slug)  # noqa: S311 -- invented readers keep no secret
        for age in range(months.length):
            month = months.first.plus(age)
            _count(page, month, chance)
            _answer(page, month, chance)
    yield f"Readers, who are fictitious: counted and asked, {months}."


def make_demo_link(*, hub: str, today: date) -> Iterator[str]:
    """Make a funder's link to a report on the first grant for the whole hub that is given now."""
    grants = Grant.objects.filter(hub_wide=True, ends_on__gte=today).select_related("funder").order_by("pk")
    if (grant := grants.first()) is None:
        return
    _, token = make_link(
        grant=grant,
        months=latest_months(_months(today)),
        hub=hub,
        expires_on=today + timedelta(days=LINK_DAYS),
        user=None,
        now_date=today,
    )
    address = f"{settings.BASE_URL}{reverse('reach:report', args=[token])}"
    yield f"Report for {grant.funder} (works for {LINK_DAYS} days, shown this once): {address}"


def _months(today: date) -> Months:
    last = Month.of(today).plus(-1)
    return Months(last.plus(-(last.number % 3) - 5), last)


def _count(page: ArticlePage, month: Month, chance: Random) -> None:
    for day in DAYS:
        readers = chance.randint(9, 24)
        add_counts(
            page.pk,
            date(month.year, month.number, day),
            page.locale.language_code,
            gate_views=readers + chance.randint(2, 12),
            summary_views=chance.randint(0, 5),
            views=readers + chance.randint(0, 9),
            reader_days=readers,
            completed_reads=round(readers * chance.uniform(0.4, 0.75)),
        )


def _answer(page: ArticlePage, month: Month, chance: Random) -> None:
    for number in range(chance.randint(6, 10)):
        reader = hashlib.sha256(f"demo {page.slug} {month.key} {number}".encode()).hexdigest()
        record_evaluation(
            article=page,
            reader_key=reader,
            answers={statement: chance.choices(list(Agreement), weights)[0] for statement, weights in LEVELS.items()},
            comment="",
            now=datetime.combine(date(month.year, month.number, chance.choice(DAYS)), time(12), UTC),
            country=chance.choices(list(COUNTRIES), list(COUNTRIES.values()))[0],
            profession=chance.choices(list(PROFESSIONS), list(PROFESSIONS.values()))[0],
        )

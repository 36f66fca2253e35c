from datetime import UTC, date, datetime

import pytest

from hub.articles.models import ArticlePage
from hub.funding.domain import article_funding, current_supports, funders_overview, missing_funding
from hub.funding.models import NoFundingDeclaration
from hub.funding.results import GrantView
from tests.hub.funding.factories import TODAY, article, funder, grant, level, logo

pytestmark = pytest.mark.django_db


def names(grants: tuple[GrantView, ...]) -> list[str]:
    return [grant.funder.name for grant in grants]


def test_current_supports_follow_the_order_of_levels_then_names() -> None:
    low, high = level("Contributing", 3), level("Principal", 1)
    grant("Zebra Trust", level=high)
    grant("Beta Fund", level=low)
    grant("Alpha Fund", level=low)
    grant("Ended Fund", ends_on=date(2026, 5, 31))
    grant("Later Fund", starts_on=date(2026, 6, 2))

    assert [support.funder for support in current_supports(today=TODAY)] == ["Zebra Trust", "Alpha Fund", "Beta Fund"]


def test_funders_overview_parts_current_support_from_past() -> None:
    principal = level("Principal", 1)
    grant("Zebra Trust", level=principal)
    grant("Alpha Fund")
    grant("Old Fund", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    grant("Older Fund", starts_on=date(2023, 1, 1), ends_on=date(2023, 12, 31))
    grant("Later Fund", starts_on=date(2026, 6, 2))

    overview = funders_overview(today=TODAY)

    assert [(group.level, names(group.grants)) for group in overview.current] == [
        ("Principal", ["Zebra Trust"]),
        ("Supporting", ["Alpha Fund"]),
    ]
    assert names(overview.past) == ["Old Fund", "Older Fund"]


def test_funders_overview_names_published_articles_only() -> None:
    grant("Alpha Fund", article("Published"), article("Draft", live=False))

    overview = funders_overview(today=TODAY)

    assert [title.title for title in overview.current[0].grants[0].articles] == ["Published"]


def test_funders_overview_leaves_out_a_logo_that_is_no_longer_public() -> None:
    picture = logo()
    made = funder("Alpha Fund", logo=picture)
    grant("Alpha Fund")
    before = funders_overview(today=TODAY).current[0].grants[0].funder.logo
    picture.audience = "hcp"
    picture.save()

    after = funders_overview(today=TODAY).current[0].grants[0].funder.logo

    assert (before, after) == (made.logo, None)


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [(date(2026, 12, 31), "from 1 January 2026 to 31 December 2026"), (None, "since 1 January 2026")],
)
def test_grant_dates_are_said_in_words(ends_on: date | None, words: str) -> None:
    grant(ends_on=ends_on)

    assert funders_overview(today=TODAY).current[0].grants[0].dates == words


def test_article_funding_keeps_a_grant_for_the_article_for_good() -> None:
    page = article()
    grant("Alpha Fund", page, starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31))
    grant("Later Fund", page, starts_on=date(2026, 6, 2))

    funding = article_funding(page, today=TODAY)

    assert (names(funding.for_article), funding.hub_wide) == (["Alpha Fund"], ())


@pytest.mark.parametrize(
    ("ended", "counts"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 12, 31), True)]
)
def test_article_funding_counts_hub_wide_grants_since_the_article_was_prepared(ended: date, counts: bool) -> None:
    page = article(date_prepared=date(2026, 3, 1))
    grant("Alpha Fund", hub_wide=True, ends_on=ended)

    assert bool(article_funding(page, today=TODAY).hub_wide) is counts


def test_article_funding_without_date_of_preparation_takes_the_first_publication() -> None:
    page = article()
    page.first_published_at = datetime(2026, 3, 1, tzinfo=UTC)
    grant("Alpha Fund", hub_wide=True, ends_on=date(2026, 4, 1))
    grant("Ended Fund", hub_wide=True, ends_on=date(2026, 2, 1))

    assert names(article_funding(page, today=TODAY).hub_wide) == ["Alpha Fund"]


def test_article_funding_names_a_hub_wide_grant_for_the_article_once() -> None:
    page = article()
    grant("Alpha Fund", page, hub_wide=True)

    funding = article_funding(page, today=TODAY)

    assert (names(funding.for_article), names(funding.hub_wide)) == (["Alpha Fund"], [])


def test_missing_funding_of_an_article_without_any_record_is_said() -> None:
    sentence = "Record who funded the article, or declare that there was no external funding, under Funding."

    assert missing_funding(article(live=False), today=TODAY) == [sentence]
    assert missing_funding(ArticlePage(title="Unsaved"), today=TODAY) == [sentence]


def test_missing_funding_is_nothing_once_funders_are_recorded() -> None:
    page = article(live=False)
    grant("Alpha Fund", page)

    assert missing_funding(page, today=TODAY) == []


def test_missing_funding_is_nothing_while_the_whole_hub_is_supported() -> None:
    grant("Alpha Fund", hub_wide=True)

    assert missing_funding(ArticlePage(title="Unsaved"), today=TODAY) == []


def test_missing_funding_is_nothing_once_declared() -> None:
    page = article(live=False)
    NoFundingDeclaration.objects.create(article=page, declared_on=TODAY)

    assert missing_funding(page, today=TODAY) == []


def test_missing_funding_names_a_contradiction() -> None:
    page = article(live=False)
    NoFundingDeclaration.objects.create(article=page, declared_on=TODAY)
    grant("Alpha Fund", page)
    grant("Beta Fund", page)

    assert missing_funding(page, today=TODAY) == [
        "The article is declared to have had no external funding, yet support from Alpha Fund and Beta Fund is "
        "recorded for it; remove one of the two under Funding."
    ]


def test_article_page_asks_for_its_funding_before_publishing() -> None:
    page = article(live=False)
    before = [part for part in page.missing_parts() if "funded" in part]
    grant("Alpha Fund", page, starts_on=date(2020, 1, 1))

    after = [part for part in page.missing_parts() if "funded" in part]

    assert (len(before), len(after)) == (1, 0)

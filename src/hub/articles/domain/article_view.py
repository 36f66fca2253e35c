"""Collect what an article's page shows; queries grow with the kinds of figures, not with outcomes or people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext

from hub.articles.domain.checks import checks_of
from hub.articles.domain.disclosures import people_of
from hub.articles.domain.facts import facts_of
from hub.articles.domain.figures import figures_of
from hub.articles.domain.outcomes import finding, key_outcomes, key_table, safety_table, shown_results
from hub.articles.domain.text import is_empty, reading_minutes
from hub.articles.enums import ContributorRole
from hub.articles.models import ArticlePage
from hub.articles.results import ArticleView, KeyTable, Section
from hub.common.models import HubSettings
from hub.studies.domain import ama_reference, caveat_for


def article_view(page: ArticlePage, *, today: date) -> ArticleView:
    """Return everything that the page shows beyond its own fields.

    Parameters
    ----------
    page
        A published article, or a draft with parts missing.
    today
        Decides whether the review is overdue.
    """
    outcomes = key_outcomes(page)
    headline, table, safety = finding(page, outcomes), key_table(page, outcomes), safety_table(outcomes.values())
    people = people_of(page, today=today)
    author = str(ContributorRole.AUTHOR.label)
    return ArticleView(
        objectives=tuple(entry.text for entry in page.learning_objectives.all()),
        finding=headline,
        facts=facts_of(page.study) if page.study else (),
        key_table=table,
        figures=tuple(figures_of(page)),
        safety=safety,
        checks=checks_of(page, outcomes, shown_results(headline, table, safety)),
        caveat=caveat_for(page.study) if page.study else "",
        references=tuple(
            ama_reference(entry.reference) for entry in page.article_references.select_related("reference").all()
        ),
        people=people,
        byline=tuple(person for person in people if author in person.roles),
        reading_minutes=reading_minutes(_texts(page, table)),
        review_overdue=bool(page.review_due and page.review_due <= today),
        contact_email=page.contact_email or HubSettings.for_site(page.get_site()).contact_email,
    )


def _texts(page: ArticlePage, table: KeyTable) -> Iterator[str]:
    yield from (page.standfirst, page.study_summary, page.safety, page.key_learning, page.limitations)
    for section in table.sections:
        yield from section.sentences


def sections_of(page: ArticlePage, view: ArticleView) -> tuple[Section, ...]:
    """Return the headings of the parts that are there, in the order of the page."""
    parts = [
        ("finding", gettext("The finding"), bool(view.finding)),
        ("study", gettext("The study"), not is_empty(page.study_summary) or bool(view.facts)),
        ("key-data", gettext("Key data"), bool(view.key_table.sections)),
        ("safety", gettext("Safety"), view.safety is not None or not is_empty(page.safety)),
        ("key-learning", gettext("Key learning"), not is_empty(page.key_learning)),
        ("limitations", gettext("What it cannot tell"), bool(view.caveat) or not is_empty(page.limitations)),
        ("checks", gettext("How these figures were checked"), bool(view.checks.figures)),
        ("references", gettext("References"), bool(view.references)),
        ("people", gettext("Authors and disclosures"), bool(view.people)),
        ("funding", gettext("Funding and independence"), True),
        ("about", gettext("About this article"), True),
        ("evaluation", gettext("Your evaluation"), True),
    ]
    return tuple(Section(anchor, title) for anchor, title, there in parts if there)

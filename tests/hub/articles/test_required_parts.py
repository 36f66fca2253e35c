"""What must be there before an article may be published, one rule at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hub.articles.models import ArticlePage, Contribution, Disclosure, ReportedOutcome
from tests.hub.articles import factories

pytestmark = pytest.mark.django_db


def test_missing_parts_of_complete_article_are_none():
    assert factories.article(live=False).missing_parts() == []


def no_standfirst(page: ArticlePage) -> None:
    page.standfirst = " "


def no_objective(page: ArticlePage) -> None:
    page.learning_objectives = []


def no_audience(page: ArticlePage) -> None:
    page.target_audience = ""


def no_summary(page: ArticlePage) -> None:
    page.study_summary = "<p> </p>"


def no_headline(page: ArticlePage) -> None:
    page.reported_outcomes = [ReportedOutcome(outcome=page.study.outcomes.first())]


def no_learning(page: ArticlePage) -> None:
    page.key_learning = "<p></p>"


def no_limits(page: ArticlePage) -> None:
    page.limitations = ""


def no_reference(page: ArticlePage) -> None:
    page.article_references = []


def only_an_editor(page: ArticlePage) -> None:
    page.contributions = [Contribution(person=factories.person("Ed Example"), role="editor")]


def undeclared_author(page: ArticlePage) -> None:
    person = factories.person("Silent Example", declared_on=None, nothing_to_disclose=False)
    page.contributions = [Contribution(person=person, role="author")]


def author_who_declared_neither(page: ArticlePage) -> None:
    person = factories.person("Vague Example", nothing_to_disclose=False)
    page.contributions = [Contribution(person=person, role="author")]


def never_reviewed(page: ArticlePage) -> None:
    page.last_reviewed = None


def no_expiry(page: ArticlePage) -> None:
    page.review_due = None


def expiry_before_review(page: ArticlePage) -> None:
    page.review_due = page.last_reviewed


def accredited_without_number(page: ArticlePage) -> None:
    page.accredited = True


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (no_standfirst, "Write the standfirst: one sentence on what was studied (Opening)."),
        (no_objective, "Add at least one learning objective (Opening)."),
        (no_audience, "Say for whom the article is written, as target audience (Opening)."),
        (no_summary, "Write the study in a paragraph (Evidence)."),
        (no_headline, "Choose at least one outcome as key figure (Evidence)."),
        (no_learning, "Write the key learning (Learning)."),
        (no_limits, "Write what the study cannot tell (Learning)."),
        (no_reference, "Add at least one reference (Learning)."),
        (only_an_editor, "Name at least one author (People)."),
        (
            undeclared_author,
            "Silent Example has made no dated declaration of financial relationships (People in the menu).",
        ),
        (
            author_who_declared_neither,
            "Record the relationships of Vague Example, or that there is nothing to disclose (People in the menu).",
        ),
        (never_reviewed, "Say when the article was last reviewed (Review)."),
        (no_expiry, "Set an expiry date (Review)."),
        (expiry_before_review, "The expiry date must be after the last review (Review)."),
        (accredited_without_number, "Enter the accreditation number of the accredited article (Review)."),
    ],
)
def test_missing_parts_name_the_one_part(spoil: Callable[[ArticlePage], None], sentence: str):
    page = factories.article(live=False)
    spoil(page)

    assert page.missing_parts() == [sentence]


def test_missing_parts_of_empty_draft_are_all_listed():
    page = factories.topic_page().add_child(instance=ArticlePage(title="Empty", live=False))
    factories.declare_funding(page)

    assert page.missing_parts() == [
        "Write the standfirst: one sentence on what was studied (Opening).",
        "Add at least one learning objective (Opening).",
        "Say for whom the article is written, as target audience (Opening).",
        "Choose the study (Evidence).",
        "Write the study in a paragraph (Evidence).",
        "Choose at least one outcome as key figure (Evidence).",
        "Write the key learning (Learning).",
        "Write what the study cannot tell (Learning).",
        "Add at least one reference (Learning).",
        "Name at least one author (People).",
        "Say when the article was last reviewed (Review).",
        "Set an expiry date (Review).",
    ]


def test_missing_parts_funding_unknown_is_said_by_the_feature():
    page = factories.article(live=False)
    page.no_funding_declaration.delete()

    sentences = ArticlePage.objects.get(pk=page.pk).missing_parts()

    assert len(sentences) == 1
    assert "external funding" in sentences[0]


def test_missing_parts_outcome_of_another_study():
    page = factories.article(live=False)
    other = factories.study("other-study")
    page.reported_outcomes.add(ReportedOutcome(outcome=other.outcomes.get()))

    assert page.missing_parts() == ["“Outcome 0” is not an outcome of “Study example-study”: remove it (Evidence)."]


def test_missing_parts_outcome_without_result():
    study = factories.study(outcomes=2)
    page = factories.article(of=study, live=False)
    study.results.filter(outcome__key="outcome-1").delete()
    page = ArticlePage.objects.get(pk=page.pk)

    assert page.missing_parts() == [
        "“Outcome 1” has no result yet: enter one in the study, or remove the outcome (Evidence)."
    ]


def author_with_relationship(*, ended: date | None, **fields: object):
    person = factories.person("Related Example", nothing_to_disclose=False, **fields)
    person.disclosures = [Disclosure(company="Example Ltd", nature="advice", started=date(2020, 1, 1), ended=ended)]
    person.save()
    return person


def test_missing_parts_relationship_within_24_months_needs_mitigation():
    page = factories.article(authors=[author_with_relationship(ended=date(2024, 5, 4))], live=False)

    assert page.missing_parts() == [
        "Confirm that the financial relationships declared by contributors were mitigated (People)."
    ]
    page.relationships_mitigated = True
    assert page.missing_parts() == []


def test_missing_parts_relationship_that_ended_before_the_window_needs_none():
    page = factories.article(authors=[author_with_relationship(ended=date(2024, 5, 3))], live=False)

    assert page.missing_parts() == []


def test_missing_parts_declaration_that_contradicts_itself():
    person = author_with_relationship(ended=None)
    person.nothing_to_disclose = True
    person.save()
    page = factories.article(authors=[person], live=False, relationships_mitigated=True)

    assert page.missing_parts() == [
        "Related Example declared nothing to disclose, yet relationships are recorded (People in the menu)."
    ]


def test_missing_parts_figure_that_cannot_be_drawn():
    study = factories.study()
    page = factories.article(of=study, live=False)
    factories.mix_units(study)

    sentence, *_ = ArticlePage.objects.get(pk=page.pk).missing_parts()

    assert sentence.startswith("A figure cannot be drawn: ")

"""A hub's pages, people and studies, made with as little as publishing needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import slugify
from wagtail.models import Site

from hub.articles.models import (
    ArticlePage,
    ArticleReference,
    Contribution,
    HomePage,
    LearningObjective,
    Person,
    ReportedOutcome,
    TopicPage,
)
from hub.funding.models import NoFundingDeclaration
from hub.studies.models import Arm, Outcome, Reference, Result, Study

DAY = date(2026, 5, 4)


def home_page() -> HomePage:
    return Site.objects.get(is_default_site=True).root_page.specific


def topic_page(title: str = "Acute leukaemia", *, home: HomePage | None = None) -> TopicPage:
    return (home or home_page()).add_child(instance=TopicPage(title=title))


def reference(key: str = "example-2026", **fields: Any) -> Reference:
    csl = {
        "type": "article-journal",
        "title": f"A study called {key}",
        "author": [{"family": "Example", "given": "Ada"}],
        "container-title": "Journal of Examples",
        "issued": {"date-parts": [[2026]]},
        "volume": "1",
        "page": "1-9",
    }
    return Reference.objects.create(key=key, csl=csl, **fields)


def study(key: str = "example-study", *, outcomes: int = 1, historical: bool = False, **fields: Any) -> Study:
    """Make a study of two arms in which each outcome has a figure for both arms at 4 years."""
    made = Study.objects.create(
        key=key,
        name=f"Study {key}",
        design="single_arm_historical" if historical else "randomised",
        condition="B-cell acute lymphoblastic leukaemia",
        population="Infants",
        **{"registry_id": "NCT01234567", "phase": "2", **fields},
    )
    control = "historical_control" if historical else "comparator"
    arms = [
        Arm.objects.create(study=made, key="new", label="new treatment", n=30, role="experimental", position=0),
        Arm.objects.create(study=made, key="old", label="old treatment", n=214, role=control, position=1),
    ]
    for number in range(outcomes):
        outcome_with_results(made, arms, number)
    return Study.objects.get(pk=made.pk)


def outcome_with_results(made: Study, arms: list[Arm], number: int = 0, **fields: Any) -> Outcome:
    outcome = Outcome.objects.create(
        study=made,
        position=number,
        **{
            "key": f"outcome-{number}",
            "name": f"Outcome {number}",
            "measure": "survival_probability",
            "better": "higher",
            **fields,
        },
    )
    for arm, printed in zip(arms, [("83.3", "64.5", "92.7"), ("44.0", "37.0", "50.8")], strict=False):
        result(outcome, arm, printed)
    return outcome


def result(outcome: Outcome, arm: Arm | None, printed: tuple[str, str, str], **fields: Any) -> Result:
    estimate, low, high = printed
    return Result.objects.create(
        study=outcome.study,
        outcome=outcome,
        arm=arm,
        estimate_printed=estimate,
        estimate=float(estimate),
        low_printed=low,
        low=float(low) if low else None,
        high_printed=high,
        high=float(high) if high else None,
        **{"time": 4, "time_unit": "years", "unit": "%", "interval_level": 95 if low else None, **fields},
    )


def person(name: str = "Ada Example", **fields: Any) -> Person:
    return Person.objects.create(
        name=name, **{"credentials": "MD", "declared_on": DAY, "nothing_to_disclose": True, **fields}
    )


def article(
    title: str = "A new treatment for infants",
    *,
    parent: Any = None,
    of: Study | None = None,
    authors: list[Person] | None = None,
    references: list[Reference] | None = None,
    live: bool = True,
    **fields: Any,
) -> ArticlePage:
    """Make an article with every required part, published unless told otherwise."""
    chosen = of or study()
    page = ArticlePage(
        title=title,
        live=False,
        **{
            "standfirst": "A trial of a new treatment.",
            "target_audience": "Haematologists",
            "study": chosen,
            "study_summary": "<p>Thirty infants were treated.</p>",
            "key_learning": "<p>What it means.</p>",
            "limitations": "<p>What it cannot tell.</p>",
            "last_reviewed": DAY,
            "review_due": DAY.replace(year=2028),
            **fields,
        },
    )
    page.learning_objectives = [LearningObjective(text="describe the outcome of the new treatment")]
    page.reported_outcomes = [ReportedOutcome(outcome=outcome, headline=True) for outcome in chosen.outcomes.all()]
    page.article_references = [
        ArticleReference(reference=entry) for entry in references or [reference(f"ref-{slugify(title)}")]
    ]
    page.contributions = [Contribution(person=entry, role="author") for entry in authors or [person()]]
    (parent or topic_page(f"Topic of {title}")).add_child(instance=page)
    declare_funding(page)
    if live:
        page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def declare_funding(page: ArticlePage) -> None:
    """Record what the funding feature asks for before publishing."""
    NoFundingDeclaration.objects.create(article=page, declared_on=DAY)


def mix_units(made: Study) -> None:
    """Give an outcome a median beside its percentages, which no one axis can hold."""
    shape = {"measure": "median_time", "unit": "months", "time": None, "time_unit": ""}
    result(made.outcomes.first(), made.arms.first(), ("20", "10", "40"), **shape)

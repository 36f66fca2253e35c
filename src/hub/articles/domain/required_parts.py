"""What an article must have before it may be published, as sentences for its editor.

Each rule answers one question about the page and yields a sentence per fault, ending with the
tab of the editor where it is mended. Features add rules of their own by the same hook.
"""

from __future__ import annotations

from collections.abc import Iterator

from hub.articles.domain.disclosures import relationships_within_window
from hub.articles.domain.figure_reasons import open_questions
from hub.articles.domain.figures import figure_problems
from hub.articles.domain.outcomes import key_outcomes
from hub.articles.domain.text import is_empty
from hub.articles.enums import ContributorRole
from hub.articles.models import ArticlePage, Contribution
from hub.articles.models.languages import is_translation


def own_missing_parts(page: ArticlePage) -> list[str]:
    """Return a sentence for each part of this app that is missing or contradicts another."""
    return [sentence for rule in RULES for sentence in rule(page)]


def _opening(page: ArticlePage) -> Iterator[str]:
    if not page.standfirst.strip():
        yield "Write the standfirst: one sentence on what was studied (Opening)."
    if not page.learning_objectives.all():
        yield "Add at least one learning objective (Opening)."
    if not page.target_audience.strip():
        yield "Say for whom the article is written, as target audience (Opening)."


def _study(page: ArticlePage) -> Iterator[str]:
    if page.study is None:
        yield "Choose the study (Evidence)."
    if is_empty(page.study_summary):
        yield "Write the study in a paragraph (Evidence)."


def _outcomes(page: ArticlePage) -> Iterator[str]:
    reported = list(page.reported_outcomes.all())
    for entry in reported:
        if page.study and entry.outcome.study_id != page.study_id:
            yield f"“{entry.outcome}” is not an outcome of “{page.study}”: remove it (Evidence)."
    if not any(entry.headline for entry in reported):
        yield "Choose at least one outcome as key figure (Evidence)."
    known = key_outcomes(page)
    for entry in reported:
        if entry.outcome.study_id == page.study_id and entry.outcome.key not in known:
            yield f"“{entry.outcome}” has no result yet: enter one in the study, or remove the outcome (Evidence)."


def _figures(page: ArticlePage) -> Iterator[str]:
    for problem in figure_problems(page):
        yield f"A figure cannot be drawn: {problem}"
    if not is_translation(page):  # It has the figures of its original, and those were answered for there.
        yield from open_questions(page)


def _learning(page: ArticlePage) -> Iterator[str]:
    if is_empty(page.key_learning):
        yield "Write the key learning (Learning)."
    if is_empty(page.limitations):
        yield "Write what the study cannot tell (Learning)."
    if not page.article_references.all():
        yield "Add at least one reference (Learning)."


def _people(page: ArticlePage) -> Iterator[str]:
    contributions = list(page.contributions.all())
    if not any(entry.role == ContributorRole.AUTHOR for entry in contributions):
        yield "Name at least one author (People)."
    named = {entry.person_id: entry for entry in contributions}
    for contribution in named.values():
        yield from _declaration(page, contribution)
    if any(_relationships(page, entry) for entry in named.values()) and not page.relationships_mitigated:
        yield "Confirm that the financial relationships declared by contributors were mitigated (People)."


def _declaration(page: ArticlePage, contribution: Contribution) -> Iterator[str]:
    person = contribution.person
    if person.declared_on is None:
        yield f"{person.name} has made no dated declaration of financial relationships (People in the menu)."
    elif person.nothing_to_disclose and _relationships(page, contribution):
        yield f"{person.name} declared nothing to disclose, yet relationships are recorded (People in the menu)."
    elif not person.nothing_to_disclose and not person.disclosures.all():
        yield f"Record the relationships of {person.name}, or that there is nothing to disclose (People in the menu)."


def _relationships(page: ArticlePage, contribution: Contribution) -> bool:
    day = page.last_reviewed or contribution.person.declared_on
    return bool(day and relationships_within_window(contribution.person, today=day))


def _review(page: ArticlePage) -> Iterator[str]:
    if page.last_reviewed is None:
        yield "Say when the article was last reviewed (Review)."
    if page.review_due is None:
        yield "Set an expiry date (Review)."
    if page.last_reviewed and page.review_due and page.review_due <= page.last_reviewed:
        yield "The expiry date must be after the last review (Review)."
    if page.accredited and not page.accreditation_number.strip():
        yield "Enter the accreditation number of the accredited article (Review)."


RULES = (_opening, _study, _outcomes, _figures, _learning, _people, _review)

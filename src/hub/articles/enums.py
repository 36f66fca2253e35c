"""The words that articles choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ContributorRole(models.TextChoices):
    """What a person did for an article."""

    AUTHOR = "author", pgettext_lazy("role of a person", "Author")
    MEDICAL_WRITER = "medical_writer", pgettext_lazy("role of a person", "Medical writer")
    REVIEWER = "reviewer", pgettext_lazy("role of a person", "Reviewer")
    EDITOR = "editor", pgettext_lazy("role of a person", "Editor")


class ArticleKind(models.TextChoices):
    """What an article is."""

    STUDY_SUMMARY = "study_summary", _("Study summary")
    CONGRESS_REPORT = "congress_report", _("Congress report")
    REVIEW = "review", _("Review")
    GUIDELINE = "guideline", _("Guideline summary")
    CASE_REPORT = "case_report", _("Case report")


class LevelOfEvidence(models.TextChoices):
    """Level of evidence of the Oxford Centre for Evidence-Based Medicine, 2011 table."""

    UNSTATED = "", _("Not stated")
    ONE = "1", _("Level 1 (OCEBM 2011)")
    TWO = "2", _("Level 2 (OCEBM 2011)")
    THREE = "3", _("Level 3 (OCEBM 2011)")
    FOUR = "4", _("Level 4 (OCEBM 2011)")
    FIVE = "5", _("Level 5 (OCEBM 2011)")


class FigureField(models.TextChoices):
    """The parts of an article in which editors type, hence where figures are read."""

    TITLE = "title", "Title"
    STANDFIRST = "standfirst", "Standfirst"
    LEARNING_OBJECTIVES = "learning_objectives", "Learning objectives"
    STUDY_SUMMARY = "study_summary", "The study in a paragraph"
    SAFETY = "safety", "Safety, in words"
    KEY_LEARNING = "key_learning", "Key learning"
    LIMITATIONS = "limitations", "What it cannot tell"
    PLAIN_LANGUAGE_SUMMARY = "plain_language_summary", "Plain-language summary"
    SEO_TITLE = "seo_title", "Title tag"
    SEARCH_DESCRIPTION = "search_description", "Meta description"


class FigureState(models.TextChoices):
    """How a figure in the prose stands to the stored evidence."""

    TIED = "tied", "Tied to a result"
    DECLARED = "declared", "Declared by an editor"
    UNTIED = "untied", "Not tied"
    DIFFERS = "differs", "Differs from the stored value"
    INCONSISTENT = "inconsistent", "Inconsistent"
    IMPOSSIBLE = "impossible", "Impossible"


NEEDS_REASON = frozenset({FigureState.UNTIED, FigureState.DIFFERS, FigureState.INCONSISTENT})
"""States in which a figure is published only with a reason from someone with the right to give it."""


class DeclarationKind(models.TextChoices):
    """What an editor says that a figure is."""

    RESULT = "result", "A result of the study"
    OTHER_SOURCE = "other_source", "From another source"
    NOT_A_RESULT = "not_a_result", "Not a result"

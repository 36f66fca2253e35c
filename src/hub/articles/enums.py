"""The words that articles choose from."""

from django.db import models


class ContributorRole(models.TextChoices):
    """What a person did for an article."""

    AUTHOR = "author", "Author"
    MEDICAL_WRITER = "medical_writer", "Medical writer"
    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"


class LevelOfEvidence(models.TextChoices):
    """Level of evidence of the Oxford Centre for Evidence-Based Medicine, 2011 table."""

    UNSTATED = "", "Not stated"
    ONE = "1", "Level 1 (OCEBM 2011)"
    TWO = "2", "Level 2 (OCEBM 2011)"
    THREE = "3", "Level 3 (OCEBM 2011)"
    FOUR = "4", "Level 4 (OCEBM 2011)"
    FIVE = "5", "Level 5 (OCEBM 2011)"

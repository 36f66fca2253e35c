"""A reader's answers to the four statements about one article.

The reader is known only by a pseudonym that is another one for every article, and the time only
by its day. So a row tells nobody who wrote it, and no key tells that two rows have one author. Country and
profession are copied from the reader's own cookie, never from the gate's log, which no row leads to.
"""

from django.db import models
from django.db.models import Q

from hub.articles.models import ArticlePage
from hub.evaluation.enums import Agreement, Statement

COMMENT_LENGTH = 1000


def _agreement(statement: Statement) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(statement.label, choices=Agreement.choices)


class Evaluation(models.Model):
    """One attested reader's evaluation of one article, as it stands after their last change."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="evaluations")
    reader_key = models.CharField(max_length=64, editable=False)
    clear = _agreement(Statement.CLEAR)
    objectives = _agreement(Statement.OBJECTIVES)
    relevant = _agreement(Statement.RELEVANT)
    change = _agreement(Statement.CHANGE)
    comment = models.CharField(max_length=COMMENT_LENGTH, blank=True)
    answered_on = models.DateField(help_text="The day of the first answer; changing it later does not move it.")
    country = models.CharField(max_length=2, blank=True, default="", help_text="As stated at the gate, if asked.")
    profession = models.CharField(max_length=80, blank=True, default="", help_text="As stated at the gate, if asked.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "reader_key"], name="evaluation_one_per_reader_and_article"),
            *[
                models.CheckConstraint(
                    condition=Q((f"{statement}__gte", min(Agreement)), (f"{statement}__lte", max(Agreement))),
                    name=f"evaluation_{statement}_on_the_scale",
                )
                for statement in Statement
            ],
        ]

    def __str__(self) -> str:
        return f"Evaluation of {self.article}"

    @property
    def answers(self) -> dict[Statement, Agreement]:
        """The level of agreement with each statement."""
        return {statement: Agreement(getattr(self, statement)) for statement in Statement}

"""The words of the evaluation: four statements, and how far a reader agrees with each."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Statement(models.TextChoices):
    """What a reader agrees or disagrees with; the order is the order on the page."""

    CLEAR = "clear", _("The content was clear and easy to understand")
    OBJECTIVES = "objectives", _("The content addressed the learning objectives")
    RELEVANT = "relevant", _("The content was relevant to my practice")
    CHANGE = "change", _("I will change my clinical practice as a result")

    @property
    def outcome_level(self) -> str:
        """What the statement can show, by Moore's levels (J Contin Educ Health Prof 2009;29:1–15)."""
        if self is Statement.CHANGE:
            return gettext("Moore’s level 4, stated intention (self-report)")
        return gettext("Moore’s level 2, satisfaction (self-report)")


class Agreement(models.IntegerChoices):
    """The five levels of a Likert item."""

    STRONGLY_DISAGREE = 1, _("Strongly disagree")
    DISAGREE = 2, _("Disagree")
    NEITHER = 3, _("Neither agree nor disagree")
    AGREE = 4, _("Agree")
    STRONGLY_AGREE = 5, _("Strongly agree")

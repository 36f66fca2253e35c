"""The evaluation form: four statements that must be answered, and a comment that need not be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import normalize_newlines
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.common import wording
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.models import COMMENT_LENGTH, Evaluation


class CommentField(forms.CharField):
    """A text whose line ends count once, as they do in the browser's own limit."""

    def to_python(self, value: Any) -> str:
        """Return the text with single line ends."""
        return super().to_python(normalize_newlines(value) if value else value)


class EvaluationForm(forms.Form):
    """How far a reader agrees with each statement; the fields are named after the statements."""

    comment = CommentField(
        label=_("Anything you want to tell the editors?"),
        required=False,
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": "evaluation-comment-hint"}),
        error_messages={
            "max_length": _("Shorten your comment to %(limit_value)d characters; it has %(show_value)d."),
            "null_characters_not_allowed": _("Your comment holds a character that is not text; remove it."),
        },
    )
    field_order = [*Statement, "comment"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The server says what is missing, in words and with links; the browser's bubble would come first.
        super().__init__(*args, auto_id="evaluation-%s", use_required_attribute=False, **kwargs)
        for statement in Statement:
            self.fields[statement.value] = forms.TypedChoiceField(
                label=statement.label,
                choices=Agreement.choices,
                coerce=lambda level: Agreement(int(level)),
                widget=forms.RadioSelect,
                error_messages={
                    "required": gettext("Say how far you agree: “%(statement)s”.") % {"statement": statement.label},
                    "invalid_choice": gettext("Choose one of the five levels: “%(statement)s”.")
                    % {"statement": statement.label},
                },
            )
        self.order_fields(self.field_order)

    @classmethod
    def for_answer(cls, evaluation: Evaluation | None) -> EvaluationForm:
        """Return the form filled with the reader's own answer."""
        if evaluation is None:
            return cls()
        return cls(initial={**evaluation.answers, "comment": evaluation.comment})

    @property
    def answers(self) -> dict[Statement, Agreement]:
        """The valid answers."""
        return {statement: self.cleaned_data[statement] for statement in Statement}

    @property
    def statements(self) -> list[forms.BoundField]:
        """The fields of the four statements, in order."""
        return [self[statement] for statement in Statement]

    @property
    def comment_limit(self) -> str:
        """How many characters a comment may have, for the hint."""
        return wording.whole(COMMENT_LENGTH)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each field with an error: the id of the control to mend, and the sentence."""
        return [(_first_control(self[name]), errors[0]) for name, errors in self.errors.items()]


def _first_control(field: forms.BoundField) -> str:
    return field.id_for_label or field[0].id_for_label

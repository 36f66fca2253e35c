"""The article that an editor's form describes, made without saving or validating anything.

Figures are checked while an editor types, when titles are too long and rows half filled in. So only the fields
with figures are taken, as they are, and what cannot be taken is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.http import QueryDict
from draftjs_exporter.error import ExporterException

from hub.articles.enums import FigureField
from hub.articles.models import ArticlePage, FigureDeclaration, LearningObjective, ReportedOutcome
from hub.studies.models import Outcome, Study

OBJECTIVES, OUTCOMES, DECLARATIONS = "learning_objectives", "reported_outcomes", "figure_declarations"
TEXTS = tuple(field.value for field in FigureField if field is not FigureField.LEARNING_OBJECTIVES)
SENT = (*TEXTS, "study", f"{OBJECTIVES}-", f"{OUTCOMES}-", f"{DECLARATIONS}-")
"""Names of the form's inputs that say something of figures; one that ends in a hyphen begins many names."""

MOST_ROWS = 200
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError, ExporterException)


class UnreadableDraftError(ValueError):
    """What was sent is not what the editor's form sends."""


class DeclarationForm(forms.ModelForm):
    """One declaration; one that is not complete yet declares nothing."""

    class Meta:
        model = FigureDeclaration
        fields = ("field", "quote", "occurrence", "kind", "result", "note")


def unsaved_article(data: QueryDict) -> ArticlePage:
    """Return an article with the texts, the study, the reported outcomes and the declarations of a form.

    Raises
    ------
    UnreadableDraftError
        If a text is not as the editor writes it.
    """
    page = ArticlePage(**{name: _text(data, name) for name in TEXTS}, study=_study(data))
    rows = [data.get(f"{prefix}-text", "") for prefix in _rows(data, OBJECTIVES)]
    page.learning_objectives = [LearningObjective(text=text, sort_order=place) for place, text in enumerate(rows)]
    page.reported_outcomes = [
        ReportedOutcome(outcome=outcome, sort_order=place) for place, outcome in enumerate(_outcomes(data))
    ]
    page.figure_declarations = list(_declarations(data))
    return page


def _text(data: QueryDict, name: str) -> str:
    widget = ArticlePage._meta.get_field(name).formfield().widget
    try:
        return widget.value_from_datadict(data, {}, name) or ""
    except _MALFORMED as error:
        raise UnreadableDraftError(f"The text of “{FigureField(name).label}” cannot be read.") from error


def _study(data: QueryDict) -> Study | None:
    key = data.get("study", "")
    return Study.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None


def _outcomes(data: QueryDict) -> list[Outcome]:
    keys = [data.get(f"{prefix}-outcome", "") for prefix in _rows(data, OUTCOMES)]
    known = Outcome.objects.in_bulk([int(key) for key in keys if key.isdecimal() and len(key) < 10])
    return list(known.values())


def _declarations(data: QueryDict) -> Iterator[FigureDeclaration]:
    for place, prefix in enumerate(_rows(data, DECLARATIONS)):
        form = DeclarationForm(data, prefix=prefix)
        if form.is_valid():
            form.instance.sort_order = place
            yield form.instance


def _rows(data: QueryDict, name: str) -> list[str]:
    """Return the prefixes of the rows that are not deleted, in the editor's order."""
    total = data.get(f"{name}-TOTAL_FORMS", "0")
    count = min(int(total), MOST_ROWS) if total.isdecimal() and len(total) < 10 else 0
    prefixes = [f"{name}-{number}" for number in range(count)]
    kept = [prefix for prefix in prefixes if not data.get(f"{prefix}-DELETE")]
    return sorted(kept, key=lambda prefix: _place(data.get(f"{prefix}-ORDER", "")))


def _place(order: str) -> int:
    return int(order) if order.isdecimal() and len(order) < 10 else MOST_ROWS

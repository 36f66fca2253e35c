"""What the editor's tab of figures asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from hub.articles.domain.figure_reasons import FigureQuestion, may_answer, questions_of, who_may_answer
from hub.articles.domain.figure_states import stale_declarations
from hub.articles.domain.reasons_from_form import FOR_ALL, PREFIX
from hub.articles.models import ArticlePage, FigureDeclaration

register = template.Library()


@register.simple_tag
def figure_questions(page: ArticlePage, typed: Mapping[str, str]) -> list[tuple[FigureQuestion, str, str]]:
    """Return each questioned figure with the name of its box and what is in it."""
    rows = []
    for question in questions_of(page):
        name = f"{PREFIX}{question.digest}"
        given = question.reason.reason if question.reason else ""
        rows.append((question, name, typed.get(name, given)))
    return rows


@register.simple_tag
def reason_for_all(typed: Mapping[str, str]) -> tuple[str, str]:
    """Return the name of the box for a reason that goes for every figure, and what is in it."""
    return FOR_ALL, typed.get(FOR_ALL, "")


@register.simple_tag
def declarations_not_found(page: ArticlePage) -> list[FigureDeclaration]:
    """Return the declarations whose figure is no longer in the text."""
    return stale_declarations(page)


@register.filter
def may_give_reasons(user: Any) -> bool:
    """Whether someone may give reasons for questioned figures."""
    return may_answer(user)


@register.simple_tag
def who_may_give_reasons() -> str:
    """Return who may give them."""
    return who_may_answer()

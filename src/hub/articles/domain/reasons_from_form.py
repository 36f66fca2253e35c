"""Takes the reasons that the editor's form sends: a text for a figure, or one for all that have none of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from hub.articles.domain.figure_reasons import give_reasons, may_answer, questions_of
from hub.articles.models import ArticlePage

PREFIX = "figure-reason-"
FOR_ALL = f"{PREFIX}all"


def reasons_from_form(page: ArticlePage, data: Mapping[str, str], user: Any) -> None:
    """Give the reasons of a form for the draft that it describes; of someone without the right, none is taken."""
    if not may_answer(user):
        return
    for_all = data.get(FOR_ALL, "")
    reasons = {
        question.digest: data.get(f"{PREFIX}{question.digest}", "").strip() or (for_all if question.is_open else "")
        for question in questions_of(page)
    }
    give_reasons(page, reasons=reasons, user=user, now=timezone.now())

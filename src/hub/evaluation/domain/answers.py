"""Keep one answer per attested reader and article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hub.articles.models import ArticlePage
from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.models import Evaluation


def record_evaluation(
    *,
    article: ArticlePage,
    reader_key: str,
    answers: Mapping[Statement, Agreement],
    comment: str,
    now: datetime,
    country: str = "",
    profession: str = "",
) -> Evaluation:
    """Store a reader's answers to an article, in place of any earlier ones.

    Parameters
    ----------
    article
        A published article.
    reader_key
        The reader's pseudonym for this article, by ``hub.access.domain.reader_key``.
    answers
        A level of agreement for each of the four statements.
    comment
        Free text; may be empty.
    now
        The time of the answer, of which only the day is kept. A changed answer stays one of its first day,
        so that no answer leaves a group that was reported.
    country, profession
        What the reader stated at the gate; empty when the hub did not ask. Both stay as they were at first.
    """
    given = {
        **{statement.value: answers[statement] for statement in Statement},
        "comment": comment,
    }
    stated = {"country": country, "profession": profession, "answered_on": now.date()}
    with transaction.atomic():
        evaluation, _ = Evaluation.objects.update_or_create(
            article=article,
            reader_key=reader_key,
            defaults=given,
            create_defaults={**given, **stated},
        )
    return evaluation


def find_evaluation(*, article: ArticlePage, reader_key: str | None) -> Evaluation | None:
    """Return the reader's own answers to an article, if there are any."""
    return Evaluation.objects.filter(article=article, reader_key=reader_key).first() if reader_key else None

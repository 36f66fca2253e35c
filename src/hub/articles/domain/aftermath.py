"""What follows for published articles when the results of their study change.

An article that now says what cannot be right is taken from readers at once; one whose figures are newly questioned
stays, and those who may answer for it are told. Both stand in the page's history, whoever wrote the study, and how.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from hub.articles.domain.figure_reasons import PERMISSION, FigureQuestion, questions_of
from hub.articles.models import ArticlePage
from hub.articles.models.languages import is_translation
from hub.studies.models import Study

TAKEN_BACK = "articles.figures_impossible"
QUESTIONED = "articles.figures_questioned"
_logger = logging.getLogger(__name__)


def judge_articles_of(study: Study) -> None:
    """Hold the published articles about a study against its results as they are now."""
    for article in ArticlePage.objects.live().filter(study=study):
        if not is_translation(article):  # Editions follow their original.
            _judge(article)


@transaction.atomic
def _judge(article: ArticlePage) -> None:
    questions = [question for question in questions_of(article) if question.is_open]
    impossible = [question for question in questions if question.impossible]
    if impossible:
        article.unpublish()
        _note(article, TAKEN_BACK, impossible)
    elif questions and not _noted(article, questions):
        _note(article, QUESTIONED, questions)


def _noted(article: ArticlePage, questions: Sequence[FigureQuestion]) -> bool:
    """Whether the last note in the history is of the same figures."""
    last = PageLogEntry.objects.filter(page=article.pk, action=QUESTIONED).order_by("-timestamp", "-pk").first()
    return last is not None and last.data["digests"] == sorted(question.digest for question in questions)


def _note(article: ArticlePage, action: str, questions: Sequence[FigureQuestion]) -> None:
    sentences = [f"“{question.quote}” ({question.where}): {question.sentence}" for question in questions]
    log(
        instance=article,
        action=action,
        data={"figures": sentences, "digests": sorted(question.digest for question in questions)},
    )
    transaction.on_commit(lambda: _tell(article, action, sentences))


def _tell(article: ArticlePage, action: str, sentences: Sequence[str]) -> None:
    """Mail those who may answer for questioned figures, and the article's owner."""
    done = "was taken from readers" if action == TAKEN_BACK else "is published with figures to settle"
    lines = [
        f"The results of a study were changed. “{article.title}” {done}:",
        "",
        *(f"- {sentence}" for sentence in sentences),
        "",
        article.get_site().root_url + reverse("wagtailadmin_pages:edit", args=[article.pk]),
    ]
    try:
        send_mail(f"“{article.title}” {done}", "\n".join(lines), None, _addresses(article))
    except (SMTPException, OSError):
        _logger.exception("Nobody could be told by mail that “%s” %s.", article.title, done)


def _addresses(article: ArticlePage) -> list[str]:
    users = get_user_model().objects
    people = {*users.with_perm(PERMISSION, backend="django.contrib.auth.backends.ModelBackend"), article.owner}
    return sorted({person.email for person in people if person and person.is_active and person.email})


def sentences_on(study: Study) -> list[tuple[ArticlePage, str]]:
    """Say of each article about a study what its figures ask for now; nothing for one that is settled."""
    found = []
    for article in ArticlePage.objects.filter(study=study):
        questions = [] if is_translation(article) else [each for each in questions_of(article) if each.is_open]
        if any(question.impossible for question in questions):
            found.append((article, f"“{article.title}” says what cannot be right, so readers do not see it."))
        elif questions and article.live:
            count = "a figure" if len(questions) == 1 else f"{len(questions)} figures"
            found.append((article, f"“{article.title}” is published with {count} to settle."))
    return found

"""Which figures keep an article from being published, and the reasons for which a questioned one may be.

An impossible figure is never published. A figure that is inconsistent, differs from what is stored or is
tied to nothing is, if someone with the right to says why. The reason is given for that figure in that state:
another figure, or the same one found wrong in another way, asks anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from hub.articles.domain.figure_states import questioned
from hub.articles.enums import FigureState
from hub.articles.models import ArticlePage, FigureReason
from hub.studies.domain import study_findings
from hub.studies.domain.result_words import described
from hub.studies.enums import FindingLevel, Measure
from hub.studies.models import Result

REASON_GIVEN = "articles.figure_reason"
PERMISSION = "articles.publish_questioned_figures"
IN_TABLES = "Tables and drawings"


@dataclass(frozen=True)
class FigureQuestion:
    """A figure that must be corrected, or have a reason, before the article is published.

    Attributes
    ----------
    where
        The part of the article in which it stands.
    sentence
        What is wrong with it.
    impossible
        Whether no reason will do.
    reason
        The one that was given; ``None`` as long as none was.
    """

    digest: str
    quote: str
    where: str
    label: str
    sentence: str
    impossible: bool
    reason: FigureReason | None

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the article from being published."""
        return self.impossible or self.reason is None


def questions_of(page: ArticlePage) -> list[FigureQuestion]:
    """Return the article's questioned figures, those of its prose before those of its tables."""
    given = {reason.digest: reason for reason in page.figure_reasons.all()}
    return [*_in_prose(page, given), *_in_tables(page, given)]


def _in_prose(page: ArticlePage, given: Mapping[str, FigureReason]) -> Iterator[FigureQuestion]:
    for figure in questioned(page.read_figures()):
        yield FigureQuestion(
            digest=figure.digest,
            quote=figure.quote,
            where=str(figure.field.label),
            label=str(figure.state.label),
            sentence=figure.finding,
            impossible=figure.state == FigureState.IMPOSSIBLE,
            reason=given.get(figure.digest),
        )


def _in_tables(page: ArticlePage, given: Mapping[str, FigureReason]) -> Iterator[FigureQuestion]:
    """Return what is found about the stored results that the article's tables and drawings show."""
    if page.study is None:
        return
    shown = _shown_results(page)
    for found in study_findings(page.study):
        level = found.finding.level
        concerned = [shown[pk] for pk in found.results if pk in shown]
        if level == FindingLevel.NOTE or not concerned:
            continue
        quote = "; ".join(described(result) for result in concerned)
        key = "\x1f".join((IN_TABLES, quote, level.value, found.finding.check))
        digest = hashlib.sha256(key.encode()).hexdigest()
        yield FigureQuestion(
            digest=digest,
            quote=quote,
            where=IN_TABLES,
            label=str(FigureState(level.value).label),
            sentence=found.finding.message,
            impossible=level == FindingLevel.IMPOSSIBLE,
            reason=given.get(digest),
        )


def _shown_results(page: ArticlePage) -> dict[int, Result]:
    """Return the results of reported outcomes, and of adverse events, which are all shown."""
    reported = {entry.outcome_id for entry in page.reported_outcomes.all()}
    shown = Q(outcome__in=reported) | Q(outcome__measure=Measure.ADVERSE_EVENT)
    results = Result.objects.filter(shown, study=page.study).select_related("outcome", "arm", "comparator")
    return {result.pk: result for result in results}


def open_questions(page: ArticlePage) -> list[str]:
    """Return a sentence for each figure that keeps the article from being published."""
    unanswered = [question for question in questions_of(page) if question.is_open]
    who = who_may_answer() if any(not question.impossible for question in unanswered) else ""
    return [_sentence(question, who) for question in unanswered]


def _sentence(question: FigureQuestion, who: str) -> str:
    lead = f"“{question.quote}” ({question.where}) {_VERBS[question.label]}: {question.sentence}"
    if question.impossible:
        return f"{lead} Correct it; no reason will do (Figures)."
    return f"{lead} Correct it, say what it is, or have {who} give a reason (Figures)."


_VERBS = {
    str(FigureState.IMPOSSIBLE.label): "is impossible",
    str(FigureState.INCONSISTENT.label): "is inconsistent",
    str(FigureState.DIFFERS.label): "differs from the stored value",
    str(FigureState.UNTIED.label): "is not tied to a result",
}


def may_answer(user: Any) -> bool:
    """Whether someone has the right to give reasons."""
    return user is not None and user.has_perm(PERMISSION)


def who_may_answer() -> str:
    """Return who may give a reason: “someone of the group Moderators or an administrator”."""
    app, codename = PERMISSION.split(".")
    groups = Group.objects.filter(permissions__codename=codename, permissions__content_type__app_label=app)
    names = list(groups.order_by("name").values_list("name", flat=True).distinct())
    of_groups = f"someone of the {'group' if len(names) == 1 else 'groups'} {' or '.join(names)} or " if names else ""
    return f"{of_groups}an administrator"


def give_reasons(page: ArticlePage, *, reasons: Mapping[str, str], user: Any, now: datetime) -> list[FigureReason]:
    """Give reasons for questioned figures of a draft; saving its revision stores them and notes them in the history.

    Parameters
    ----------
    page
        The draft in memory.
    reasons
        Text by the figure's digest; a blank one, or one for a figure that needs none, is left out.

    Raises
    ------
    PermissionDenied
        If there is any reason to give and the user has not the right to.
    """
    asked = {question.digest: question for question in questions_of(page) if not question.impossible}
    said = {digest: text.strip() for digest, text in reasons.items() if digest in asked and text.strip()}
    new = [digest for digest, text in said.items() if not _is_given(asked[digest], text)]
    if not new:
        return []
    if not may_answer(user):
        raise PermissionDenied(f"Only {who_may_answer()} can give the reason for publishing a questioned figure.")
    kept = [reason for reason in page.figure_reasons.all() if reason.digest not in new]
    made = [
        FigureReason(
            digest=digest,
            quote=asked[digest].quote,
            finding=asked[digest].sentence,
            reason=said[digest],
            given_by=user,
            given_at=now,
        )
        for digest in new
    ]
    page.figure_reasons = [*kept, *made]
    return made


def _is_given(question: FigureQuestion, text: str) -> bool:
    return question.reason is not None and question.reason.reason == text


def note_reasons(page: ArticlePage, revision: Revision) -> None:
    """Write the reasons that a revision brings into the page's history, whichever way it was saved."""
    reasons = list(page.figure_reasons.all())
    if not reasons:
        return
    entries = PageLogEntry.objects.filter(page=page.pk, action=REASON_GIVEN)
    noted = {(data.get("digest"), data.get("reason")) for data in entries.values_list("data", flat=True)}
    for reason in reasons:
        if (reason.digest, reason.reason) not in noted:
            data = {name: getattr(reason, name) for name in ("digest", "quote", "finding", "reason")}
            log(instance=page, action=REASON_GIVEN, user=reason.given_by, data=data, revision=revision)

"""What the editor's panel of figures asks for while an article is typed. Nothing of the article is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST
from wagtail.models import Page

from hub.articles.domain.figure_choices import figure_at
from hub.articles.domain.figure_panel import panel_of
from hub.articles.figure_forms import UnreadableDraftError, unsaved_article
from hub.articles.models import ArticlePage, FigureReason
from hub.common.requests import throttle_posts
from hub.studies.domain.result_from_print import NotAResultError, result_from_print
from hub.studies.models import Arm, Result, Study
from hub.studies.results.printed_figures import EVERYBODY

LARGEST = 500_000
ADD_RESULTS = "studies.change_study"
_TIME = re.compile(r"\d{1,4}(?:\.\d{1,3})?")

Answer = Callable[[HttpRequest, ArticlePage, ArticlePage | None], HttpResponse]
View = Callable[[HttpRequest, str, str], HttpResponse]


def for_a_draft(answer: Answer) -> View:
    """Give a view the article in the form, if whoever sends it may edit the page, or add one where it would be.

    Too large a form is refused before it is read.
    """

    @require_POST
    @wraps(answer)
    def view(request: HttpRequest, place: str, page_id: str) -> HttpResponse:
        page = _editable(request, int(page_id)) if place == "of" else _creatable(request, int(page_id))
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
            return HttpResponse("The text is too long to be checked as you type.", status=413)
        try:
            draft = unsaved_article(request.POST)
        except UnreadableDraftError as error:
            return HttpResponseBadRequest(str(error))
        return answer(request, draft, page)

    return view


@throttle_posts("figures", limit=1200, seconds=600)
@for_a_draft
def panel(request: HttpRequest, draft: ArticlePage, page: ArticlePage | None) -> HttpResponse:
    """Say how each figure in the form stands."""
    draft.figure_reasons = _reasons(page)
    found = panel_of(draft, may_add_results=request.user.has_perm(ADD_RESULTS))
    return render(request, "articles/admin/figure_panel_content.html", {"panel": found, "study": draft.study})


@throttle_posts("figure-results", limit=100, seconds=600)
@for_a_draft
def make_result(request: HttpRequest, draft: ArticlePage, page: ArticlePage | None) -> HttpResponse:
    """Store a figure of the form as a result of its study."""
    if not request.user.has_perm(ADD_RESULTS):
        raise PermissionDenied("You may not add results to studies.")
    try:
        result = _make(request, draft)
    except NotAResultError as error:
        return JsonResponse({"sentence": str(error)}, status=422)
    return JsonResponse({"sentence": f"{result} is now a result of “{draft.study}”."})


def _make(request: HttpRequest, draft: ArticlePage) -> Result:
    sent = request.POST
    start = sent.get("figure-start", "")
    figure = figure_at(draft, sent.get("figure-field", ""), int(start)) if re.fullmatch(r"\d{1,7}", start) else None
    if draft.study is None or figure is None or figure.text != sent.get("figure-quote"):
        raise NotAResultError("The text has changed since; look at the figure again.")
    outcome = draft.study.outcomes.filter(pk=_key(sent.get("result-outcome"))).first()
    if outcome is None:
        raise NotAResultError("Choose the outcome that the figure is of.")
    time = sent.get("result-time", "").strip()
    if time and not _TIME.fullmatch(time):
        raise NotAResultError("Write the point of time as a number, like 4 or 1.5.")
    return result_from_print(
        study=draft.study,
        figure=figure,
        outcome=outcome,
        arm=_arm(draft.study, sent.get("result-arm"), "Choose the arm that the figure is of."),
        comparator=_arm(draft.study, sent.get("result-comparator", EVERYBODY), "Choose the arm to compare with."),
        time=float(time) if time else None,
        time_unit=sent.get("result-time_unit", "") if time else "",
        user=request.user,
    )


def _arm(study: Study, chosen: str | None, sentence: str) -> Arm | None:
    """Return the arm chosen; none for all participants."""
    if chosen == EVERYBODY:
        return None
    arm = study.arms.filter(pk=_key(chosen)).first()
    if arm is None:
        raise NotAResultError(sentence)
    return arm


def _key(sent: str | None) -> int:
    return int(sent) if sent and re.fullmatch(r"\d{1,9}", sent) else 0


def _editable(request: HttpRequest, page_id: int) -> ArticlePage:
    page = get_object_or_404(ArticlePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied("You may not edit this article.")
    return page


def _creatable(request: HttpRequest, parent_id: int) -> None:
    """Refuse whoever may not add an article under a page."""
    parent = get_object_or_404(Page, pk=parent_id).specific
    may_add = parent.permissions_for_user(request.user).can_add_subpage()
    if not may_add or ArticlePage not in parent.creatable_subpage_models():
        raise PermissionDenied("You may not add an article here.")


def _reasons(page: ArticlePage | None) -> list[FigureReason]:
    """Return the reasons that the latest draft holds."""
    return list(page.get_latest_revision_as_object().figure_reasons.all()) if page else []

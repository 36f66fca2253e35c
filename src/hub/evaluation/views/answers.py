"""What a reader meets: the form at the end of the article, sent with or without JavaScript.

The article's HTML is the same for everybody, so its form is empty and carries no token. A reader
sees and changes their own answer at the form's own address, which JavaScript reads for them.

A confirmation may run out, or its wording change, while a reader writes. Nothing is stored then, and
nothing is lost: the form comes back as it was sent, with the way to confirm again.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from hub.access.domain import is_editor, reader_key, stated_answers
from hub.access.views.gate import render_gate
from hub.articles.models import ArticlePage
from hub.common.requests import same_origin_post, throttle_posts
from hub.evaluation.domain import find_evaluation, record_evaluation
from hub.evaluation.forms import EvaluationForm


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("evaluation", limit=100, seconds=600)
def answer(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the reader's own answer in a form, or take it."""
    article = _article_or_404(page_id)
    key = _reader_key(request, article)
    if key is None:
        return _not_attested(request, article)
    if request.method != "POST":
        evaluation = find_evaluation(article=article, reader_key=key)
        return _form_page(request, article, EvaluationForm.for_answer(evaluation), answered=evaluation is not None)
    form = EvaluationForm(request.POST)
    if not form.is_valid():
        return _invalid(request, article, form)
    record_evaluation(
        article=article,
        reader_key=key,
        answers=form.answers,
        comment=form.cleaned_data["comment"],
        now=timezone.now(),
        **stated_answers(request),
    )
    if _wants_json(request):
        return JsonResponse({"saved": True})
    return HttpResponse(status=303, headers={"Location": request.path})


@require_safe
@cache_control(private=True, no_store=True)
def mine(request: HttpRequest, page_id: int) -> JsonResponse:
    """Give the reader's own answer, for the form in the article to show."""
    article = _article_or_404(page_id)
    evaluation = find_evaluation(article=article, reader_key=_reader_key(request, article))
    if evaluation is None:
        return JsonResponse({"answered": False})
    return JsonResponse({"answered": True, "answers": evaluation.answers, "comment": evaluation.comment})


def _article_or_404(page_id: int) -> ArticlePage:
    return get_object_or_404(ArticlePage.objects.live().public(), pk=page_id)


def _reader_key(request: HttpRequest, article: ArticlePage) -> str | None:
    return reader_key(request, f"evaluation:{article.pk}")


def _form_page(
    request: HttpRequest, article: ArticlePage, form: EvaluationForm, *, answered: bool = False, status: int = 200
) -> HttpResponse:
    context = {"page": article.localized, "form": form, "answered": answered}
    return render(request, "evaluation/answer.html", context, status=status)


def _invalid(request: HttpRequest, article: ArticlePage, form: EvaluationForm) -> HttpResponse:
    if _wants_json(request):
        problems = [{"control": control, "sentence": sentence} for control, sentence in form.problems]
        return JsonResponse({"saved": False, "problems": problems}, status=422)
    return _form_page(request, article, form, status=422)


def _not_attested(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    if request.method != "POST" and not is_editor(request):
        return render_gate(request, status=403)
    confirm = f"{reverse('access:gate')}?{urlencode({'next': request.path})}"
    if _wants_json(request):
        return JsonResponse({"saved": False, "confirm": confirm}, status=403)
    if is_editor(request):
        return render(request, "evaluation/not_attested.html", {"page": article, "confirm": confirm}, status=403)
    context = {"page": article.localized, "form": EvaluationForm(request.POST), "confirm": confirm}
    return render(request, "evaluation/answer.html", context, status=403)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"

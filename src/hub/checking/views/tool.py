"""The tool: a form, and what was read and found in the passage that it sends.

Nothing is stored. A passage goes from the form into the address of its result, so that a result can be passed on,
read again and printed; a passage that is too long for an address is answered at once, without a link. Reading takes
time, so asking for a result counts towards the limit as sending a passage does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hub.checking.domain import EXAMPLES, INSTANCE, BadLinkError, as_json, by_group, pack, report_on, unpack
from hub.checking.enums import FigureState
from hub.checking.forms import LONGEST_PASSAGE, PassageForm
from hub.checking.results import Question
from hub.common.requests import is_post, same_origin_post, throttle, too_many

View = Callable[..., HttpResponse]
TEMPLATE = "checking/check.html"


def _wait(request: HttpRequest, minutes: int) -> HttpResponse:
    """Ask for patience; a passage that was sent stays in the form."""
    if not is_post(request):
        return too_many(request, minutes)
    return _page(request, PassageForm(request.POST), wait=minutes, status=429)


_limited = throttle(
    "check",
    limit=200,
    seconds=600,
    counts=lambda request: is_post(request) or "p" in request.GET,
    refuse=_wait,
)


def unkept(view: View) -> View:
    """Keep an answer that holds somebody's passage out of caches, search engines and other sites' logs."""

    @wraps(view)
    def sealed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if is_post(request) or "p" in request.GET:
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            response["Referrer-Policy"] = "same-origin"
        return response

    return sealed


@require_http_methods(["GET", "HEAD", "POST"])
@unkept
@same_origin_post
@_limited
def tool(request: HttpRequest) -> HttpResponse:
    """Show the form, take a passage, or show what was found in the one that the address holds."""
    if is_post(request):
        return _take(request, PassageForm(request.POST))
    if "p" not in request.GET:
        return _page(request, PassageForm())
    try:
        form = PassageForm(unpack(request.GET["p"]))
    except BadLinkError as error:
        return _page(request, PassageForm(), bad_link=str(error), status=400)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _result(request, form)


@require_safe
@unkept
@_limited
def download(request: HttpRequest) -> HttpResponse:
    """Give the figures and findings of the passage that the address holds as a file."""
    try:
        form = PassageForm(unpack(request.GET.get("p", "")))
    except BadLinkError as error:
        return _page(request, PassageForm(), bad_link=str(error), status=400)
    return _file(form.question) if form.is_valid() else _page(request, form, status=422)


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """Explain every check."""
    return render(request, "checking/checks.html", {"groups": by_group(), "states": list(FigureState)[:-1]})


def _take(request: HttpRequest, form: PassageForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, status=422)
    if request.POST.get("answer") == "file":
        return _file(form.question)
    letters = pack(form.question)
    if not letters:
        return _result(request, form)
    return HttpResponse(status=303, headers={"Location": _address("checking:tool", letters)})


def _result(request: HttpRequest, form: PassageForm) -> HttpResponse:
    letters = pack(form.question)
    context = {
        "report": report_on(form.question),
        "link": request.build_absolute_uri(_address("checking:tool", letters)) if letters else "",
        "file": _address("checking:download", letters) if letters else "",
    }
    return _page(request, form, **context)


def _page(request: HttpRequest, form: PassageForm, *, status: int = 200, **context: Any) -> HttpResponse:
    examples = [(example, _address("checking:tool", pack(example.question))) for example in EXAMPLES]
    context |= {"form": form, "examples": examples, "limit": LONGEST_PASSAGE}
    if "report" not in context:
        context["instance"] = report_on(INSTANCE.question)
    return render(request, TEMPLATE, context, status=status)


def _file(question: Question) -> HttpResponse:
    response = JsonResponse(as_json(question), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="figures-and-findings.json"'
    return response


def _address(name: str, letters: str) -> str:
    return f"{reverse(name)}?p={letters}"

"""The search page: a form that is sent by GET, so that a search can be kept, shared and gone back to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.access.domain import has_access
from hub.common.requests import throttle
from hub.search.domain.facets import outcomes_there
from hub.search.domain.finding import find
from hub.search.forms import SIDES, UNITS, SearchForm


@require_safe
@never_cache
@throttle("search", limit=120, seconds=60, counts=lambda request: bool(request.GET))
def search(request: HttpRequest) -> HttpResponse:
    """Show the form, and what was found."""
    form = SearchForm(request.GET or None)
    attested = has_access(request)
    context: dict[str, Any] = {"form": form, "attested": attested, "sides": SIDES, "units": UNITS}
    if attested:
        context["outcomes"] = outcomes_there()
    if form.is_bound:
        question = form.question
        language = get_language() or settings.LANGUAGE_CODE
        found = find(question, language=language, attested=attested)
        context |= {"question": question, "found": found}
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response

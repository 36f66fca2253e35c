"""The page that explains the marks on figures to anybody; it shows made-up figures and nothing of any article."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.checking.domain.specimens import specimens


@require_safe
def marks(request: HttpRequest) -> HttpResponse:
    """Say what each mark and word means, with a specimen of each."""
    return render(request, "checking/marks.html", {"specimens": specimens()})

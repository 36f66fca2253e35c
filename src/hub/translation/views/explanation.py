"""The page that tells readers how translations are made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def how_translated(request: HttpRequest) -> HttpResponse:
    """Explain the guard: what it does, what it proves, and what it cannot prove."""
    return render(request, "how_translated.html")

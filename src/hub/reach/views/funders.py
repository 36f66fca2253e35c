"""What a funder sees by a link: one report, as a page, a PDF and a CSV, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.common.requests import throttle
from hub.reach.domain.links import find_link, use_link, works
from hub.reach.domain.printing import print_report
from hub.reach.domain.report_files import write_report
from hub.reach.results import GrantReport

ForReport = Callable[[HttpRequest, str, GrantReport], HttpResponse]


def by_link(view: ForReport) -> Callable[..., HttpResponse]:
    """Find the report of a token; answer a token that is unknown with 404, and one that has ended with 410."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        today = timezone.localdate()
        link = find_link(token)
        if link is None or not works(link, today=today):
            status = 404 if link is None else 410
            response = render(request, "reach/no_report.html", {"link": link}, status=status)
        else:
            response = view(request, token, use_link(link, today=today))
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return found


def _throttled(name: str, limit: int) -> Callable[..., Any]:
    return throttle(name, limit=limit, seconds=600, counts=lambda request: True)


@require_safe
@_throttled("report", 100)
@by_link
def report(request: HttpRequest, token: str, found: GrantReport) -> HttpResponse:
    """Show the report."""
    files = {kind: reverse(f"reach:{kind}", args=[token]) for kind in ("pdf", "csv")}
    return render(request, "reach/report.html", {"report": found, "files": files})


@require_safe
@_throttled("report-pdf", 20)
@by_link
def pdf(request: HttpRequest, token: str, found: GrantReport) -> HttpResponse:
    """Give the report as PDF."""
    return as_file(print_report(found), "application/pdf", "report.pdf")


@require_safe
@_throttled("report", 100)
@by_link
def csv(request: HttpRequest, token: str, found: GrantReport) -> HttpResponse:
    """Give the report as CSV, from which it can be made again."""
    return as_file(write_report(found), "text/csv; charset=utf-8", "report.csv")


def as_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a file to keep."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

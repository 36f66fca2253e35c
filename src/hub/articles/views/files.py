"""What is served of articles beside their pages: figures to download, and robots.txt."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from hub.access.domain import is_editor
from hub.articles.domain.figures import figure_by_digest
from hub.articles.models import ArticlePage

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


@require_safe
def figure(request: HttpRequest, page_id: int, digest: str, extension: str) -> HttpResponse:
    """Serve a figure of an article as a file; of a draft or a private one to editors only."""
    article = get_object_or_404(ArticlePage, pk=page_id)
    shown = list(ArticlePage.objects.live().public().filter(pk=page_id))
    if is_editor(request):
        shown.append(article.get_latest_revision_as_object())
    found = next((view for page in shown if (view := figure_by_digest(page, digest))), None)
    if found is None:
        raise Http404("The article shows no such figure.")
    response = HttpResponse(getattr(found, extension), content_type=CONTENT_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{article.slug}-{digest[:8]}.{extension}"'
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines where the site map is, and to leave the admin alone."""
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")

"""The image at the end of an article, which a browser asks for when its reader comes near."""

from __future__ import annotations

from base64 import b64decode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hub.articles.models import ArticlePage
from hub.common.requests import is_same_origin
from hub.reach.domain.counting import count_completed_read

PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@require_safe
@cache_control(private=True, no_store=True)
def read_mark(request: HttpRequest, page_id: int) -> HttpResponse:
    """Count a completed read; the image is the same whether or not it was counted."""
    if request.method == "GET" and is_same_origin(request):
        article = ArticlePage.objects.live().public().filter(pk=page_id).first()
        if article is not None:
            count_completed_read(request, article, now=timezone.now())
    return HttpResponse(PIXEL, content_type="image/gif")

"""The image at the end of an article, which a browser asks for when its reader comes near.

A browser that runs no scripts ignores ``loading="lazy"`` and asks at once, which is too early to count. For it alone
the page holds an element whose content is drawn, and its background fetched, only near the window. The address has
a query, since a browser does not ask twice for the same one within a page.
"""

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
END_STYLE = """\
.read-end { content-visibility: auto; contain-intrinsic-size: 1px 1px; }
.read-end span { display: block; inline-size: 1px; block-size: 1px; background: url("read.gif?near"); }
"""
A_DAY = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=A_DAY)
def end_style(request: HttpRequest, page_id: int) -> HttpResponse:
    """Give the style by which a browser without scripts asks for the image; it is the same for every reader."""
    return HttpResponse(END_STYLE, content_type="text/css; charset=utf-8")


@require_safe
@cache_control(private=True, no_store=True)
def read_mark(request: HttpRequest, page_id: int) -> HttpResponse:
    """Count a completed read; the image is the same whether or not it was counted."""
    if request.method == "GET" and is_same_origin(request):
        article = ArticlePage.objects.live().public().filter(pk=page_id).first()
        if article is not None:
            count_completed_read(request, article, now=timezone.now())
    return HttpResponse(PIXEL, content_type="image/gif")

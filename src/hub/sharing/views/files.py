"""Pictures and the PDF of an article. What holds the finding is for attested readers; the gate stands before it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hub.common.requests import throttle
from hub.sharing.domain.cards import finding_card, open_card
from hub.sharing.domain.pdf import article_pdf
from hub.sharing.domain.shown import shown_article


@require_safe
@throttle("card", limit=120, seconds=60, counts=lambda request: True)
def card(request: HttpRequest, page_id: int) -> HttpResponse:
    """Send the picture that link previews show; it holds only what everyone may know."""
    page = shown_article(page_id)
    with translation.override(page.locale.language_code):
        response = HttpResponse(open_card(page), content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    # Link previews of other sites embed it; it says nothing that is not public.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
@throttle("card", limit=120, seconds=60, counts=lambda request: True)
def finding(request: HttpRequest, page_id: int) -> HttpResponse:
    """Send the picture of the finding, to attested readers."""
    page = shown_article(page_id)
    with translation.override(page.locale.language_code):
        picture = finding_card(page)
    if picture is None:
        raise Http404("The article has no key figures.")
    response = HttpResponse(picture, content_type="image/png")
    response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}.png")
    return response


@require_safe
@throttle("pdf", limit=20, seconds=60, counts=lambda request: True)
def pdf(request: HttpRequest, page_id: int) -> HttpResponse:
    """Send the article as PDF, to attested readers."""
    page = shown_article(page_id)
    with translation.override(page.locale.language_code):
        written = article_pdf(page, request)
    response = HttpResponse(written, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}.pdf")
    return response

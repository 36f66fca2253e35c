"""Citations to download: of the article for everyone, of what it cites for attested readers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hub.articles.models import ArticlePage
from hub.sharing.domain import citing
from hub.sharing.domain.shown import shown_article

RIS, BIBTEX = "application/x-research-info-systems", "application/x-bibtex"
ARTICLE = {"ris": (citing.article_ris, RIS), "bib": (citing.article_bibtex, BIBTEX)}
REFERENCES = {"ris": (citing.references_ris, RIS), "bib": (citing.references_bibtex, BIBTEX)}


@require_safe
def citation(request: HttpRequest, page_id: int, extension: str) -> HttpResponse:
    """Send the citation of an article."""
    return _download(shown_article(page_id), *ARTICLE[extension], name=f"citation.{extension}")


@require_safe
def references(request: HttpRequest, page_id: int, extension: str) -> HttpResponse:
    """Send the publications that an article cites."""
    return _download(shown_article(page_id), *REFERENCES[extension], name=f"references.{extension}")


def _download(page: ArticlePage, write: Callable[[ArticlePage], str], content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(write(page), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}-{name}")
    return response

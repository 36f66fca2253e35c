"""An article as a tagged PDF (PDF/UA-1), made of the same parts as its page.

A PDF is made once for what it says: it is kept under a digest of its HTML, which changes with the article, its study,
its checks, its funders and its language. Nothing is fetched while it is made, not even from the hub itself.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import HttpRequest
from django.template.loader import render_to_string

from hub.articles.models import ArticlePage
from hub.common.languages import tag
from hub.studies.domain.engine import FONT_DIRECTORY

STYLE = Path(settings.HUB_DIR) / "static" / "css" / "article-pdf.css"
FONTS = {"400": "SourceSans3-Regular.ttf", "600": "SourceSans3-Semibold.ttf"}
FOLDER = "article-pdf"
# A page shows each drawing twice, and how to open it; paper shows the wide one.
_NARROW = re.compile(r'<div class="figure-card__drawing figure-card__drawing--narrow">.*?</svg></div>', re.DOTALL)
# The words of a drawing become those of the tagged figure only from its title.
_WORDED = re.compile(r'<svg\b[^>]*\saria-label="([^"]*)"[^>]*>(?!<title>)')


def article_pdf(page: ArticlePage, request: HttpRequest) -> bytes:
    """Return the article as PDF in the language of the page.

    Parameters
    ----------
    page
        A published article.
    request
        Names the hub that the article is read at; nothing of the reader is printed.
    """
    html = _on_paper(render_to_string("sharing/article_pdf.html", _context(page), request=request))
    style = _style()
    digest = hashlib.sha256(f"{html}\n{style}".encode()).hexdigest()
    name = f"{FOLDER}/{page.pk}/{digest}.pdf"
    private = storages["private"]
    try:
        with private.open(name) as kept:
            return bytes(kept.read())
    except FileNotFoundError:  # Never made, or forgotten by a request for a newer state of the article.
        pass
    written = _write(html, style)
    _forget_others(page)
    private.save(name, ContentFile(written))
    return written


def _context(page: ArticlePage) -> dict[str, object]:
    return {"page": page, "self": page, "lang": tag(page.locale.language_code)}


def _on_paper(html: str) -> str:
    return _WORDED.sub(lambda drawing: f"{drawing[0]}<title>{drawing[1]}</title>", _NARROW.sub("", html))


def _write(html: str, style: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=("data",), fail_on_errors=False)
    fonts = FontConfiguration()
    document = HTML(string=html, base_url=settings.BASE_URL, url_fetcher=fetcher)
    sheet = CSS(string=style, font_config=fonts, url_fetcher=fetcher)
    written: bytes = document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    return written


def _style() -> str:
    faces = [
        f"@font-face {{ font-family: 'Source Sans 3'; font-weight: {weight}; "
        f"src: url(data:font/ttf;base64,{base64.b64encode((FONT_DIRECTORY / name).read_bytes()).decode()}) }}"
        for weight, name in FONTS.items()
    ]
    return "\n".join([*faces, STYLE.read_text(encoding="utf-8")])


def _forget_others(page: ArticlePage) -> None:
    """Delete what earlier states of the article left."""
    private = storages["private"]
    try:
        _, files = private.listdir(f"{FOLDER}/{page.pk}")
    except FileNotFoundError:
        return
    for file in files:
        private.delete(f"{FOLDER}/{page.pk}/{file}")

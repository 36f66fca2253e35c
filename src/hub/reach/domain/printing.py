"""Print a report as an accessible PDF (PDF/UA), without asking any other machine for anything."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from hub.reach.results import GrantReport

STATIC = Path(__file__).resolve().parents[2] / "static"
STYLE = STATIC / "css" / "report-print.css"
FONTS = {f"hub:{name}": STATIC / "fonts" / name for name in ("source-sans-3.woff2", "source-serif-4.woff2")}


class OwnFonts(URLFetcher):
    """Gives the hub's fonts to the page, and refuses every other address."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return a font of the hub."""
        if url not in FONTS:
            raise ValueError(f"A report is printed without {url}.")
        return URLFetcherResponse(url, FONTS[url].read_bytes(), {"Content-Type": "font/woff2"})


def print_report(report: GrantReport) -> bytes:
    """Return a report as PDF/UA-1."""
    html = render_to_string("reach/print.html", {"report": report})
    fetcher, fonts = OwnFonts(), FontConfiguration()
    style = CSS(filename=STYLE, url_fetcher=fetcher, font_config=fonts)
    document = HTML(string=html, url_fetcher=fetcher)
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[style], font_config=fonts)
    return content

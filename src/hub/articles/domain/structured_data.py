"""What search engines are told about an article: the facts of its public teaser, nothing gated."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from hub.articles.enums import ContributorRole
from hub.articles.models import ArticlePage
from hub.common.languages import tag
from hub.common.models import HubSettings


def structured_data(page: ArticlePage) -> dict[str, Any]:
    """Return a schema.org MedicalScholarlyArticle that says its full text is not open to everyone."""
    hub = HubSettings.for_site(page.get_site())
    authors = [
        entry.person
        for entry in page.contributions.select_related("person").all()
        if entry.role == ContributorRole.AUTHOR
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalScholarlyArticle",
        "headline": page.title,
        "abstract": page.standfirst,
        "url": page.canonical_url,
        "inLanguage": tag(page.locale.language_code),
        **_editions(page),
        "isAccessibleForFree": False,
        "audience": {"@type": "MedicalAudience", "audienceType": page.target_audience or "Healthcare professionals"},
        "datePublished": page.first_published_at.date().isoformat() if page.first_published_at else "",
        "dateModified": page.last_published_at.date().isoformat() if page.last_published_at else "",
        "lastReviewed": page.last_reviewed.isoformat() if page.last_reviewed else "",
        "author": [
            {
                "@type": "Person",
                "name": person.name,
                **({"affiliation": person.affiliation} if person.affiliation else {}),
            }
            for person in authors
        ],
        "publisher": {"@type": "Organization", "name": hub.name},
    }
    return {key: value for key, value in data.items() if value not in ("", [])}


def _editions(page: ArticlePage) -> dict[str, Any]:
    """Return the original of a translation, or the translations of an original."""
    editions = dict(page.edition_urls)
    original = editions.pop(settings.LANGUAGE_CODE, "")
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return {"workTranslation": [_edition(code, address) for code, address in editions.items()]}
    return {"translationOfWork": _edition(settings.LANGUAGE_CODE, original)} if original else {}


def _edition(code: str, address: str) -> dict[str, str]:
    return {"@type": "MedicalScholarlyArticle", "@id": address, "inLanguage": tag(code)}

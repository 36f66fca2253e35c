"""What search engines are told about an article: the facts of its public teaser, nothing gated."""

from __future__ import annotations

from typing import Any

from hub.articles.enums import ContributorRole
from hub.articles.models import ArticlePage
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
        "inLanguage": page.locale.language_code,
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

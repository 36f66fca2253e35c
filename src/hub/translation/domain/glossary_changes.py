"""What follows when terms of the glossary get another wording: a machine says it anew, a person is told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from hub.articles.models import ArticlePage
from hub.studies.domain.words import forget_words
from hub.translation.domain.engine import configured_engine
from hub.translation.domain.glossary_use import ask_again_for
from hub.translation.domain.jobs import request_translation
from hub.translation.models import GlossaryTerm, TranslationSettings


@transaction.atomic
def follow_terms(*, terms: Collection[GlossaryTerm], now: datetime) -> int:
    """Mark what a machine has translated otherwise, and have it translated again where the hub does that by itself.

    Returns
    -------
    int
        How many editions have such segments.
    """
    for language in {term.locale.language_code for term in terms}:
        transaction.on_commit(partial(forget_words, language))
    concerned = ask_again_for(terms=terms)
    if configured_engine() is None:
        return len(concerned)
    articles = ArticlePage.objects.live().filter(
        translation_key__in={key for key, _ in concerned}, locale__language_code=settings.LANGUAGE_CODE
    )
    found = {article.translation_key: article for article in articles}
    for key, locale in concerned:
        article = found.get(key)
        if article and locale.language_code in TranslationSettings.for_site(article.get_site()).machine_languages:
            request_translation(article=article, locale=locale, now=now)
    return len(concerned)


def followed(count: int) -> str:
    """Say what was marked; nothing, if nothing was."""
    if not count:
        return ""
    editions = "1 edition has" if count == 1 else f"{count} editions have"
    return f" {editions} segments that a machine worded otherwise; they are to be translated again."

"""Join articles: their figures in other languages, the rules for publishing these, and what follows their originals."""

from __future__ import annotations

from django.utils import timezone
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from hub.articles.models.languages import is_translation
from hub.translation.domain.editing import EDITED, KEPT
from hub.translation.domain.figures import carried_figures
from hub.translation.domain.glossary_import import IMPORTED
from hub.translation.domain.integrity import unverified_parts
from hub.translation.domain.jobs import request_editions
from hub.translation.domain.phrases import wordings
from hub.translation.domain.reviewing import APPROVED, SENT_TO_REVIEW
from hub.translation.domain.translating import TRANSLATED, follow_original, withdraw_editions

hooks.register("article_figures", carried_figures)
hooks.register("article_required_parts", unverified_parts)
hooks.register("study_words", wordings)


@hooks.register("article_published")
def follow(page: Page) -> None:
    """Let no edition go on saying what its original does not, and have what has changed translated."""
    if not is_translation(page):
        follow_original(page=page)
        request_editions(article=page, now=timezone.now())


@hooks.register("article_unpublished")
def withdraw(page: Page) -> None:
    """Take the editions back with their original."""
    if not is_translation(page):
        withdraw_editions(page=page)


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Show in a page's history who or what has translated it, and in a language's what came into its glossary."""
    actions.register_action(TRANSLATED, "Translate by machine", "Translated by machine")
    actions.register_action(EDITED, "Edit the translation", "Translation edited")
    actions.register_action(KEPT, "Keep the original", "A segment is kept in the original language")
    actions.register_action(SENT_TO_REVIEW, "Send the translation to review", "Translation sent to review")
    actions.register_action(APPROVED, "Approve the translation", "Translation approved")
    actions.register_action(IMPORTED, "Import a glossary", "Glossary imported")

"""Join articles: their figures in other languages, the rules for publishing these, and what editors see of them."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from hub.translation.domain.editing import EDITED, KEPT
from hub.translation.domain.figures import carried_figures
from hub.translation.domain.following import follow_move
from hub.translation.domain.glossary_import import IMPORTED
from hub.translation.domain.integrity import unverified_parts
from hub.translation.domain.passages import with_originals
from hub.translation.domain.phrases import wordings
from hub.translation.domain.reviewing import APPROVED, SENT_TO_REVIEW
from hub.translation.domain.translating import TRANSLATED
from hub.translation.views.glossary import GlossaryExportView, GlossaryImportView
from hub.translation.views.localize import one_editor
from hub.translation.views.rights import may_translate
from hub.translation.views.side_by_side import SideBySideView
from hub.translation.views.table import ActView, TableView
from hub.translation.viewsets import GlossaryTermViewSet

hooks.register("article_figures", carried_figures)
hooks.register("article_required_parts", unverified_parts)
hooks.register("article_prose", with_originals)
hooks.register("study_words", wordings)


@hooks.register("after_move_page")
def move_along(request: HttpRequest, page: Page) -> None:
    """Let the editions of a page stand where it stands."""
    follow_move(page=page)


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Show in a page's history who or what has translated it, and in a language's what came into its glossary."""
    actions.register_action(TRANSLATED, "Translate by machine", "Translated by machine")
    actions.register_action(EDITED, "Edit the translation", "Translation edited")
    actions.register_action(KEPT, "Keep the original", "A segment is kept in the original language")
    actions.register_action(SENT_TO_REVIEW, "Send the translation to review", "Translation sent to review")
    actions.register_action(APPROVED, "Approve the translation", "Translation approved")
    actions.register_action(IMPORTED, "Import a glossary", "Glossary imported")


hooks.register("before_edit_page", one_editor, order=-1)
register_snippet(GlossaryTermViewSet)


@hooks.register("register_admin_urls")
def translation_urls() -> list[URLPattern]:
    """Give translations and the glossary their pages in the admin."""
    edition = "translations/<int:page_id>/<slug:language>/"
    return [
        path("translations/", TableView.as_view(), name="translations"),
        path(edition, SideBySideView.as_view(), name="translation"),
        path(f"{edition}act/", ActView.as_view(), name="translation_act"),
        path("glossary/import/", GlossaryImportView.as_view(), name="glossary_import"),
        path("glossary/export/<str:name>", GlossaryExportView.as_view(), name="glossary_export"),
    ]


class TranslationsMenuItem(MenuItem):
    """The way to the table, for those who may translate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may translate."""
        return may_translate(request.user)


@hooks.register("register_admin_menu_item")
def add_translations_to_menu() -> TranslationsMenuItem:
    """Return the menu item."""
    icon = "wagtail-localize-language"
    return TranslationsMenuItem("Translations", reverse("translations"), icon_name=icon, order=300)


@hooks.register("construct_reports_menu")
def hide_report(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave wagtail-localize's report out; the table says more."""
    items[:] = [item for item in items if not item.url.endswith("/localize/reports/translations/")]


@hooks.register("register_permissions")
def register_right_to_approve() -> QuerySet[Permission]:
    """Let administrators decide which groups may approve translations."""
    return Permission.objects.filter(content_type__app_label="translation", codename="approve_translation")

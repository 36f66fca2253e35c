"""Put the suggestions into Wagtail's menu, into its history, and beside the articles that they led to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, re_path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from hub.suggestions.models import Suggestion
from hub.suggestions.views.board import BoardView, SuggestionView

PERMISSION = "suggestions.change_suggestion"
ACTIONS = {
    "suggest": "Suggest",
    "confirm": "Confirm the suggester's address",
    "withdraw": "Erase the suggester's address",
    "decide": "Decide about a suggestion",
    "answer": "Answer a suggestion",
    "merge": "Merge a suggestion",
    "separate": "Separate a suggestion",
    "publish": "Publish a suggestion",
}


class SuggestionsMenuItem(MenuItem):
    """Shown to those who may decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may see suggestions."""
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_menu_item")
def add_suggestions_to_menu() -> SuggestionsMenuItem:
    """Return the menu item."""
    return SuggestionsMenuItem("Suggestions", reverse("suggestions_board"), icon_name="mail", order=610)


@hooks.register("register_admin_urls")
def register_board() -> list[URLPattern]:
    """Return the board's addresses in the admin."""
    acts = "decide|answer|resend|publish|merge|separate"
    return [
        path("suggestions/", BoardView.as_view(), name="suggestions_board"),
        re_path(
            r"^suggestions/(?P<pk>\d{1,9})/$",
            SuggestionView.as_view(http_method_names=["get", "head"]),
            name="suggestions_one",
        ),
        re_path(
            rf"^suggestions/(?P<pk>\d{{1,9}})/(?P<act>{acts})/$",
            SuggestionView.as_view(http_method_names=["post"]),
            name="suggestions_act",
        ),
    ]


@hooks.register("register_permissions")
def register_permission() -> QuerySet[Permission]:
    """Let administrators decide which groups deal with suggestions."""
    return Permission.objects.filter(content_type__app_label="suggestions", codename="change_suggestion")


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Name what is done with suggestions in the site's history."""
    for name, label in ACTIONS.items():
        actions.register_action(f"suggestions.{name}", label, label)


@hooks.register("register_page_header_buttons")
def lead_back_to_suggestions(page: Page, user: AbstractBaseUser, view_name: str, **kwargs: Any) -> Iterator[Button]:
    """Lead from an article to the suggestions that it came from."""
    if not user.has_perm(PERMISSION):
        return
    number = Suggestion.objects.filter(article=page.pk).count()
    if number:
        label = "1 suggestion led here" if number == 1 else f"{number} suggestions led here"
        yield Button(label, f"{reverse('suggestions_board')}?article={page.pk}", icon_name="mail", priority=70)


@hooks.register("insert_global_admin_css")
def add_board_styles() -> SafeString:
    """Load the board's styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/suggestions-board.css"))

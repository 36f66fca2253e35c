"""Wagtail's page editor, with the panel of figures beside an article.

Wagtail 7.4 has no hook for side panels, so its own views are extended here and routed before it in
``hub.articles.admin_urls``. Other page types get exactly Wagtail's panels.
"""

from __future__ import annotations

from typing import Any

from django.forms import Media, Script
from django.urls import reverse
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page

from hub.articles.domain.figure_panel import to_settle
from hub.articles.figure_forms import SENT
from hub.articles.models import ArticlePage


class FiguresSidePanel(BaseSidePanel):
    """Every figure in the text with its state; its content is fetched as the editor types."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens the panel; it counts what is to be settled before publishing."""

        aria_label = "Toggle figures"
        icon_name = "figures"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            """Count what the saved draft leaves open; the panel's script goes on from there."""
            count = to_settle(self.panel.object.draft_figure_counts)
            return {**super().get_context_data(parent_context), "count": count}

    name = "figures"
    title = "Figures"
    template_name = "articles/admin/figure_panel.html"

    def __init__(self, page: ArticlePage, request: Any, *, check_url: str, result_url: str) -> None:
        super().__init__(page, request)
        self.check_url, self.result_url = check_url, result_url

    @property
    def media(self) -> Media:
        """Its style sheet and script, which no other page needs."""
        return Media(css={"all": ["css/figure-panel.css"]}, js=[Script("js/figure-panel.js", type="module")])

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Say where the script asks, and which fields it sends."""
        context = super().get_context_data(parent_context)
        return {**context, "check_url": self.check_url, "result_url": self.result_url, "sent": SENT}


class ArticleCreateView(CreateView):
    """The form for a new article."""

    def get_side_panels(self) -> MediaContainer:
        """Add the figures."""
        where = ["under", self.parent_page.pk]
        return _with_figures(super().get_side_panels(), self.page, self.request, where)


class FiguresOnEdit:
    """Adds the figures to the form of a page that is an article."""

    def get_side_panels(self) -> MediaContainer:
        """Add the figures, unless Wagtail renders only what changed since the page was loaded."""
        panels = super().get_side_panels()
        if self.expects_json_response or self.hydrate_create_view or not isinstance(self.page, ArticlePage):
            return panels
        return _with_figures(panels, self.page, self.request, ["of", self.page.pk])


class PageEditView(FiguresOnEdit, EditView):
    """The form of a saved page."""


class PageRevertView(FiguresOnEdit, RevisionsRevertView):
    """The form of a page as an earlier revision has it."""


def _with_figures(panels: MediaContainer, page: Page, request: Any, where: list[Any]) -> MediaContainer:
    panel = FiguresSidePanel(
        page,
        request,
        check_url=reverse("article_figures", args=where),
        result_url=reverse("article_figure_result", args=where),
    )
    return MediaContainer([*panels[:1], panel, *panels[1:]])

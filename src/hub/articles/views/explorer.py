"""Wagtail's list of pages, which says of each article whether its figures are settled."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from hub.articles.domain.figure_panel import to_settle
from hub.articles.models import ArticlePage


class StatusAndFiguresColumn(PageStatusColumn):
    """Live or draft, and under it the figures of an article's latest draft; they were counted when it was saved."""

    cell_template_name = "articles/admin/status_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add the sentence on the figures; empty for a page of another type, or without figures."""
        context = super().get_cell_context_data(instance, parent_context)
        counts = instance.draft_figure_counts if isinstance(instance, ArticlePage) else {}
        open_ = to_settle(counts)
        return {**context, "open": open_, "figures": _words(sum(counts.values()), open_)}


def _words(total: int, open_: int) -> str:
    if open_:
        return "1 figure to settle" if open_ == 1 else f"{open_} figures to settle"
    return "all figures settled" if total else ""


class PageListView(ExplorableIndexView):
    """The pages under a page."""

    base_columns = [
        StatusAndFiguresColumn(column.name, label=column.label, sort_key=column.sort_key, width=column.width)
        if isinstance(column, PageStatusColumn)
        else column
        for column in ExplorableIndexView.base_columns
    ]


class PageListViewSet(PageViewSet):
    """Every list of pages by where they are; it takes the place of Wagtail's own."""

    index_view_class = PageListView

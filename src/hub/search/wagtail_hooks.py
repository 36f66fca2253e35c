"""Join the admin: the synonyms, and entries that follow studies and moved pages."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from hub.search.domain.indexing import index_below, index_study
from hub.search.viewsets import SynonymViewSet

register_snippet(SynonymViewSet)
hooks.register("study_results_written", index_study)


@hooks.register("after_move_page")
def index_moved(request: HttpRequest, page: Page) -> None:
    """Find a moved page under its new topic."""
    index_below(page)

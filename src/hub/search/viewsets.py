"""Synonyms in the admin's menu."""

from hub.common.viewsets import LiveSnippetViewSet
from hub.search.models import Synonym


class SynonymViewSet(LiveSnippetViewSet):
    """Wordings and abbreviations that mean the same."""

    model = Synonym
    icon = "search"
    menu_label = "Synonyms"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["term", "means", "case_sensitive"]
    search_fields = ["term", "means"]
    ordering = ["term"]

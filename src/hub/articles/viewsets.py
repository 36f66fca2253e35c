"""People in the admin's menu."""

from hub.articles.models import Person
from hub.common.viewsets import LiveSnippetViewSet


class PersonViewSet(LiveSnippetViewSet):
    """Authors, medical writers, reviewers and editors with their declarations."""

    model = Person
    icon = "group"
    menu_label = "People"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "affiliation", "declared_on"]
    list_filter = ["nothing_to_disclose"]
    search_fields = ["name", "affiliation"]
    ordering = ["name"]

"""People in the admin's menu."""

from wagtail.snippets.views.snippets import SnippetViewSet

from hub.articles.models import Person


class PersonViewSet(SnippetViewSet):
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

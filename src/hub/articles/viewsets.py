"""People and collections in the admin's menu."""

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from hub.articles.models import Congress, Person, Series
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


class CongressViewSet(LiveSnippetViewSet):
    """Meetings at which results were presented."""

    model = Congress
    icon = "calendar-alt"
    list_display = ["name", "place", "starts"]
    search_fields = ["name", "place"]


class SeriesViewSet(LiveSnippetViewSet):
    """Articles that belong together."""

    model = Series
    icon = "list-ol"
    list_display = ["name"]
    search_fields = ["name"]


class CollectionViewSetGroup(SnippetViewSetGroup):
    """Congresses and series under one entry of the menu."""

    items = (CongressViewSet, SeriesViewSet)
    menu_label = "Collections"
    menu_icon = "folder-open-inverse"
    menu_order = 215

"""Funding in Wagtail's admin: the publisher edits, editors look."""

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from hub.funding.models import Funder, Grant, NoFundingDeclaration, SupportLevel


class FunderViewSet(SnippetViewSet):
    """Funders."""

    model = Funder
    icon = "group"
    menu_label = "Funders"
    list_display = ["name", "website"]
    inspect_view_enabled = True


class SupportLevelViewSet(SnippetViewSet):
    """The hub's support levels."""

    model = SupportLevel
    icon = "order"
    menu_label = "Levels"
    list_display = ["name", "order"]
    inspect_view_enabled = True


class GrantViewSet(SnippetViewSet):
    """Grants, latest first."""

    model = Grant
    icon = "form"
    menu_label = "Grants"
    list_display = ["__str__", "level", "starts_on", "ends_on", "hub_wide"]
    list_filter = ["kind", "level", "hub_wide"]
    inspect_view_enabled = True

    def get_queryset(self, request: object) -> object:
        """Return the grants with what the list shows of each."""
        return Grant.objects.select_related("funder", "level")


class NoFundingDeclarationViewSet(SnippetViewSet):
    """Declarations that an article had no external funding."""

    model = NoFundingDeclaration
    icon = "tick"
    menu_label = "No external funding"
    list_display = ["article", "declared_on"]
    inspect_view_enabled = True

    def get_queryset(self, request: object) -> object:
        """Return the declarations with their articles."""
        return NoFundingDeclaration.objects.select_related("article")


class FundingViewSetGroup(SnippetViewSetGroup):
    """The menu “Funding”."""

    menu_label = "Funding"
    menu_icon = "group"
    menu_order = 500
    items = (FunderViewSet, GrantViewSet, NoFundingDeclarationViewSet, SupportLevelViewSet)

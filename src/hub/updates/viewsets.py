"""Impact updates in Wagtail's admin."""

from __future__ import annotations

from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.updates.models import ImpactUpdate


class ImpactUpdateViewSet(SnippetViewSet):
    """Impact updates; publishing and sending have a page of their own."""

    model = ImpactUpdate
    icon = "mail"
    menu_label = "Impact updates"
    menu_order = 620
    add_to_admin_menu = True
    list_display = ["title", "first_day", "last_day", Column("published_at", label="Published"), "sending_began_at"]

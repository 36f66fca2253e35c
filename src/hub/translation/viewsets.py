"""The glossary in the Wagtail admin, under “Translations”."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from hub.translation.domain.glossary_changes import follow_terms, followed
from hub.translation.forms.glossary import GlossaryTermForm
from hub.translation.models import GlossaryTerm


class GlossaryIndexView(IndexView):
    """The list of terms, with the ways in and out as a file."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add those ways."""
        buttons = list(super().header_more_buttons)
        if self.permission_policy.user_has_any_permission(self.request.user, ["add", "change"]):
            buttons.append(Button("Import terms", url=reverse("glossary_import"), icon_name="upload", priority=30))
        for kind in ("csv", "tbx"):
            address = reverse("glossary_export", args=[f"glossary.{kind}"])
            buttons.append(Button(f"Export as {kind.upper()}", url=address, icon_name="download", priority=40))
        return buttons


class _FollowedTerm:
    """A form whose term is looked for in what a machine has translated."""

    def save_instance(self) -> GlossaryTerm:
        """Save the term, and have translations follow it."""
        with transaction.atomic():
            term: GlossaryTerm = super().save_instance()  # type: ignore[misc]
            count = follow_terms(terms=[term], now=timezone.now())
        if count:
            messages.info(self.request, followed(count).strip())  # type: ignore[attr-defined]
        return term


class GlossaryCreateView(_FollowedTerm, CreateView):
    """A new term."""


class GlossaryEditView(_FollowedTerm, EditView):
    """A term's form."""


class GlossaryTermViewSet(SnippetViewSet):
    """Terms with their approved wordings."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = "Glossary"
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["term", "wording", "locale", "note"]
    list_filter = ["locale"]
    list_per_page = 50
    search_fields = ["term", "wording", "note"]
    ordering = ["term", "locale"]
    index_view_class = GlossaryIndexView
    add_view_class = GlossaryCreateView
    edit_view_class = GlossaryEditView
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("locale"),
            FieldRowPanel([FieldPanel("term"), FieldPanel("wording")]),
            FieldPanel("case_sensitive"),
            FieldPanel("note"),
        ],
        base_form_class=GlossaryTermForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[GlossaryTerm]:
        """Return the terms with their languages."""
        return GlossaryTerm.objects.select_related("locale")

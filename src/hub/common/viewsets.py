"""Snippets without drafts, saved only when an editor says so.

Wagtail saves a form while it is typed in as soon as the model keeps revisions. Where there is no
draft, that would put half a figure or half a name before readers, so these forms wait for the button.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet


class _SavedOnRequest:
    """A form that is not saved while it is typed in."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Switch saving while typing off."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled = False


class LiveCreateView(_SavedOnRequest, CreateView):
    """Adds what readers see at once."""


class LiveEditView(_SavedOnRequest, EditView):
    """Changes what readers see at once."""


class LiveSnippetViewSet(SnippetViewSet):
    """Snippets with revisions and no drafts: what is saved is before readers."""

    add_view_class = LiveCreateView
    edit_view_class = LiveEditView

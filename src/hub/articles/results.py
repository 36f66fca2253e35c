"""What the app's verbs return or raise."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class IncompleteArticle(PermissionDenied):
    """Publishing was refused because required parts are missing; one sentence for each.

    It is a refusal of permission so that every way into Wagtail's admin and its API answers it
    with a message, never with a traceback.
    """

    def __init__(self, title: str, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(f"“{title}” cannot be published yet. {' '.join(missing)}")

"""Who may see, make and answer for translations."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from hub.translation.domain.reviewing import may_approve

TRANSLATE = "wagtail_localize.submit_translation"


def may_translate(user: AbstractUser) -> bool:
    """Whether someone may have articles translated and edit their translations."""
    return bool(user.has_perm(TRANSLATE)) or may_approve(user)


class ForTranslators:
    """A view for those who may translate."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Let nobody else in."""
        if not may_translate(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

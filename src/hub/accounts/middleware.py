"""Lead an editor who has no second factor to set one up before any page of the admin opens."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class SecondFactorMiddleware:
    """Holds back the admin until the editor's second factor is set up, if the hub requires one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Redirect a signed-in editor without a second factor away from the admin."""
        if (
            settings.REQUIRE_MFA
            and request.path.startswith(reverse("wagtailadmin_home"))
            and request.user.is_authenticated
            and not is_mfa_enabled(request.user)
        ):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

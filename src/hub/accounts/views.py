"""Lead Wagtail's own sign-in addresses to allauth's."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from hub.common.requests import safe_target


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page, and from there to where the editor was going."""
    target = safe_target(request, request.GET.get("next"), default=reverse("wagtailadmin_home"))
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


def to_password_reset(request: HttpRequest) -> HttpResponse:
    """Lead to the page that sends a link for a new password."""
    return redirect("account_reset_password")

"""What the hub decides differently from allauth: who may have an account, and how wrong tries end."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import render

from hub.common.models import HubSettings
from hub.common.requests import client_address

FAILED_LOGIN_MINUTES = 5


class HubAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up, and too many wrong passwords are answered with 429."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Administrators make the accounts."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that every throttle of the hub counts."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse to look at a password after too many wrong ones."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            response = render(request, "429.html", {"minutes": FAILED_LOGIN_MINUTES}, status=429)
            response["Retry-After"] = str(FAILED_LOGIN_MINUTES * 60)
            raise ImmediateHttpResponse(response) from error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count one account's wrong passwords together, whether it is named by user name or e-mail address."""
        typed = credentials.get("email") or credentials.get("username") or ""
        named = get_user_model().objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)) if typed else []
        accounts = sorted(user.pk for user in named)
        return f"accounts:{accounts}" if accounts else f"unknown:{typed.lower()}"


class HubMFAAdapter(DefaultMFAAdapter):
    """Authenticator apps show the hub's own name."""

    def get_totp_issuer(self) -> str:
        """Return the hub's name."""
        return HubSettings.for_request(self.request).name

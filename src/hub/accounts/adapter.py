"""What the hub decides differently from allauth."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from hub.common.requests import client_address


class HubAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up, and throttling counts the same address as everywhere on the hub."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Administrators make the accounts."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address seen by the outermost trusted proxy."""
        return client_address(request)

"""Lead editors from their account page in the admin to how they sign in."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks


@hooks.register("register_account_menu_item")
def how_you_sign_in(request: HttpRequest) -> dict[str, str]:
    """Offer the page with the password, the second step and the recovery codes."""
    return {
        "url": reverse("mfa_index"),
        "label": "How you sign in",
        "help_text": "Change your password, your authenticator app and your recovery codes.",
    }

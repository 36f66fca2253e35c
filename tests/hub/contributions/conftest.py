"""A hub that takes contributions through a server in Stripe's place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from wagtail.models import Site

from hub.contributions.enums import Mode
from hub.contributions.models import ContributionSettings
from tests.hub.contributions.stripe_server import SECRET_KEY, WEBHOOK_SECRET, StripeServer, stripe_in_place


@pytest.fixture
def stripe_server(db: None, settings: Any) -> Iterator[StripeServer]:
    """Run the server for one test, and have the hub take contributions through it."""
    cache.clear()
    policy = ContributionSettings.for_site(Site.objects.get(is_default_site=True))
    policy.mode, policy.issuer = Mode.STRIPE, "Example Trust, 2 Example Road"
    policy.offers = "EUR: 10 25, from 5 to 10000\nJPY: 1000 2500, from 500 to 1000000"
    policy.save()
    settings.REQUIRE_MFA = False
    with stripe_in_place() as running:
        settings.STRIPE_API_BASE = running.url
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = SECRET_KEY, WEBHOOK_SECRET
        yield running

"""No view of wagtail-localize can be reached: each of its addresses leads to the hub's own view."""

from __future__ import annotations

import re

from django.urls import resolve
from wagtail_localize.wagtail_hooks import register_admin_urls

from hub.translation.views.localize import closed


def test_every_address_of_wagtail_localize_but_its_words_is_closed():
    (included,) = register_admin_urls()
    routes = [str(each.pattern) for each in included.url_patterns]
    addresses = {route: "/admin/localize/" + re.sub(r"<[^>]+>", "1", route) for route in routes}

    open_ways = [route for route, address in addresses.items() if not _leads_to_closed(resolve(address).func)]

    assert len(routes) > 10
    assert open_ways == ["jsi18n/"]


def _leads_to_closed(view):
    while view is not closed and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return view is closed

"""What every template may ask of the hub's identity."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from hub.common.colour import palette
from hub.common.models import HubSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def hub_settings(context: dict[str, Any]) -> HubSettings:
    """Return the settings of the site that the request is for."""
    settings: HubSettings = HubSettings.for_request(context["request"])
    return settings


@register.simple_tag(takes_context=True)
def theme_url(context: dict[str, Any]) -> str:
    """Return the address of the hub's colours; it changes when they do, so it can be cached for long."""
    return f"{reverse('common:theme')}?v={palette(hub_settings(context).accent).digest}"

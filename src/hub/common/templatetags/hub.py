"""What every template may ask of the hub's identity, and of the language that its words are in."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from hub.common import wording
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


@register.simple_tag
def lang_english() -> SafeString:
    """Mark English words, such as the publisher's own, on a page in another language."""
    return mark_safe("" if wording.language() == wording.ORIGINAL else ' lang="en"')  # noqa: S308  a constant


@register.simple_tag
def english_words(words: str) -> str:
    """Return words that only an English sentence can take in, and nothing on a page in another language."""
    return words if wording.language() == wording.ORIGINAL else ""

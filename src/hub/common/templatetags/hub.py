"""What every template may ask of the hub's identity, and of the language that its words are in."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hub.common import languages, wording
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
def absolute_url(name: str, *arguments: Any) -> str:
    """Return the whole address of a route, as other sites need it."""
    return f"{settings.BASE_URL}{reverse(name, args=arguments)}"


@register.simple_tag
def lang_english() -> SafeString:
    """Mark English words, such as the publisher's own, on a page in another language."""
    return mark_safe("" if wording.language() == wording.ORIGINAL else ' lang="en"')  # noqa: S308  a constant


@register.simple_tag
def lang_reader() -> SafeString:
    """Mark words in the reader's language inside English ones."""
    language = wording.language()
    return mark_safe("" if language == wording.ORIGINAL else f' lang="{language}"')  # noqa: S308  two letters


@register.simple_tag
def english_words(words: str) -> str:
    """Return words that only an English sentence can take in, and nothing on a page in another language."""
    return words if wording.language() == wording.ORIGINAL else ""


@register.filter
def in_reader_language(address: str) -> str:
    """Return an address of this site in the language that is read; as it is, if it has only one."""
    return languages.in_language(address, get_language() or settings.LANGUAGE_CODE) or address


@register.inclusion_tag("parts/language_choice.html", takes_context=True)
def language_choice(context: dict[str, Any]) -> dict[str, Any]:
    """Offer the page in each language; where there is no page, the home page; nothing where all is in English."""
    request = context.get("request")
    if request is None:
        return {}
    current = get_language() or settings.LANGUAGE_CODE
    address = request.get_full_path() if request.resolver_match else reverse("wagtail_serve", args=[""])
    if languages.in_language(address, current) is None:
        return {}
    return {"choices": languages.choices(current), "next": address}


@register.inclusion_tag("parts/alternates.html", takes_context=True)
def alternates_of_route(context: dict[str, Any]) -> dict[str, Any]:
    """Name a route that is no page of the site, with its address in each language, for search engines."""
    path = context["request"].path
    current = get_language() or settings.LANGUAGE_CODE
    addresses = {code: languages.in_language(path, code) for code in languages.codes()}
    return head_of({code: f"{settings.BASE_URL}{found}" for code, found in addresses.items() if found}, current)


def head_of(addresses: dict[str, str], current: str) -> dict[str, Any]:
    """Return what the head of a page says of its languages.

    Parameters
    ----------
    addresses
        The absolute address in each language that the page is in, by the language's code.
    current
        The language of this address.
    """
    return {
        "canonical": addresses.get(current, ""),
        "alternates": [(languages.tag(code), address) for code, address in addresses.items()],
        "original": addresses.get(settings.LANGUAGE_CODE, ""),
        "territory": languages.TERRITORIES[languages.tag(current)],
        "others": [languages.TERRITORIES[languages.tag(code)] for code in addresses if code != current],
    }

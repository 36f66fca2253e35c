"""The addresses that a page of answers leads to: with one filter more or less, or another page."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], name: str, value: Any) -> str:
    """Return the search with one value set; another filter begins at the first page again."""
    asked = context["request"].GET.copy()
    asked[name] = str(value)
    if name != "page":
        asked.pop("page", None)
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def address_without(context: dict[str, Any], name: str) -> str:
    """Return the search without one filter."""
    asked = context["request"].GET.copy()
    for left_out in (name, "page"):
        asked.pop(left_out, None)
    return f"?{asked.urlencode()}"

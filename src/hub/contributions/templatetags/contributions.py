"""The appeal for contributions, on the pages of other apps."""

from __future__ import annotations

from typing import Any

from django import template

from hub.contributions.models import ContributionSettings

register = template.Library()


@register.inclusion_tag("contributions/appeal.html", takes_context=True)
def contribution_appeal(context: dict[str, Any]) -> dict[str, Any]:
    """Say what contributions do and where to find out more; nothing if the hub takes none."""
    request = context.get("request")
    policy = ContributionSettings.for_request(request) if request else None
    return {"policy": policy, "shown": policy is not None and policy.is_open}


@register.simple_tag(takes_context=True)
def takes_contributions(context: dict[str, Any]) -> bool:
    """Whether the hub of this page takes contributions now."""
    request = context.get("request")
    return request is not None and ContributionSettings.for_request(request).is_open

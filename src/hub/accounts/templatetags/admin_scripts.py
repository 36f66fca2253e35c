"""Starting admin widgets from templates, without inline scripts."""

from __future__ import annotations

import json

from django import template
from django.utils.safestring import SafeString

from hub.accounts.admin_scripts import start_script

register = template.Library()


@register.simple_tag
def start_with_json(name: str, *parts: str) -> SafeString:
    """Start an admin widget; each part is the JSON text of one argument."""
    return start_script(name, *(json.loads(part) for part in parts))


@register.simple_tag
def start_picker(name: str, element_id: str, config_json: str) -> SafeString:
    """Start a date or time picker on one input."""
    return start_script(name, element_id, json.loads(config_json))

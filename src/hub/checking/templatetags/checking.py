"""Words that the page of the public tool puts together."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def quoted(names: Iterable[str]) -> str:
    """Write names between quotation marks, parted by commas."""
    return ", ".join(gettext("“%(name)s”") % {"name": name} for name in names)

"""Write the calls that start Wagtail's admin widgets as inert JSON instead of inline scripts.

The admin lives under the same Content Security Policy as the readers' pages: no inline script.
Wagtail 7.4 still writes a few, all of one shape: one known function and JSON arguments. Templates
in ``templates/wagtailadmin`` and the choosers' ``render`` use ``start_script``; the static file
``js/admin-initialisers.js`` makes the calls.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_CALL = re.compile(r"(?:new )?(?P<name>\w+)\((?P<arguments>.*)\);", re.DOTALL)


def start_script(name: str, *arguments: Any) -> SafeString:
    """Return an inert element from which ``admin-initialisers.js`` makes one call.

    Parameters
    ----------
    name
        A function or class that the script knows.
    arguments
        What to call it with; anything JSON can say.
    """
    json_text = mark_safe(json.dumps(arguments).translate(_ESCAPES))  # noqa: S308 - no character of HTML is left
    return format_html('<script type="application/json" data-hub-start="{}">{}</script>', name, json_text)


def render_chooser(
    chooser: BaseChooser, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> SafeString:
    """Render a chooser as ``BaseChooser.render`` does, with its start written by ``start_script``."""
    value_data = chooser.get_value_data(value)
    call = _CALL.fullmatch(chooser.render_js_init(attrs["id"], name, value_data))
    arguments = json.loads(f"[{call['arguments']}]")
    return chooser.render_html(name, value_data, attrs) + start_script(call["name"], *arguments)

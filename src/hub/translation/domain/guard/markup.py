"""Takes a segment of HTML apart into text and tags, and compares how two segments are nested."""

from __future__ import annotations

import html
import re

TAG = "\ue000"
"""Stands for a tag in a strand."""
TOKEN = "\ue001"  # noqa: S105 - a placeholder, no secret
"""Stands for a token in a strand."""

PLACEHOLDERS = re.compile(f"([{TAG}{TOKEN}])")
"""Divides a strand's text at its placeholder letters, and keeps them."""

_TAGS = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_NAME = re.compile(r"</?\s*([A-Za-z][\w-]*)")
_VOID = frozenset({"br", "img", "wbr", "hr", "embed"})


def flatten(segment: str) -> tuple[str, tuple[str, ...]]:
    """Give the text of a segment with a placeholder letter for each tag, and the tags."""
    tags: list[str] = []
    parts, end = [], 0
    for found in _TAGS.finditer(segment):
        parts += [html.unescape(segment[end : found.start()]), TAG]
        tags.append(found.group())
        end = found.end()
    parts.append(html.unescape(segment[end:]))
    return "".join(parts), tuple(tags)


def escape(text: str) -> str:
    """Write text as HTML."""
    return html.escape(text, quote=False)


def shape_of_tag(tag: str) -> str:
    """Spell a tag in one way, so that an engine may change quotes, case of names and spaces."""
    attributes = sorted(
        f'{name.lower()}="{html.unescape(double or single or bare)}"'
        for name, double, single, bare in re.findall(
            r"""[\s/]([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""", tag.lstrip("</").rstrip("/> ")
        )
    )
    closing = "/" if tag.startswith("</") else ""
    return " ".join([closing + name_of(tag), *attributes])


def name_of(tag: str) -> str:
    """Name the element of a tag."""
    found = _NAME.match(tag)
    return found.group(1).lower() if found else "!--"


def nesting(text: str, tags: tuple[str, ...], tokens: tuple[int, ...]) -> tuple[str, ...] | None:
    """Say of each element and each token what it stands in; None if the tags do not nest."""
    own_tags, own_tokens = iter(tags), iter(tokens)
    stack: list[str] = []
    paths: list[str] = []
    for letter in PLACEHOLDERS.findall(text):
        if letter == TOKEN:
            paths.append("/".join([*stack, f"#{next(own_tokens)}"]))
        if letter != TAG:
            continue
        tag = next(own_tags)
        if tag.startswith("</"):
            if not stack or stack.pop().split(" ")[0] != name_of(tag):
                return None
        else:
            paths.append("/".join([*stack, shape_of_tag(tag)]))
            if name_of(tag) not in _VOID and not tag.rstrip("> ").endswith("/") and not tag.startswith("<!"):
                stack.append(shape_of_tag(tag))
    return None if stack else tuple(sorted(paths))

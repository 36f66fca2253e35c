"""Rich text as plain text with places, and places marked in rich text again.

Figures are read in plain text and shown in HTML. Both come from one walk over the text nodes, so that a
place in the one is a place in the other; marking adds elements around text and touches nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

PARSER = "html.parser"
"""As forgiving as a browser, without the ``html`` and ``body`` that lxml would add."""

_TEXT_BLOCKS = ("p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "hr", "br")
_TABLE_BLOCKS = ("table", "tr", "td", "th", "figure", "figcaption", "dl", "dt", "dd")
BLOCKS = frozenset((*_TEXT_BLOCKS, *_TABLE_BLOCKS))

Place = tuple[int, int]
Render = Callable[[BeautifulSoup, int, bool], Tag]
"""Makes the element around a piece of a place: its number among the places, and whether it is its first piece."""


def plain_text(html: str) -> str:
    """Return the words of rich text as readers see them, a line for each block; places refer to this text."""
    return _walk(BeautifulSoup(html, PARSER))[0]


def mark(html: str, places: Sequence[Place], render: Render) -> str:
    """Wrap places of ``plain_text(html)`` in elements, leaving everything else as it is.

    Parameters
    ----------
    places
        Starts and ends; empty, overlapping and outlying ones are left out.
    render
        Called for each text node that a place lies in, since an element must not cross another.

    Returns
    -------
    str
        The rich text itself if there is nothing to mark.
    """
    soup = BeautifulSoup(html, PARSER)
    text, nodes = _walk(soup)
    chosen = _apart(places, len(text))
    if not chosen:
        return html
    for start, node in nodes:
        _mark_node(soup, start, node, chosen, render)
    return soup.decode(formatter="minimal")


def _walk(soup: BeautifulSoup) -> tuple[str, list[tuple[int, NavigableString]]]:
    """Return the plain text and each text node with its place."""
    parts: list[str] = []
    nodes: list[tuple[int, NavigableString]] = []
    length = 0

    def add(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    def visit(tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                block = child.name in BLOCKS
                if block and parts and not parts[-1].endswith("\n"):
                    add("\n")
                visit(child)
                if block and parts and not parts[-1].endswith("\n"):
                    add("\n")
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                nodes.append((length, child))
                add(str(child))

    visit(soup)
    return "".join(parts), nodes


def _apart(places: Sequence[Place], length: int) -> list[tuple[int, int, int]]:
    """Return the places as (start, end, number) in order, without those that overlap an earlier one."""
    chosen: list[tuple[int, int, int]] = []
    for start, end, number in sorted((start, end, number) for number, (start, end) in enumerate(places)):
        if 0 <= start < end <= length and (not chosen or chosen[-1][1] <= start):
            chosen.append((start, end, number))
    return chosen


def _mark_node(
    soup: BeautifulSoup, offset: int, node: NavigableString, places: list[tuple[int, int, int]], render: Render
) -> None:
    text = str(node)
    inside = [place for place in places if place[0] < offset + len(text) and place[1] > offset]
    if not inside:
        return
    pieces: list[NavigableString | Tag] = []
    done = 0
    for start, end, number in inside:
        first, last = max(start - offset, 0), min(end - offset, len(text))
        if first > done:
            pieces.append(NavigableString(text[done:first]))
        if text[first:last].strip():
            element = render(soup, number, start >= offset)
            element.append(NavigableString(text[first:last]))
            pieces.append(element)
        else:
            pieces.append(NavigableString(text[first:last]))
        done = last
    if done < len(text):
        pieces.append(NavigableString(text[done:]))
    node.replace_with(*pieces)

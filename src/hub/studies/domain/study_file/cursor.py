"""A place in a study file: reads typed values from YAML nodes and notes every problem with its line.

Nothing raises on a bad value; reading goes on, so that one load lists everything that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from hub.studies.domain.study_file.nodes import line_of
from hub.studies.results import LoadProblem

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_TAGS = {
    "int": "a number",
    "float": "a number",
    "bool": "yes or no",
    "null": "nothing",
    "timestamp": "a date",
}


@dataclass
class Cursor:
    """A node with its path in words, and the list that collects problems."""

    node: Node
    where: str
    problems: list[LoadProblem]

    @property
    def line(self) -> int:
        """Line of the node, counted from 1."""
        return line_of(self.node)

    @property
    def tag(self) -> str:
        """Short name of the YAML type: str, int, float, bool, null, map, seq …"""
        return str(self.node.tag).rpartition(":")[2]

    @property
    def is_null(self) -> bool:
        """Whether nothing is written after the key."""
        return isinstance(self.node, ScalarNode) and self.tag == "null"

    def _scalar(self, *tags: str) -> str:
        """Return a scalar as written if YAML takes it for one of these types, else nothing."""
        return str(self.node.value) if isinstance(self.node, ScalarNode) and self.tag in tags else ""

    def problem(self, message: str) -> None:
        """Note a problem at this place."""
        self.problems.append(LoadProblem(self.line, self.where, message))

    def fields(self, allowed: Iterable[str], required: Iterable[str] = ()) -> dict[str, Cursor]:
        """Return the entries of a mapping; unknown, repeated and missing keys are noted."""
        if not isinstance(self.node, MappingNode):
            self.problem("must be a mapping of keys to values.")
            return {}
        allowed = list(allowed)
        found: dict[str, Cursor] = {}
        for key_node, value_node in self.node.value:
            name = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
            path = f"{self.where}.{name}" if self.where else name
            if name in found:
                self.problems.append(LoadProblem(line_of(key_node), path, "the key is given twice."))
            elif name not in allowed:
                known = ", ".join(allowed)
                self.problems.append(LoadProblem(line_of(key_node), path, f"unknown key; known here are {known}."))
            else:
                found[name] = Cursor(value_node, path, self.problems)
        for name in required:
            if name not in found:
                self.problem(f"“{name}” is missing.")
        return {name: cursor for name, cursor in found.items() if not cursor.is_null or cursor.note_empty()}

    def note_empty(self) -> bool:
        """Note that a key has no value."""
        self.problem("has no value; write one or leave the key out.")
        return False

    def items(self) -> list[Cursor]:
        """Return the entries of a list."""
        if not isinstance(self.node, SequenceNode):
            self.problem("must be a list; start each entry with “- ”.")
            return []
        return [Cursor(node, f"{self.where}[{place}]", self.problems) for place, node in enumerate(self.node.value)]

    def text(self) -> str | None:
        """Return text; a value that YAML takes for something else must be quoted."""
        if not isinstance(self.node, ScalarNode):
            self.problem("must be text.")
            return None
        if self.tag != "str":
            read_as = _TAGS.get(self.tag)
            quote = f"YAML reads this as {read_as}; put it in quotes to make it text."
            self.problem(quote if read_as else "a YAML tag (!…) is not allowed here.")
            return None
        return " ".join(str(self.node.value).split())

    def printed(self) -> str | None:
        """Return a figure as printed; an unquoted number loses digits."""
        value = self._scalar("int", "float")
        if value:
            self.problem(f'put the figure in quotes, "{value}", so that it keeps its digits as printed.')
            return None
        return self.text()

    def slug(self) -> str | None:
        """Return a short name of lower-case letters, digits and hyphens."""
        text = self.text()
        if text is not None and not _SLUG.fullmatch(text):
            self.problem(f"“{text}” is not a short name; use lower-case letters, digits and hyphens.")
            return None
        return text

    def integer(self) -> int | None:
        """Return a whole number of at least 0."""
        digits = self._scalar("int", "str").replace(",", "")
        if re.fullmatch(r"\d{1,9}", digits, re.ASCII):
            return int(digits)
        self.problem("must be a whole number, like 30.")
        return None

    def number(self) -> float | None:
        """Return a number of at least 0, quoted or not, such as a time point."""
        value = self._scalar("int", "float", "str")
        if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value, re.ASCII):
            return float(value)
        self.problem("must be a number, like 4 or 2.5.")
        return None

    def one_of(self, values: Sequence[str]) -> str | None:
        """Return one of some words."""
        text = self._scalar("int", "float") or self.text()
        if text is not None and text not in values:
            self.problem(f"“{text}” is not known; write one of {', '.join(value for value in values if value)}.")
            return None
        return text

    def pair(self) -> tuple[Cursor, Cursor] | None:
        """Return the two entries of a list of two."""
        items = self.items()
        if len(items) == 2:
            return items[0], items[1]
        if isinstance(self.node, SequenceNode):
            self.problem('must hold two figures, like ["64.5", "92.7"].')
        return None


Reader = Callable[[Cursor], Any]

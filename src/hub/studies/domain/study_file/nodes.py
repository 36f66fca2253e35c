"""YAML as nodes that know their lines, with everything dangerous or ambiguous refused before it is built.

PyYAML's composer gives every node its place in the file but builds no Python objects, so a tag cannot
run code. Aliases are refused, since a few lines of them can stand for billions of values.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node

from hub.studies.results import LoadProblem

LARGEST_FILE = 2_000_000
DEEPEST_NESTING = 12


class UnreadableError(Exception):
    """The file holds no readable YAML mapping; ``problems`` say why."""

    def __init__(self, *problems: LoadProblem) -> None:
        self.problems = problems
        super().__init__()


def read_nodes(path: Path) -> MappingNode:
    """Return the top mapping of a YAML file.

    Raises
    ------
    UnreadableError
        If the file is missing, too large, not UTF-8, not YAML, empty or not a mapping.
    """
    text = _read_text(path)
    try:
        _refuse_dangers(text)
        node: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableError(LoadProblem(mark.line + 1 if mark else 0, "", f"not YAML: {error.problem}.")) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UnreadableError(LoadProblem(line, "", f"a character that YAML does not allow: {error.reason}.")) from None
    if node is None:
        raise UnreadableError(LoadProblem(0, "", "the file is empty."))
    if not isinstance(node, MappingNode):
        raise UnreadableError(LoadProblem(line_of(node), "", "the file must be a mapping that starts with “study:”."))
    return node


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableError(LoadProblem(0, "", f"the file is larger than {LARGEST_FILE // 1_000_000} MB."))
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(LoadProblem(0, "", "there is no such file.")) from None
    except OSError as error:
        raise UnreadableError(LoadProblem(0, "", f"the file cannot be read: {error.strerror}.")) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(LoadProblem(line, "", "the file is not UTF-8 text; save it as UTF-8.")) from None


def _refuse_dangers(text: str) -> None:
    """Walk the events, which needs no memory for what aliases stand for and no recursion."""
    problems = []
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problems.append(
                LoadProblem(line, "", "anchors and aliases (& and *) are not allowed; write the value out.")
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_NESTING:
            raise UnreadableError(LoadProblem(line, "", f"the file is nested more than {DEEPEST_NESTING} levels deep."))
    if problems:
        raise UnreadableError(*problems)


def line_of(node: Node) -> int:
    """Return the line on which a node starts, counted from 1."""
    return int(node.start_mark.line) + 1

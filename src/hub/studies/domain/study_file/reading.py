"""A study file in memory: every part read, every problem noted, nothing yet compared with the database."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from yaml.nodes import MappingNode

from hub.studies.domain.study_file import shapes
from hub.studies.domain.study_file.cursor import Cursor
from hub.studies.domain.study_file.shapes import Entry
from hub.studies.results import LoadProblem
from hub.studies.results.citation import Citation

PARTS = ("study", "references", "arms", "outcomes", "results", "data")


@dataclass
class StudyFile:
    """The parts of a study file."""

    study: Entry
    references: list[Entry] = field(default_factory=list)
    arms: list[Entry] = field(default_factory=list)
    outcomes: list[Entry] = field(default_factory=list)
    results: list[Entry] = field(default_factory=list)
    data: Cursor | None = None

    @property
    def key(self) -> str:
        """The study's key; empty if the file does not say."""
        return str(self.study.values.get("key", ""))


def read_study_file(node: MappingNode, problems: list[LoadProblem]) -> StudyFile:
    """Read all parts of a file, adding to ``problems``."""
    top = Cursor(node, "", problems)
    parts = top.fields(PARTS, required=("study", "arms", "outcomes"))
    file = StudyFile(study=_study(parts["study"]) if "study" in parts else Entry(top))
    file.references = [_reference(item) for item in _items(parts, "references")]
    file.arms = [_simple(item, shapes.ARM, shapes.ARM_REQUIRED) for item in _items(parts, "arms")]
    file.outcomes = [_simple(item, shapes.OUTCOME, shapes.OUTCOME_REQUIRED) for item in _items(parts, "outcomes")]
    arm_keys, outcome_keys = _keys(file.arms), _keys(file.outcomes)
    file.results = [_result(item, arm_keys, outcome_keys) for item in _items(parts, "results")]
    file.data = parts.get("data")
    reference_keys = _keys(file.references)
    primary = file.study.values.get("primary_reference")
    if primary is not None and primary not in reference_keys:
        file.study.places["primary_reference"].problem(f"there is no reference “{primary}” in this file.")
    return file


def _items(parts: dict[str, Cursor], name: str) -> list[Cursor]:
    return parts[name].items() if name in parts else []


def _keys(entries: list[Entry]) -> set[str]:
    """Return the keys of entries; one that is used twice is noted."""
    seen: set[str] = set()
    for entry in entries:
        key = entry.values.get("key")
        if key in seen:
            entry.places["key"].problem(f"the key “{key}” is used twice.")
        elif key is not None:
            seen.add(key)
    return seen


def _simple(cursor: Cursor, shape: shapes.Fields, required: tuple[str, ...]) -> Entry:
    entry = Entry(cursor)
    entry.read(shape, cursor.fields(shape, required))
    return entry


def _study(cursor: Cursor) -> Entry:
    entry = Entry(cursor)
    found = cursor.fields((*shapes.STUDY, "follow_up", "primary_reference"), shapes.STUDY_REQUIRED)
    entry.read(shapes.STUDY, found)
    if "primary_reference" in found:
        entry.take("primary_reference", found["primary_reference"].slug(), found["primary_reference"])
    if "follow_up" in found:
        _follow_up(entry, found["follow_up"])
    return entry


def _follow_up(entry: Entry, cursor: Cursor) -> None:
    found = cursor.fields((*shapes.FOLLOW_UP, *shapes.SPREADS), ("median", "unit"))
    entry.read(shapes.FOLLOW_UP, found)
    spreads = [name for name in shapes.SPREADS if name in found]
    for spread in spreads[1:]:
        found[spread].problem(f"give only one of {', '.join(shapes.SPREADS)}.")
    if spreads:
        _limits(entry, found[spreads[0]], "follow_up_low_printed", "follow_up_high_printed")
        entry.take("follow_up_spread", spreads[0], found[spreads[0]])


def _limits(entry: Entry, cursor: Cursor, low: str, high: str) -> None:
    pair = cursor.pair()
    for name, limit in zip((low, high), pair or (), strict=False):
        entry.take(name, limit.printed(), cursor)


def _reference(cursor: Cursor) -> Entry:
    entry = Entry(cursor)
    found = cursor.fields(("key", "authors", *shapes.REFERENCE_TEXTS), ("key", "title"))
    if "key" in found:
        entry.take("key", found["key"].slug(), found["key"])
    texts = {name: found[name].text() or "" for name in shapes.REFERENCE_TEXTS if name in found}
    authors = tuple(author.text() or "" for author in found["authors"].items()) if "authors" in found else ()
    citation = Citation(**{"title": "", **texts, "authors": authors})
    problems = citation.problems()
    for name, sentence in problems.items():
        if name in found:
            found[name].problem(sentence)
    for name in ("doi", "pmid"):
        entry.take(name, texts.get(name), found.get(name, cursor))
    readable = replace(citation, year="") if "year" in problems else citation
    entry.values["csl"] = readable.to_csl()
    return entry


def _result(cursor: Cursor, arm_keys: set[str], outcome_keys: set[str]) -> Entry:
    entry = Entry(cursor)
    found = cursor.fields(("outcome", "arm", "comparator", *shapes.RESULT, "interval"), ("outcome", "estimate"))
    entry.read(shapes.RESULT, found)
    known = {"outcome": outcome_keys, "arm": arm_keys, "comparator": arm_keys}
    for name, keys in known.items():
        if name in found:
            key = found[name].slug()
            if key is not None and key not in keys:
                part = "outcome" if name == "outcome" else "arm"
                found[name].problem(f"there is no {part} “{key}” in this file.")
                key = None
            entry.take(name, key, found[name])
    if "interval" in found:
        _limits(entry, found["interval"], "low_printed", "high_printed")
    return entry

"""Read a funding file and say everything that is wrong with it, before anything is written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import yaml

from hub.funding.enums import GrantKind
from hub.funding.models import Funder, SupportLevel
from hub.funding.results import FundingFileError

Entry = dict[str, Any]
Sections = dict[str, list[Entry]]

# For each list: what an entry must have, and what it may have, with the type of each.
_REQUIRED: dict[str, dict[str, type]] = {
    "levels": {"name": str},
    "funders": {"name": str},
    "grants": {"funder": str, "level": str, "kind": str, "from": date},
    "no_external_funding": {"article": str, "declared_on": date},
}
_OPTIONAL: dict[str, dict[str, type]] = {
    "levels": {},
    "funders": {"website": str, "description": str},
    "grants": {"to": date, "purpose": str, "hub_wide": bool, "articles": list},
    "no_external_funding": {},
}
_TYPE_NAMES = {str: "text", date: "a date like 2026-01-31", bool: "true or false", list: "a list"}


def read(text: str) -> Sections:
    """Parse a funding file; a list that is not there is empty.

    Raises
    ------
    FundingFileError
        When its structure is wrong.
    """
    try:
        content = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise FundingFileError([f"It is not YAML: {error}"]) from error
    if not isinstance(content, dict):
        raise FundingFileError([f"It must hold the lists {', '.join(_REQUIRED)}."])
    problems = [
        f"“{name}” is not one of the lists {', '.join(_REQUIRED)}." for name in content if name not in _REQUIRED
    ]
    sections: Sections = {}
    for name in _REQUIRED:
        entries = content.get(name) or []
        if not isinstance(entries, list):
            problems.append(f"{name} must be a list.")
            continue
        sections[name] = [{"name": entry} if isinstance(entry, str) else entry for entry in entries]
        for number, entry in enumerate(sections[name], start=1):
            problems += [f"{name}, entry {number}: {problem}" for problem in _structure(name, entry)]
    if problems:
        raise FundingFileError(problems)
    return sections


def check(sections: Sections, *, articles: Collection[str]) -> list[str]:
    """Return a sentence for each entry that contradicts itself or names what is not there."""
    levels = {entry["name"] for entry in sections["levels"]} | set(SupportLevel.objects.values_list("name", flat=True))
    funders = {entry["name"] for entry in sections["funders"]} | set(Funder.objects.values_list("name", flat=True))
    problems = []
    for number, grant in enumerate(sections["grants"], start=1):
        found = _grant(grant, levels=levels, funders=funders, articles=articles)
        problems += [f"grants, entry {number}: {problem}" for problem in found]
    funded = {slug for grant in sections["grants"] for slug in grant.get("articles", [])}
    for number, declaration in enumerate(sections["no_external_funding"], start=1):
        slug = declaration["article"]
        if slug not in articles:
            problems.append(f"no_external_funding, entry {number}: there is no article “{slug}”.")
        if slug in funded:
            problems.append(f"no_external_funding, entry {number}: a grant supports “{slug}”.")
    return problems


def _structure(section: str, entry: object) -> list[str]:
    if not isinstance(entry, dict):
        return ["it must name its parts, like “name: …”."]
    required, known = _REQUIRED[section], {**_REQUIRED[section], **_OPTIONAL[section]}
    problems = [f"“{name}” is missing." for name in required if name not in entry]
    for name, value in entry.items():
        if name not in known:
            problems.append(f"“{name}” is not known here; it may have {', '.join(known)}.")
        elif not isinstance(value, known[name]):
            problems.append(f"“{name}” must be {_TYPE_NAMES[known[name]]}.")
    return problems


def _grant(entry: Entry, *, levels: set[str], funders: set[str], articles: Collection[str]) -> list[str]:
    problems = []
    if entry["funder"] not in funders:
        problems.append(f"there is no funder “{entry['funder']}”.")
    if entry["level"] not in levels:
        problems.append(f"there is no level “{entry['level']}”.")
    if entry["kind"] not in GrantKind.values:
        problems.append(f"“{entry['kind']}” is not a kind of support; take one of {', '.join(GrantKind.values)}.")
    if "to" in entry and entry["to"] < entry["from"]:
        problems.append("it ends before it starts.")
    problems += [f"there is no article “{slug}”." for slug in entry.get("articles", []) if slug not in articles]
    return problems

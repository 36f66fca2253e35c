"""Name what readers stated at the gate, in the language of who reads the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from hub.access.domain.countries import country_names
from hub.access.forms import USUAL_PROFESSIONS


def part_label(field: str, key: str | None) -> str:
    """Return the words for a country or profession, for those who stated none, or for all others together."""
    if key is None:
        return gettext("All others, too few to be shown alone")
    if not key:
        return gettext("Not stated")
    names: dict[str, Any] = country_names() if field == "country" else USUAL_PROFESSIONS
    return str(names.get(key, key))


def labelled(field: str, parts: Iterable[Any]) -> list[tuple[str, Any]]:
    """Return parts with their words, in the order of the words; those not stated and all others stay last."""
    named = [(part_label(field, part.key), part) for part in parts]
    return sorted(named, key=lambda entry: (not entry[1].key, entry[1].key is None, entry[0].casefold()))

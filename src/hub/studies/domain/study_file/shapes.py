"""Which keys a study file may have, and the model field that each fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.studies.domain.study_file.cursor import Cursor, Reader
from hub.studies.enums import ArmRole, Better, CtcaeVersion, Measure, Phase, Source, SpreadKind, StudyDesign, TimeUnit

Fields = Mapping[str, tuple[str, Reader]]


def _choice(choices: type) -> Reader:
    return lambda cursor: cursor.one_of(list(choices.values))


STUDY: Fields = {
    "key": ("key", Cursor.slug),
    "name": ("name", Cursor.text),
    "registry_id": ("registry_id", Cursor.text),
    "design": ("design", _choice(StudyDesign)),
    "phase": ("phase", _choice(Phase)),
    "condition": ("condition", Cursor.text),
    "population": ("population", Cursor.text),
    "data_note": ("data_note", Cursor.text),
}
STUDY_REQUIRED = ("key", "name", "design", "condition", "population")
FOLLOW_UP: Fields = {
    "median": ("follow_up_printed", Cursor.printed),
    "unit": ("follow_up_unit", _choice(TimeUnit)),
}
REFERENCE_TEXTS = ("title", "journal", "journal_abbreviation", "year", "volume", "issue", "pages", "doi", "pmid")
ARM: Fields = {
    "key": ("key", Cursor.slug),
    "label": ("label", Cursor.text),
    "intervention": ("intervention", Cursor.text),
    "n": ("n", Cursor.integer),
    "role": ("role", _choice(ArmRole)),
}
ARM_REQUIRED = ("key", "label", "n", "role")
OUTCOME: Fields = {
    "key": ("key", Cursor.slug),
    "name": ("name", Cursor.text),
    "abbreviation": ("abbreviation", Cursor.text),
    "definition": ("definition", Cursor.text),
    "measure": ("measure", _choice(Measure)),
    "better": ("better", _choice(Better)),
}
OUTCOME_REQUIRED = ("key", "name", "measure", "better")
RESULT: Fields = {
    "measure": ("measure", _choice(Measure)),
    "time": ("time", Cursor.number),
    "time_unit": ("time_unit", _choice(TimeUnit)),
    "estimate": ("estimate_printed", Cursor.printed),
    "unit": ("unit", Cursor.text),
    "interval_level": ("interval_level", Cursor.number),
    "interval_method": ("interval_method", Cursor.text),
    "numerator": ("numerator", Cursor.integer),
    "denominator": ("denominator", Cursor.integer),
    "p": ("p_printed", Cursor.printed),
    "grade": ("grade", Cursor.printed),
    "ctcae_version": ("ctcae_version", _choice(CtcaeVersion)),
    "period": ("period", Cursor.text),
    "source": ("source", lambda cursor: cursor.one_of([Source.PUBLISHED, Source.RECONSTRUCTED])),
    "method": ("method", Cursor.text),
}
SPREADS = tuple(SpreadKind.values)


@dataclass
class Entry:
    """What one part of the file says: model fields with their values, and the place of each."""

    cursor: Cursor
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Cursor] = field(default_factory=dict)

    def take(self, name: str, value: Any, cursor: Cursor) -> None:
        """Note a value and where it stands."""
        self.places[name] = cursor
        if value is not None:
            self.values[name] = value

    def read(self, fields: Fields, found: Mapping[str, Cursor]) -> None:
        """Read the simple keys of a mapping."""
        for key, (name, reader) in fields.items():
            if key in found:
                self.take(name, reader(found[key]), found[key])

    def place_of(self, name: str) -> Cursor:
        """Return where a model field stands, or else the whole entry."""
        return self.places.get(name, self.cursor)

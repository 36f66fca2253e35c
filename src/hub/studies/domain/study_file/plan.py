"""What has to be written for the database to say what a study file says.

Rows are found again by what they are about (a key, or a result's arm, time and measure), filled in
memory and held against the models' own rules, so that the file and the admin accept the same things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from wagtail.log_actions import log

from hub.studies.domain.study_file.computed import Computed
from hub.studies.domain.study_file.cursor import Cursor
from hub.studies.domain.study_file.reading import StudyFile
from hub.studies.domain.study_file.shapes import Entry
from hub.studies.models import Arm, Curve, Outcome, Reference, Result, Study
from hub.studies.results import LoadProblem

# Links are checked by key while the file is read; the rows they point to may not be saved yet.
_LINKS = frozenset({"study", "outcome", "arm", "comparator", "primary_reference"})


@dataclass
class Row:
    """A model instance as the file wants it."""

    instance: models.Model
    differs: bool

    @property
    def is_new(self) -> bool:
        """Whether the row is not in the database yet."""
        return self.instance.pk is None


@dataclass
class Plan:
    """All rows of a study, in the order in which they are written, and those to be removed."""

    study: Study
    study_row: Row
    references: list[Row] = field(default_factory=list)
    arms: list[Row] = field(default_factory=list)
    outcomes: list[Row] = field(default_factory=list)
    results: list[Row] = field(default_factory=list)
    curves: list[Row] = field(default_factory=list)
    removed: list[models.Model] = field(default_factory=list)

    def _groups(self) -> list[tuple[str, list[Row]]]:
        return [
            ("reference", self.references),
            ("study", [self.study_row]),
            ("arm", self.arms),
            ("outcome", self.outcomes),
            ("result", self.results),
            ("curve", self.curves),
        ]

    def changes(self) -> list[str]:
        """Say in words what will be written."""
        words = []
        for name, rows in self._groups():
            added = sum(row.is_new for row in rows)
            words += _counted(added, name, "added")
            words += _counted(sum(row.differs and not row.is_new for row in rows), name, "changed")
        for name, count in Counter(str(row._meta.verbose_name) for row in self.removed).items():
            words += _counted(count, name, "removed")
        return words

    def write(self) -> None:
        """Write every row that differs, then a revision and a log entry of the study."""
        created = self.study_row.is_new
        for row in self.removed:
            row.delete()
        for _, rows in self._groups():
            for row in rows:
                if row.differs:
                    _link(row.instance)
                    row.instance.save()
        study = Study.objects.get(pk=self.study.pk)
        revision = study.save_revision()
        log(
            instance=study,
            action="wagtail.create" if created else "wagtail.edit",
            revision=revision,
            content_changed=True,
        )


def _counted(count: int, name: str, done: str) -> list[str]:
    return [f"{count} {name if count == 1 else f'{name}s'} {done}"] if count else []


def _link(instance: models.Model) -> None:
    """Copy the keys of related rows that were saved after they were assigned."""
    for name in _LINKS:
        if name in {relation.name for relation in instance._meta.fields}:
            setattr(instance, name, getattr(instance, name))


def make_plan(file: StudyFile, computed: Computed, problems: list[LoadProblem]) -> Plan:
    """Compare a file with the database, adding what the models refuse to ``problems``."""
    study = Study.objects.filter(key=file.key).first() or Study()
    plan = Plan(study=study, study_row=Row(study, False))
    plan.references = [_reference_row(entry, problems) for entry in file.references]
    references = {row.instance.key: row.instance for row in plan.references}
    primary = references.get(file.study.values.pop("primary_reference", ""))
    plan.study_row = _row(study, {**file.study.values, "primary_reference": primary}, file.study, problems)
    stored = _stored(study)
    plan.arms = _keyed_rows(Arm, study, file.arms, stored[Arm], problems)
    plan.outcomes = _keyed_rows(Outcome, study, file.outcomes, stored[Outcome], problems)
    arms = {row.instance.key: row.instance for row in plan.arms}
    outcomes = {row.instance.key: row.instance for row in plan.outcomes}
    plan.results = _result_rows(study, file.results, computed, arms, outcomes, stored[Result], problems)
    plan.curves = _curve_rows(study, computed, arms, outcomes, stored[Curve])
    kept = {id(row.instance) for _, rows in plan._groups() for row in rows}
    plan.removed = [
        row
        for model in (Curve, Result, Outcome, Arm)
        for row in stored[model]
        if id(row) not in kept and not _is_of_an_upload(row)
    ]
    return plan


def _is_of_an_upload(row: models.Model) -> bool:
    """Whether a row was computed from a file that an editor uploaded, of which a study file says nothing."""
    return getattr(row, "patient_file_id", None) is not None


def _stored(study: Study) -> dict[type[models.Model], list[Any]]:
    if study.pk is None:
        return {Arm: [], Outcome: [], Result: [], Curve: []}
    return {
        Arm: list(Arm.objects.filter(study=study)),
        Outcome: list(Outcome.objects.filter(study=study)),
        Result: list(Result.objects.filter(study=study).select_related("outcome", "arm", "comparator")),
        Curve: list(Curve.objects.filter(study=study).select_related("outcome", "arm")),
    }


def _reference_row(entry: Entry, problems: list[LoadProblem]) -> Row:
    reference = Reference.objects.filter(key=entry.values.get("key", "")).first() or Reference()
    return _row(reference, entry.values, entry, problems)


def _keyed_rows(
    model: type[models.Model],
    study: Study,
    entries: Sequence[Entry],
    stored: Sequence[Any],
    problems: list[LoadProblem],
) -> list[Row]:
    by_key = {row.key: row for row in stored}
    rows = []
    for position, entry in enumerate(entries):
        instance = by_key.pop(entry.values.get("key"), None) or model()
        rows.append(_row(instance, {**entry.values, "study": study, "position": position}, entry, problems))
    return rows


def _result_rows(
    study: Study,
    entries: Sequence[Entry],
    computed: Computed,
    arms: dict[str, Any],
    outcomes: dict[str, Any],
    stored: Sequence[Result],
    problems: list[LoadProblem],
) -> list[Row]:
    by_identity = {result.identity: result for result in stored}
    rows: list[Row] = []
    seen: dict[tuple[Any, ...], Cursor] = {}
    for position, entry in enumerate([*entries, *computed.results]):
        links = {"arm": arms.get(entry.values.get("arm")), "comparator": arms.get(entry.values.get("comparator"))}
        outcome = outcomes.get(entry.values.get("outcome"))
        if outcome is None or not outcome.measure:
            continue  # The outcome's own problem is noted already.
        values = {**entry.values, **links, "outcome": outcome, "study": study, "position": position}
        identity = _fill(Result(), values).identity
        if identity in seen:
            entry.cursor.problem(f"says the same as the result in line {seen[identity].line}; keep one of them.")
        seen[identity] = entry.cursor
        rows.append(_row(by_identity.get(identity) or Result(), values, entry, problems))
    return rows


def _curve_rows(
    study: Study, computed: Computed, arms: dict[str, Any], outcomes: dict[str, Any], stored: Sequence[Curve]
) -> list[Row]:
    by_identity = {(curve.outcome.key, curve.arm.key if curve.arm else None): curve for curve in stored}
    rows = []
    for values in computed.curves:
        curve = by_identity.get((values["outcome"], values["arm"])) or Curve()
        links = {"study": study, "outcome": outcomes[values["outcome"]], "arm": arms.get(values["arm"])}
        before = _values(curve)
        _fill(curve, {**values, **links})
        rows.append(Row(curve, curve.pk is None or _values(curve) != before))
    return rows


def _row(instance: Any, values: dict[str, Any], entry: Entry, problems: list[LoadProblem]) -> Row:
    before = _values(instance)
    _reset(instance)
    _fill(instance, values)
    try:
        instance.full_clean(exclude=_unread(instance, values, entry), validate_unique=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            cursor = entry.cursor if name == NON_FIELD_ERRORS else entry.place_of(name)
            problems += [LoadProblem(cursor.line, cursor.where, _file_words(message)) for message in messages]
    return Row(instance, instance.pk is None or _values(instance) != before)


def _unread(instance: models.Model, values: dict[str, Any], entry: Entry) -> set[str]:
    """Return the fields not to be checked: links, and those whose problem is noted already."""
    names = {spec.name for spec in instance._meta.fields}
    refused = set(entry.places) - set(values)
    missing = {name for name in names if name not in values and not instance._meta.get_field(name).blank}
    return (_LINKS & names) | refused | missing


def _file_words(message: str) -> str:
    return message[:1].lower() + message[1:]


def _reset(instance: models.Model) -> None:
    """Empty every field that a file may leave out, so that a removed line is removed in the database."""
    for spec in instance._meta.concrete_fields:
        if spec.name not in _LINKS and not spec.primary_key and spec.name != "latest_revision" and spec.editable:
            setattr(instance, spec.name, spec.get_default())


def _fill(instance: Any, values: dict[str, Any]) -> Any:
    for name, value in values.items():
        setattr(instance, name, value)
    return instance


def _values(instance: models.Model) -> dict[str, Any]:
    return {
        spec.attname: getattr(instance, spec.attname)
        for spec in instance._meta.concrete_fields
        if spec.name != "latest_revision"
    }

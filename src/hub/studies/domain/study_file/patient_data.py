"""The data section of a study file: patient-level data beside the file, and what to compute from them."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from yaml.nodes import MappingNode, ScalarNode

from hub.studies.domain import engine
from hub.studies.domain.engine import DataError, PatientData
from hub.studies.domain.recomputation import DECIMALS, CurveRequest, recompute
from hub.studies.domain.study_file.computed import Computed
from hub.studies.domain.study_file.cursor import Cursor
from hub.studies.domain.study_file.reading import StudyFile
from hub.studies.domain.study_file.shapes import Entry
from hub.studies.enums import Measure, TimeUnit
from hub.studies.results import LoadProblem

CENSORED = "censored"
ANY_EVENT = "any"
_KEYS = ("file", "time_column", "time_unit", "status_column", "codes", "arm_column", "arms", "estimates")
_REQUIRED = ("file", "time_column", "time_unit", "status_column", "codes", "estimates")
_ESTIMATE_KEYS = ("outcome", "event", "at", "unit")
# How many of the smaller unit make one of the larger; months are not a whole number of weeks.
_FACTORS = {("months", "years"): 12, ("days", "weeks"): 7}


@dataclass
class _Section:
    """The data section as read; ``None`` or empty where a problem was noted."""

    path: Path | None = None
    columns: dict[str, str] = field(default_factory=dict)
    time_unit: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    arms: dict[str, str] = field(default_factory=dict)

    def patient_data(self) -> PatientData:
        """Return what the engine needs to read the file."""
        return PatientData(
            path=self.path,
            time_column=self.columns["time_column"],
            status_column=self.columns["status_column"],
            arm_column=self.columns.get("arm_column", ""),
            time_unit=self.time_unit,
            codes=self.codes,
            arms=self.arms,
        )


def read_patient_data(file: StudyFile, folder: Path, problems: list[LoadProblem]) -> Computed:
    """Read the data section and compute its results; problems are added to the list."""
    computed = Computed()
    if file.data is None:
        return computed
    found = file.data.fields(_KEYS, _REQUIRED)
    section = _section(found, file, folder)
    requests = [_request(item, section, file) for item in found["estimates"].items()] if "estimates" in found else []
    if problems or section.path is None:
        return computed  # Figures are computed only from a file without problems.
    try:
        table = engine.read_events(section.patient_data())
    except DataError as error:
        found["file"].problem(str(error))
        return computed
    sizes = {entry.values["key"]: entry.values["n"] for entry in file.arms}
    for request in requests:
        _compute(request, table, computed, sizes, has_arms=bool(section.arms))
    return computed


def _section(found: dict[str, Cursor], file: StudyFile, folder: Path) -> _Section:
    section = _Section()
    for key in ("time_column", "status_column", "arm_column"):
        if key in found:
            section.columns[key] = found[key].text() or ""
    if "time_unit" in found:
        section.time_unit = found["time_unit"].one_of(TimeUnit.values) or ""
    if "codes" in found:
        section.codes = _words(found["codes"])
    if "arms" in found:
        section.arms = _words(found["arms"])
        for value, key in section.arms.items():
            if key not in {entry.values.get("key") for entry in file.arms}:
                found["arms"].problem(f"there is no arm “{key}” in this file, given for “{value}”.")
    if ("arms" in found) != ("arm_column" in found):
        found.get("arms", found.get("arm_column", file.study.cursor)).problem("“arm_column” and “arms” go together.")
    if "file" in found:
        section.path = _data_file(found["file"], folder, section)
    return section


def _words(cursor: Cursor) -> dict[str, str]:
    """Read a mapping of a value in the data to a word of this file."""
    if not isinstance(cursor.node, MappingNode):
        cursor.problem("must be a mapping of values in the data to words.")
        return {}
    words: dict[str, str] = {}
    for key_node, value_node in cursor.node.value:
        key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
        entry = Cursor(value_node, f"{cursor.where}.{key}", cursor.problems)
        if key in words:
            entry.problem("the value is given twice.")
        words[key] = entry.text() or ""
    return words


def _data_file(cursor: Cursor, folder: Path, section: _Section) -> Path | None:
    """Return the data file's path once it is known to be there with the columns named."""
    name = cursor.text()
    if name is None:
        return None
    path = folder / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header = next(csv.reader(stream), [])
    except (OSError, UnicodeDecodeError):
        cursor.problem(f"there is no readable CSV file at {path}.")
        return None
    missing = [column for column in section.columns.values() if column and column not in header]
    for column in missing:
        cursor.problem(f"the data have no column “{column}”; their columns are {', '.join(header)}.")
    return None if missing else path


@dataclass
class _Request:
    """One outcome to be computed, with the time points to read off, in the unit of the results."""

    cursor: Cursor
    outcome: str = ""
    measure: str = ""
    event: str = ""
    times: tuple[float, ...] = ()
    unit: str = ""
    factor: int = 1


def _request(cursor: Cursor, section: _Section, file: StudyFile) -> _Request:
    request = _Request(cursor)
    found = cursor.fields(_ESTIMATE_KEYS, _ESTIMATE_KEYS)
    if "outcome" in found:
        _set_outcome(request, found["outcome"], file)
    if "event" in found:
        _set_event(request, found["event"], section)
    if "unit" in found:
        _set_unit(request, found["unit"], section)
    if "at" in found:
        request.times = tuple(time for item in found["at"].items() if (time := item.number()) is not None)
    return request


def _set_outcome(request: _Request, cursor: Cursor, file: StudyFile) -> None:
    key = cursor.slug()
    outcome = next((entry for entry in file.outcomes if entry.values.get("key") == key), None)
    if outcome is None:
        cursor.problem(f"there is no outcome “{key}” in this file.")
        return
    request.outcome, request.measure = str(key), outcome.values.get("measure", "")
    if request.measure not in (Measure.SURVIVAL_PROBABILITY, Measure.CUMULATIVE_INCIDENCE):
        cursor.problem("only a survival probability or a cumulative incidence can be computed.")


def _set_event(request: _Request, cursor: Cursor, section: _Section) -> None:
    request.event = cursor.text() or ""
    events = {label for label in section.codes.values() if label != CENSORED}
    if request.measure == Measure.SURVIVAL_PROBABILITY:
        if request.event != ANY_EVENT:
            cursor.problem(f"survival is computed to the first event of {ANY_EVENT} kind; write “{ANY_EVENT}”.")
    elif request.event not in events:
        cursor.problem(f"“{request.event}” is no event of this file’s codes.")


def _set_unit(request: _Request, cursor: Cursor, section: _Section) -> None:
    request.unit = cursor.one_of(TimeUnit.values) or ""
    factor = 1 if request.unit == section.time_unit else _FACTORS.get((section.time_unit, request.unit))
    if request.unit and section.time_unit and factor is None:
        cursor.problem(f"times in {section.time_unit} cannot be given in {request.unit} without rounding.")
    request.factor = factor or 1


def _compute(
    request: _Request, table: engine.EventTable, computed: Computed, sizes: dict[str, int], *, has_arms: bool
) -> None:
    only = next(iter(sizes)) if len(sizes) == 1 else None
    asked = CurveRequest(
        outcome=request.outcome,
        event="" if request.event == ANY_EVENT else request.event,
        times=dict.fromkeys(request.times, DECIMALS),
        unit=request.unit,
        factor=request.factor,
    )
    for part in recompute(table, asked, lambda name: name if has_arms else only):
        for sentence in part.computed.unreached:
            request.cursor.problem(sentence)
        if part.arm and sizes[part.arm] != part.computed.n:
            rows = f"but the data have {part.computed.n} rows of it"
            request.cursor.problem(f"arm “{part.arm}” has n {sizes[part.arm]}, {rows}.")
        computed.curves.append(part.curve)
        computed.results += [Entry(request.cursor, values) for values in part.results]

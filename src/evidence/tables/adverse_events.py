"""Rows of adverse events in, patients counted out: each once per term and period, at the worst grade.

A row is one event, so patients without any have none, and a later period has fewer patients than the study. Neither can
be told from the rows: the numbers treated are always the caller's to give.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from evidence.results import DataSource, IntArray
from evidence.results.safety import ANY_TERM, OVERALL
from evidence.tables.bad_rows import sentence
from evidence.tables.event_table import BadRowsError
from evidence.tables.sources import opened

GRADES = {f"{grade}{zero}": grade for grade in range(1, 6) for zero in ("", ".0")}
"""The grades as files write them; those of whole numbers with gaps may write 3.0 for 3."""
WORST_GRADE = 5


Rows = Iterator[tuple[int, tuple[str | None, ...]]]
Treated = Mapping[str, int]


@dataclass(frozen=True, eq=False)
class AdverseEventCounts:
    """
    Patients and events by period, arm, term and grade.

    Parameters
    ----------
    periods, arms, terms : tuple of str
        The first period is `OVERALL`, the first term `ANY_TERM`.
    treated : int64 array of shape (periods, arms)
        Patients who started the period; 0 where an arm has no such period.
    patients : int64 array of shape (periods, arms, terms, 5)
        Patients by the worst grade that they had of the term in the period.
    events : int64 array of shape (periods, arms, terms, 5)
        Events by grade.
    ctcae_version : str or None
    source : DataSource, default PATIENTS

    Raises
    ------
    ValueError
        If shapes do not fit, a name stands twice, or a count is negative or more than there can be.
    """

    periods: tuple[str, ...]
    arms: tuple[str, ...]
    terms: tuple[str, ...]
    treated: IntArray
    patients: IntArray
    events: IntArray
    ctcae_version: str | None = None
    source: DataSource = DataSource.PATIENTS

    def __post_init__(self) -> None:
        shape = (len(self.periods), len(self.arms), len(self.terms), WORST_GRADE)
        if self.treated.shape != shape[:2] or self.patients.shape != shape or self.events.shape != shape:
            raise ValueError("Counts need one entry per period, arm, term and grade.")
        if self.periods[:1] != (OVERALL,) or self.terms[:1] != (ANY_TERM,):
            raise ValueError(f"The first period must be “{OVERALL}” and the first term “{ANY_TERM}”.")
        for names in (self.periods, self.arms, self.terms):
            if len(set(names)) < len(names):
                raise ValueError("A period, an arm or a term is named twice.")
        if min(int(counts.min(initial=0)) for counts in (self.treated, self.patients, self.events)) < 0:
            raise ValueError("A count is negative.")
        if (self.patients.sum(axis=3) > self.treated[:, :, np.newaxis]).any():
            raise ValueError("More patients have an adverse event than were treated.")
        if (self.patients.sum(axis=3) > self.events.sum(axis=3)).any():
            raise ValueError("More patients have an adverse event than there are events.")
        for array in (self.treated, self.patients, self.events):
            array.setflags(write=False)


def read_adverse_events(
    source: object,
    *,
    patient: str,
    arm: str,
    term: str,
    grade: str,
    treated: Treated,
    period: str | None = None,
    treated_by_period: Mapping[str, Treated] | None = None,
    ctcae_version: str | None = None,
) -> AdverseEventCounts:
    """
    Count patients with adverse events from a table with one row per event.

    Parameters
    ----------
    source : path, frame, Arrow table or DuckDB relation
        What `read_events` takes, but no ibis table; a path is that of a CSV, Parquet or Arrow file.
    patient, arm, term, grade : str
        Names of columns: who, in which arm, had what, how severe. Grades are whole numbers from 1 to 5. Terms are taken
        as they are written.
    treated : mapping of str to int
        How many patients of each arm were treated, those without any event included. Its keys are the texts in the arm
        column, in the order wanted.
    period : str, optional
        Name of the column with the period in which the event happened.
    treated_by_period : mapping of str to mapping of str to int, optional
        How many patients of each arm started each period, in the order wanted; an arm left out did not have it.
        Required with `period`, and only there.
    ctcae_version : str, optional
        Like ``"5.0"``.

    Returns
    -------
    AdverseEventCounts

    Raises
    ------
    BadRowsError
        If a column, row or number treated cannot be used, a patient is in two arms, or more patients have events than
        were treated; every problem is listed and nothing is computed.
    """
    names = [patient, arm, term, grade] + ([period] if period is not None else [])
    started = {OVERALL: treated, **(treated_by_period or {})}
    _require_denominators(treated, period, treated_by_period)
    with opened(source, list(dict.fromkeys(names))) as rows:
        chosen = ", ".join(f"{rows.columns[name].text} AS v{place}" for place, name in enumerate(names))
        texts = rows.select(chosen).fetchall()
        found = _Found(started, rows.malformed)
    found.read(_numbered(texts, rows.malformed))
    return found.counted(ctcae_version)


def _numbered(texts: list[tuple[str | None, ...]], malformed: Mapping[str, list[int]]) -> Rows:
    """Give each row that could be taken apart its place among all rows."""
    refused = {row for rows in malformed.values() for row in rows}
    numbers = (row for row in range(1, len(texts) + len(refused) + 1) if row not in refused)
    return zip(numbers, texts, strict=False)


def _require_denominators(treated: Treated, period: str | None, by_period: Mapping[str, Treated] | None) -> None:
    problems = []
    if not treated:
        problems.append("The number treated must be given for each arm.")
    if (period is None) != (by_period is None):
        problems.append("A column of periods and the numbers who started each period go together.")
    for name, numbers in {OVERALL: treated, **(by_period or {})}.items():
        where = "" if numbers is treated else f" in the period {name}"
        for arm, number in numbers.items():
            if number < (0 if where else 1) or number != int(number):
                problems.append(f"{number} is not a number of patients treated (arm {arm}{where}).")
            elif arm not in treated:
                problems.append(f"There is no arm {arm!r}{where}; there are {', '.join(treated)}.")
            elif number > treated[arm]:
                problems.append(f"{number} patients of {arm} cannot have started {name}: {treated[arm]} were treated.")
    if OVERALL in (by_period or {}):
        problems.append(f"“{OVERALL}” is all periods together, not one of them.")
    if problems:
        raise BadRowsError(problems)


class _Found:
    """What the rows say, and what is wrong with them."""

    def __init__(self, started: Mapping[str, Treated], malformed: Mapping[str, list[int]]) -> None:
        self.started = started
        self.arms = list(started[OVERALL])
        self.bad: dict[str, list[int]] = {words: list(rows) for words, rows in malformed.items()}
        self.worst: dict[tuple[str, str, str, str], int] = {}
        self.events: dict[tuple[str, str, str, int], int] = {}
        self.arm_of: dict[str, str] = {}

    def read(self, rows: Rows) -> None:
        """Count every good row and note the others."""
        problems_of = cache(lambda *values: tuple(self._problems(*values)))
        for row, (patient, arm, *rest) in rows:
            problems = [*self._problems_of_patient(patient, arm), *problems_of(arm, *rest)]
            for words in problems:
                self.bad.setdefault(words, []).append(row)
            if not problems:
                self._count(str(patient), str(arm), *map(str, rest))

    def _count(self, patient: str, arm: str, term: str, grade: str, *periods: str) -> None:
        level = GRADES[grade]
        for period in (OVERALL, *periods):
            for named in (ANY_TERM, term):
                worst, events = (period, arm, named, patient), (period, arm, named, level)
                self.worst[worst] = max(level, self.worst.get(worst, 0))
                self.events[events] = self.events.get(events, 0) + 1

    def _problems_of_patient(self, patient: str | None, arm: str | None) -> Iterator[str]:
        if patient is None:
            yield "have no patient"
        elif arm in self.arms and self.arm_of.setdefault(patient, str(arm)) != arm:
            yield "have a patient of another arm"

    def _problems(self, arm: str | None, term: str | None, grade: str | None, *periods: str | None) -> Iterator[str]:
        for name, value in (("arm", arm), ("term", term), ("grade", grade), *(("period", value) for value in periods)):
            if value is None:
                yield f"have no {name}"
        if arm is not None and arm not in self.arms:
            yield "have an unknown arm"
        if term == ANY_TERM:
            yield f"have the term “{ANY_TERM}”, which stands for all terms together"
        if grade is not None and grade not in GRADES:
            yield "have a grade that is not a whole number from 1 to 5"
        for period in periods:
            if period is not None and (period == OVERALL or period not in self.started):
                yield "have an unknown period"
            elif period is not None and arm in self.arms and not self.started[period].get(str(arm)):
                yield "have a period that the arm did not have"

    def counted(self, ctcae_version: str | None) -> AdverseEventCounts:
        """Give the counts, or every problem."""
        terms = (ANY_TERM, *sorted({term for _, _, term, _ in self.events} - {ANY_TERM}))
        periods = tuple(self.started)
        places = [{name: place for place, name in enumerate(names)} for names in (periods, self.arms, terms)]
        treated = np.array([[self.started[name].get(arm, 0) for arm in self.arms] for name in periods], dtype=np.int64)
        patients = np.zeros((len(periods), len(self.arms), len(terms), WORST_GRADE), dtype=np.int64)
        events = np.zeros_like(patients)
        for (*key, _), level in self.worst.items():
            patients[*(place[name] for place, name in zip(places, key, strict=True)), level - 1] += 1
        for (*names, level), number in self.events.items():
            events[*(place[name] for place, name in zip(places, names, strict=True)), level - 1] = number
        problems = [sentence(words, len(rows), sorted(rows)) for words, rows in self.bad.items()]
        problems += self._surplus(patients[:, :, 0].sum(axis=2), treated)
        if problems:
            raise BadRowsError(problems)
        return AdverseEventCounts(periods, tuple(self.arms), terms, treated, patients, events, ctcae_version)

    def _surplus(self, patients: IntArray, treated: IntArray) -> list[str]:
        """Name the periods in which more patients have events than were treated."""
        return [
            f"{patients[place, arm]} patients of {self.arms[arm]} have adverse events"
            + ("" if place == 0 else f" in the period {list(self.started)[place]}")
            + f", but {treated[place, arm]} were treated."
            for place, arm in np.argwhere(patients > treated).tolist()
        ]

"""What a described file comes to: the study's published figures computed again, and those an editor asks for besides.

Only what is published, for the arms and at the times for which it is, is computed unless an editor names more times.
The published figures also say by which method, at which level and in which unit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from hub.studies.domain import display, engine
from hub.studies.domain.engine.data import DataError, Factor, PatientData, count_arms
from hub.studies.domain.patient_files.context import ArmKey, Computation, Context
from hub.studies.domain.patient_files.ratios import add_ratios
from hub.studies.domain.recomputation import DECIMALS, CurveRequest, Recomputed, recompute
from hub.studies.enums import Measure, Source, TimeUnit
from hub.studies.models import Result, Study
from hub.studies.results.meaning import Meaning
from hub.studies.results.printed import NOT_REACHED, PrintedNumber

_DAYS = {
    TimeUnit.DAYS: Fraction(1),
    TimeUnit.WEEKS: Fraction(7),
    TimeUnit.MONTHS: Fraction(1461, 48),
    TimeUnit.YEARS: Fraction(1461, 4),
}
_BY_CALENDAR = {TimeUnit.MONTHS, TimeUnit.YEARS}


@dataclass(frozen=True)
class People:
    """Rows grouped in one way, and whom of the study each group is.

    ``arm_of`` gives an arm's key, or ``None`` for all participants; ``main`` is false where the rows of all arms are
    taken together besides.
    """

    table: engine.EventTable
    arm_of: Callable[[str], ArmKey]
    main: bool = True


def compute_results(study: Study, meaning: Meaning, path: Path) -> Computation:
    """Compute everything that a file can say of a study.

    Raises
    ------
    DataError
        If rows cannot be used, or the study has no longer the arms and outcomes that the editor named.
    """
    context = _context(study, meaning)
    table = engine.read_events(_data(meaning, path))
    groups = _groups(context, table, path)
    found = Computation(arms=count_arms(table))
    for outcome, event in meaning.endpoints():
        for people in groups:
            _add_curves(found, context, people, outcome, event)
            if not event:
                _add_medians(found, context, people, outcome)
        if not event:
            add_ratios(found, context, table, outcome)
    return found


def convention(data_unit: str, unit: str) -> str:
    """Return how long a month or year is taken to be where one of the units follows the calendar, else nothing."""
    units = {TimeUnit(data_unit), TimeUnit(unit)}
    if not units & _BY_CALENDAR or units <= _BY_CALENDAR:
        return ""
    long, short = (units & _BY_CALENDAR).pop(), (units - _BY_CALENDAR).pop()
    return f"1 {long.removesuffix('s')} = {float(_DAYS[long] / _DAYS[short]):.6g} {short}"


def factor(data_unit: str, unit: str) -> Factor:
    """Return how many of the data's time units make one of the results'."""
    ratio = _DAYS[TimeUnit(unit)] / _DAYS[TimeUnit(data_unit)]
    return ratio.numerator if ratio.denominator == 1 else ratio


def _context(study: Study, meaning: Meaning) -> Context:
    context = Context(
        meaning=meaning,
        outcomes={outcome.key: outcome for outcome in study.outcomes.all()},
        arms={arm.key: arm for arm in study.arms.all()},
        published=list(
            study.results.filter(source=Source.PUBLISHED).select_related("outcome", "arm", "comparator").all()
        ),
    )
    gone = [key for key, _ in meaning.endpoints() if key not in context.outcomes]
    gone += [key for key in meaning.arms.values() if key not in context.arms]
    if gone:
        raise DataError(f"The study no longer has “{gone[0]}”, which the file was described with; upload it again.")
    return context


def _data(meaning: Meaning, path: Path) -> PatientData:
    return PatientData(
        path=path,
        time_column=meaning.time_column,
        status_column=meaning.status_column,
        arm_column=meaning.arm_column,
        time_unit=meaning.time_unit,
        codes=meaning.codes,
        arms=meaning.arms,
    )


def _groups(context: Context, table: engine.EventTable, path: Path) -> list[People]:
    """Return the rows by arm, and all together where the study publishes figures of all participants."""
    meaning, arms = context.meaning, context.arms
    only = next(iter(arms)) if len(arms) == 1 else None
    groups = [People(table, (lambda name: name) if meaning.arms else (lambda _: only))]
    of_all = any(result.arm_id is None for result in context.published)
    if of_all and meaning.arms and set(meaning.arms.values()) == set(arms):
        together = replace(meaning, arm_column="", arms={})
        groups.append(People(engine.read_events(_data(together, path)), lambda _: None, main=False))
    elif of_all and only and not meaning.arms:
        groups.append(People(table, lambda _: None, main=False))
    return groups


def _add_curves(found: Computation, context: Context, people: People, outcome: str, event: str) -> None:
    """Read the curves of an outcome at its times, unit by unit; a curve is stored in the first unit."""
    measure = Measure.CUMULATIVE_INCIDENCE if event else Measure.SURVIVAL_PROBABILITY
    own = measure.value if context.outcomes[outcome].measure != measure else ""
    published = [result for result in context.of(outcome, measure) if result.time is not None]
    wanted = {(result.arm.key if result.arm else None, result.time, result.time_unit) for result in published}
    for place, request in enumerate(_requests(context, published, outcome, event)):
        for part in recompute(people.table, request, people.arm_of):
            asked = {time for time in request.times if (part.arm, time, request.unit) in wanted}
            if people.main and request.unit == context.meaning.times_unit:
                asked |= set(context.meaning.times)
            found.results += [
                {**values, "measure": own, "method": _method(context, values["method"], request.unit)}
                for values in part.results
                if values["time"] in asked
            ]
            found.notes += _unreached(context, request, part, asked)
            if people.main and place == 0:
                found.curves.append({**part.curve, "method": _method(context, part.curve["method"], request.unit)})


def _requests(context: Context, published: list[Result], outcome: str, event: str) -> list[CurveRequest]:
    meaning = context.meaning
    times: dict[str, dict[float, int]] = {}
    for result in published:
        digits = max(DECIMALS, PrintedNumber.parse(result.estimate_printed).decimals)
        of_unit = times.setdefault(result.time_unit, {})
        of_unit[result.time] = max(digits, of_unit.get(result.time, 0))
    for time in meaning.times:
        times.setdefault(meaning.times_unit, {}).setdefault(time, DECIMALS)
    interval, level = _interval(published)
    return [
        CurveRequest(outcome, event, of_unit, unit, factor(meaning.time_unit, unit), interval, level)
        for unit, of_unit in (times or {meaning.time_unit: {}}).items()
    ]


def _interval(published: list[Result]) -> tuple[str, float | None]:
    """Return the interval's method and level that the publication names for an outcome."""
    method = next((result.interval_method for result in published if result.interval_method), "")
    return method, next((result.interval_level for result in published if result.interval_level), None)


def _unreached(context: Context, request: CurveRequest, part: Recomputed, asked: set[float]) -> list[str]:
    missing = sorted(asked - {values["time"] for values in part.results})
    end = part.curve["steps"]["time"][-1]
    name, people = context.outcomes[request.outcome].name, context.name(part.arm)
    return [
        f"{name} at {display.duration(f'{time:g}', request.unit)} cannot be recomputed for {people}: the file ends at "
        f"{end:.3g} {request.unit} there."
        for time in missing
    ]


def _method(context: Context, method: str, unit: str) -> str:
    return "; ".join(part for part in (method, convention(context.meaning.time_unit, unit)) if part)


def _add_medians(found: Computation, context: Context, people: People, outcome: str) -> None:
    """Compute the medians that are published; where an outcome is a median and none is, those of all arms."""
    published = context.of(outcome, Measure.MEDIAN_TIME)
    is_median = context.outcomes[outcome].measure == Measure.MEDIAN_TIME
    asked = {result.arm.key if result.arm else None: result for result in published}
    meaning = context.meaning
    default = meaning.times_unit or meaning.time_unit
    units = dict.fromkeys(result.unit for result in published) if published else {default: None} if is_median else {}
    for unit in units:
        request = CurveRequest(outcome, "", {}, unit, factor(meaning.time_unit, unit), *_interval(published))
        for part in recompute(people.table, request, people.arm_of):
            result = asked.get(part.arm)
            if (result is not None and result.unit == unit) or (not published and people.main):
                found.results.append(_median(context, part, unit, result, own=not is_median))


def _median(context: Context, part: Recomputed, unit: str, published: Result | None, *, own: bool) -> dict[str, Any]:
    median = part.computed.median
    assert median is not None  # noqa: S101 - survival curves have one
    decimals = PrintedNumber.parse(published.estimate_printed, words=True).decimals if published else 0

    def printed(time: float | None) -> str:
        return NOT_REACHED if time is None else f"{time:.{max(DECIMALS, decimals)}f}"

    return {
        "outcome": part.curve["outcome"],
        "arm": part.arm,
        "measure": Measure.MEDIAN_TIME.value if own else "",
        "time": published.time if published else None,
        "time_unit": published.time_unit if published else "",
        "estimate_printed": printed(median.value),
        "estimate": median.value,
        "unit": unit,
        "low_printed": printed(median.low),
        "low": median.low,
        "high_printed": printed(median.high),
        "high": median.high,
        "interval_level": median.level,
        "interval_method": median.interval_method[:60],
        "denominator": part.computed.n,
        "source": Source.RECOMPUTED.value,
        "method": _method(context, median.method, unit),
    }

"""What a result must satisfy before it is stored: printed strings that parse, and figures that can be true.

Each rule reads the parsed values and adds sentences to ``errors`` under the field that an editor would
mend. Files and the admin go through the same rules.
"""

from __future__ import annotations

import re
from typing import Any

from hub.studies.enums import CONTRASTS, PERCENTAGES, RATIOS, Measure, Source, TimeUnit
from hub.studies.results.printed import PrintedNumber, PrintedP

Errors = dict[str, list[str]]
Result = Any  # the model, which imports this module

_GRADE = re.compile(r"any|(?:≥|>=)?\s*[1-5]|[1-4]\s*[-–]\s*[2-5]", re.IGNORECASE)
_TIMED = (Measure.SURVIVAL_PROBABILITY, Measure.CUMULATIVE_INCIDENCE)
# Printed field -> field of the parsed value.
_NUMBERS = {"estimate_printed": "estimate", "low_printed": "low", "high_printed": "high"}


def derive_values(result: Result, errors: Errors) -> None:
    """Set the parsed values from the printed strings.

    A value computed from patient-level data keeps its full precision as long as it rounds to the print.
    """
    words = result.effective_measure not in PERCENTAGES
    for printed_field, value_field in _NUMBERS.items():
        printed = getattr(result, printed_field)
        if not printed.strip():
            setattr(result, printed_field, "")
            setattr(result, value_field, None)
            continue
        try:
            number = PrintedNumber.parse(printed, words=words)
        except ValueError as problem:
            setattr(result, value_field, None)
            errors.setdefault(printed_field, []).append(str(problem))
            continue
        setattr(result, printed_field, number.text)
        if not (result.source != Source.PUBLISHED and _rounds_to(getattr(result, value_field), number)):
            setattr(result, value_field, number.value)
    _derive_p(result, errors)


def _rounds_to(value: float | None, number: PrintedNumber) -> bool:
    if value is None or number.value is None:
        return False
    return abs(value - number.value) <= 0.5 * 10**-number.decimals * (1 + 1e-9)


def _derive_p(result: Result, errors: Errors) -> None:
    result.p, result.p_operator = None, ""
    if not result.p_printed.strip():
        result.p_printed = ""
        return
    try:
        printed = PrintedP.parse(result.p_printed)
    except ValueError as problem:
        errors.setdefault("p_printed", []).append(str(problem))
        return
    result.p, result.p_operator = printed.value, printed.operator


def check(result: Result, errors: Errors) -> None:
    """Run every rule on a result whose values are derived."""
    for rule in (_unit, _bounds, _interval, _contrast, _belonging, _time, _counts, _adverse_event):
        rule(result, errors)


def _add(errors: Errors, field: str, sentence: str) -> None:
    errors.setdefault(field, []).append(sentence)


def _unit(result: Result, errors: Errors) -> None:
    measure = result.effective_measure
    if measure in PERCENTAGES and not result.unit:
        result.unit = "%"
    if measure in PERCENTAGES and result.unit != "%":
        _add(errors, "unit", f"A {measure.label.lower()} is given in %.")
    if measure in RATIOS and result.unit:
        _add(errors, "unit", f"A {measure.label.lower()} has no unit.")
    if measure == Measure.MEDIAN_TIME and result.unit not in TimeUnit.values:
        _add(errors, "unit", "A median time needs its unit: days, weeks, months or years.")
    if measure == Measure.INCIDENCE_RATE and not result.unit:
        _add(errors, "unit", "An incidence rate needs its unit, like “per 100 person-years”.")


def _bounds(result: Result, errors: Errors) -> None:
    measure = result.effective_measure
    for printed_field, value_field in _NUMBERS.items():
        value = getattr(result, value_field)
        if value is None:
            continue
        printed = getattr(result, printed_field)
        if measure in PERCENTAGES and not 0 <= value <= 100:
            _add(errors, printed_field, f"A percentage lies between 0 and 100, not {printed}.")
        elif measure == Measure.RISK_DIFFERENCE and result.unit == "%" and not -100 <= value <= 100:
            _add(errors, printed_field, f"A difference of percentages lies between −100 and 100, not {printed}.")
        elif measure in RATIOS and value <= 0:
            _add(errors, printed_field, f"A ratio is greater than 0, not {printed}.")
        elif measure in (Measure.MEDIAN_TIME, Measure.INCIDENCE_RATE) and value < 0:
            _add(errors, printed_field, f"A {measure.label.lower()} is not negative, like {printed}.")


def _interval(result: Result, errors: Errors) -> None:
    low, high = result.low, result.high
    given = [bool(result.low_printed), bool(result.high_printed)]
    if any(given) and not all(given):
        _add(errors, "high_printed" if given[0] else "low_printed", "An interval needs both limits.")
    if any(given) and result.interval_level is None:
        _add(errors, "interval_level", "Say the level of the interval, like 95.")
    if not any(given) and result.interval_level is not None:
        _add(errors, "interval_level", "There is a level but no interval.")
    if low is not None and high is not None and low > high:
        sentence = f"The upper limit {result.high_printed} is below the lower limit {result.low_printed}."
        _add(errors, "high_printed", sentence)
        result.low = result.high = None
    elif result.estimate is not None:
        if low is not None and result.estimate < low:
            sentence = f"The estimate {result.estimate_printed} is below the lower limit {result.low_printed}."
            _add(errors, "low_printed", sentence)
        if high is not None and result.estimate > high:
            sentence = f"The estimate {result.estimate_printed} is above the upper limit {result.high_printed}."
            _add(errors, "high_printed", sentence)


def _contrast(result: Result, errors: Errors) -> None:
    measure = result.effective_measure
    if measure in CONTRASTS:
        if result.arm is None:
            _add(errors, "arm", f"A {measure.label.lower()} compares two arms; choose the arm.")
        if result.comparator is None:
            _add(errors, "comparator", f"A {measure.label.lower()} compares two arms; choose the comparator.")
    elif result.comparator is not None:
        _add(errors, "comparator", f"A {measure.label.lower()} is one arm's own figure; leave the comparator empty.")
    if result.comparator is not None and result.arm == result.comparator:
        _add(errors, "comparator", "An arm cannot be compared with itself.")


def _belonging(result: Result, errors: Errors) -> None:
    for field in ("outcome", "arm", "comparator"):
        part = getattr(result, field)
        if part is not None and None not in (part.study_id, result.study_id) and part.study_id != result.study_id:
            _add(errors, field, f"“{part}” belongs to another study.")


def _time(result: Result, errors: Errors) -> None:
    if result.time is not None and not result.time_unit:
        _add(errors, "time_unit", "A time point needs its unit.")
    if result.time is None and result.time_unit:
        _add(errors, "time", "There is a unit of time but no time point.")
    if result.time is None and result.effective_measure in _TIMED:
        _add(errors, "time", f"A {result.effective_measure.label.lower()} needs its time point.")


def _counts(result: Result, errors: Errors) -> None:
    numerator, denominator = result.numerator, result.denominator
    if numerator is not None and denominator is None:
        _add(errors, "denominator", "A numerator needs its denominator.")
    if numerator is not None and denominator is not None and numerator > denominator:
        _add(errors, "numerator", f"The numerator {numerator} is greater than the denominator {denominator}.")
    if denominator == 0:
        _add(errors, "denominator", "The denominator is 0.")


def _adverse_event(result: Result, errors: Errors) -> None:
    if result.effective_measure == Measure.ADVERSE_EVENT:
        if not result.grade:
            _add(errors, "grade", "An adverse event needs its grade, like ≥3, 3–4 or any.")
        if not result.ctcae_version:
            _add(errors, "ctcae_version", "A grade needs the CTCAE version that it follows.")
    else:
        for field, name in (("grade", "grade"), ("ctcae_version", "CTCAE version")):
            if getattr(result, field):
                _add(errors, field, f"Only an adverse event has a {name}.")
    if result.grade and not _GRADE.fullmatch(result.grade):
        _add(errors, "grade", f"“{result.grade}” is not a grade; write one like 3, ≥3, 3–4 or any.")

"""A study's results grouped for reading; tables, sentences and figures all start here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, pgettext

from hub.studies.domain import display
from hub.studies.domain.differences import shown_results
from hub.studies.domain.words import word
from hub.studies.enums import CONTRASTS, ArmRole, Measure
from hub.studies.models import Arm, Outcome, Result, Study
from hub.studies.results import Contrast, KeyOutcome, KeyResult, KeyRow

RowKey = tuple[str, float | None, str, str, str]


def key_data(study: Study, outcome_keys: Sequence[str] | None = None) -> list[KeyOutcome]:
    """Group a study's results by outcome and time point.

    A figure recomputed or reconstructed where the same one is published is a check of it and not shown beside it; see
    ``differences``.

    Parameters
    ----------
    study
        A saved study.
    outcome_keys
        Outcomes to include, in this order; all of them, in the study's order, if ``None``.

    Returns
    -------
    list of KeyOutcome
        Outcomes without a result are left out.

    Raises
    ------
    KeyError
        With a sentence, if the study has no outcome of that key.
    """
    arms = {arm.pk: arm for arm in study.arms.all()}
    outcomes = {outcome.key: outcome for outcome in study.outcomes.all()}
    missing = [key for key in outcome_keys or () if key not in outcomes]
    if missing:
        raise KeyError(f"The study “{study.key}” has no outcome “{missing[0]}”.")
    by_pk = {outcome.pk: outcome for outcome in outcomes.values()}
    results: list[Result] = []
    by_outcome: dict[int, list[Result]] = {}
    for result in study.results.all():
        # One instance for each arm: the whole study is read with three queries.
        result.arm, result.comparator = arms.get(result.arm_id), arms.get(result.comparator_id)
        result.outcome = by_pk[result.outcome_id]
        results.append(result)
    for result in shown_results(results):
        by_outcome.setdefault(result.outcome_id, []).append(result)
    chosen = [outcomes[key] for key in (outcomes if outcome_keys is None else outcome_keys)]
    return [_key_outcome(outcome, by_outcome[outcome.pk]) for outcome in chosen if outcome.pk in by_outcome]


def _key_outcome(outcome: Outcome, results: Iterable[Result]) -> KeyOutcome:
    rows: dict[RowKey, list[Result]] = {}
    contrasts: list[Result] = []
    for result in results:
        if result.effective_measure in CONTRASTS:
            contrasts.append(result)
        else:
            rows.setdefault(_row_key(result), []).append(result)
    return KeyOutcome(
        key=outcome.key,
        name=word(outcome.name),
        stored_name=outcome.name,
        abbreviation=word(outcome.abbreviation),
        definition=word(outcome.definition),
        measure=outcome.measure,
        measure_label=str(outcome.get_measure_display()),
        better=outcome.better,
        rows=_rows(rows, contrasts),
    )


def _row_key(result: Result) -> RowKey:
    return (result.effective_measure.value, result.time, result.time_unit, result.grade, result.period)


def _rows(rows: dict[RowKey, list[Result]], contrasts: list[Result]) -> tuple[KeyRow, ...]:
    """Put each contrast beside the figures of its time point; one without a home gets its own row."""
    beside: dict[RowKey, list[Result]] = {key: [] for key in rows}
    alone: dict[RowKey, list[Result]] = {}
    for contrast in contrasts:
        own = _row_key(contrast)
        home = next((key for key in rows if key[1:] == own[1:]), None)
        (alone.setdefault(own, []) if home is None else beside[home]).append(contrast)
    return (
        *(_row(results, beside[key]) for key, results in rows.items()),
        *(_row([], results) for results in alone.values()),
    )


def _row(results: list[Result], contrasts: list[Result]) -> KeyRow:
    first = (results or contrasts)[0]
    at, grade, period = display.at_time(first), display.grade(first.grade), word(first.period)
    parts = [grade, period, at]
    if first.effective_measure == Measure.MEDIAN_TIME:
        parts.insert(0, pgettext("row of a table", "median"))
    return KeyRow(
        label=display.upper_first(", ".join(part for part in parts if part)),
        at=at,
        measure=first.effective_measure.value,
        grade=grade,
        period=period,
        ctcae_version=first.ctcae_version,
        p=next((display.p_value(result) for result in results if result.p_printed), ""),
        results=tuple(_key_result(result) for result in results),
        contrasts=tuple(_contrast(result) for result in contrasts),
    )


def _key_result(result: Result) -> KeyResult:
    arm = result.arm
    estimate, limits, label = display.estimate(result), display.interval(result), display.interval_label(result)
    low, high = (display.number(limit) for limit in display.limits(result))
    return KeyResult(
        result_id=result.pk,
        arm_key=arm.key if arm else "",
        arm_label=display.whose(result),
        role=arm.role if arm else "",
        with_arm=with_arm(arm),
        estimate=estimate,
        interval=limits,
        interval_label=label,
        counts=display.counts(result),
        text=display.with_interval(estimate, label, limits),
        value=result.estimate,
        low=result.low,
        high=result.high,
        n=display.participants(result),
        source=str(result.get_source_display()),
        method=word(result.method),
        interval_method=word(result.interval_method),
        unit=result.unit,
        limits=(low, high),
        interval_name=display.interval_name(result),
    )


def _contrast(result: Result) -> Contrast:
    words = display.measure_words(result.effective_measure)
    estimate, limits, label = display.estimate(result), display.interval(result), display.interval_label(result)
    p, low, high = display.p_value(result), *(display.number(limit) for limit in display.limits(result))
    return Contrast(
        result_id=result.pk,
        measure=result.effective_measure.value,
        measure_label=str(result.effective_measure.label),
        arm_key=result.arm.key,
        arm_label=display.upper_first(word(result.arm.label)),
        comparator_key=result.comparator.key,
        comparator_label=display.upper_first(word(result.comparator.label)),
        arms=display.compared(result.arm, result.comparator),
        estimate=estimate,
        interval=limits,
        interval_label=label,
        p=p,
        text=display.with_interval(f"{words} {estimate}", label, limits, p),
        value=result.estimate,
        low=result.low,
        high=result.high,
        source=str(result.get_source_display()),
        method=word(result.method),
        interval_method=word(result.interval_method),
        unit=result.unit,
        limits=(low, high),
        interval_name=display.interval_name(result),
    )


def with_arm(arm: Arm | None) -> str:
    """Return an arm as a sentence names it: treatments are had, cohorts are been in."""
    if arm is None:
        return gettext("in all participants")
    words = pgettext("cohort", "in %(arm)s") if arm.role == ArmRole.COHORT else pgettext("treatment", "with %(arm)s")
    return words % {"arm": word(arm.label)}

"""Results as English sentences, from the same values as the table and the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hub.studies.domain import display
from hub.studies.enums import Measure
from hub.studies.results import Contrast, KeyOutcome, KeyResult, KeyRow


def sentences(key_outcome: KeyOutcome) -> list[str]:
    """Write an outcome's results as sentences: one for each time point, or one for all of a single group.

    Returns
    -------
    list of str
        Plain text, such as “Disease-free survival at 4 years was 83.3% (95% CI 64.5–92.7; n = 30) with A and
        44.0% (37.0–50.8; n = 214) with B.” The interval's level is stated once in a sentence.
    """
    if _is_one_group_over_time(key_outcome.rows):
        return [_course_sentence(key_outcome)]
    written: list[str] = []
    for row in key_outcome.rows:
        if row.results:
            written.append(_row_sentence(key_outcome, row))
        written += [_contrast_sentence(key_outcome, contrast, alone=not row.results) for contrast in row.contrasts]
    return written


def _is_one_group_over_time(rows: Sequence[KeyRow]) -> bool:
    """Whether the rows are the same quantity of the same people at several times."""
    alike = {(row.measure, row.period, row.grade, *(result.arm_key for result in row.results)) for row in rows}
    bare = all(len(row.results) == 1 and row.at and not row.contrasts and not row.p for row in rows)
    same_people = len({row.results[0].counts for row in rows}) == 1 if bare else False
    return len(rows) > 1 and len(alike) == 1 and same_people


def _course_sentence(outcome: KeyOutcome) -> str:
    figures: list[str] = []
    stated = ""
    for row in outcome.rows:
        result = row.results[0]
        label = "" if result.interval_label == stated else result.interval_label
        figures.append(f"{display.with_interval(result.estimate, label, result.interval)} {row.at}")
        stated = result.interval_label or stated
    first = outcome.rows[0]
    people = first.results[0]
    size = f" ({people.counts})" if people.counts else ""
    subject = display.upper_first(_subject(outcome, replace(first, at="")))
    return f"{subject} {_verb(first)}{display.listed(figures)} {people.with_arm}{size}."


def _row_sentence(outcome: KeyOutcome, row: KeyRow) -> str:
    figures: list[str] = []
    stated = ""
    for result in row.results:
        figures.append(_figure(result, stated))
        stated = result.interval_label or stated
    p = f" ({row.p})" if row.p else ""
    return f"{display.upper_first(_subject(outcome, row))} {_verb(row)}{display.listed(figures)}{p}."


def _subject(outcome: KeyOutcome, row: KeyRow) -> str:
    name = display.lower_first(outcome.name)
    at = f" {row.at}" if row.at else ""
    period = f" ({row.period})" if row.period else ""
    if row.measure == Measure.ADVERSE_EVENT:
        graded = f"{name} of any grade" if row.grade == "any grade" else f"{row.grade} {name}".strip()
        return f"{graded}{period}{at}"
    prefixes = {
        Measure.MEDIAN_TIME: "median ",
        Measure.CUMULATIVE_INCIDENCE: "the cumulative incidence of ",
        Measure.PROPORTION: "the proportion with ",
        Measure.INCIDENCE_RATE: "the rate of ",
    }
    prefix = prefixes.get(Measure(row.measure), "")
    bare = prefix.removeprefix("the ").strip()
    if bare and name.startswith(bare.removesuffix(" of").removesuffix(" with")):
        prefix = "the " if prefix.startswith("the ") else ""
    return f"{prefix}{name}{period}{at}"


def _verb(row: KeyRow) -> str:
    return "occurred in " if row.measure == Measure.ADVERSE_EVENT else "was "


def _figure(result: KeyResult, stated: str) -> str:
    label = "" if result.interval_label == stated else result.interval_label
    return f"{display.with_interval(result.estimate, label, result.interval, result.counts)} {result.with_arm}"


def _contrast_sentence(outcome: KeyOutcome, contrast: Contrast, *, alone: bool) -> str:
    words = display.measure_words(contrast.measure)
    opening = f"For {display.lower_first(outcome.name)}, the" if alone else "The"
    figure = display.with_interval(contrast.estimate, contrast.interval_label, contrast.interval, contrast.p)
    return f"{opening} {words} for {contrast.arms} was {figure}."

"""Results as English sentences, from the same values as the table and the figure."""

from __future__ import annotations

from hub.studies.domain import display
from hub.studies.enums import Measure
from hub.studies.results import Contrast, KeyOutcome, KeyResult, KeyRow


def sentences(key_outcome: KeyOutcome) -> list[str]:
    """Write an outcome's results as sentences, one or two for each row.

    Returns
    -------
    list of str
        Plain text, such as “Disease-free survival at 4 years was 83.3% (95% CI 64.5–92.7; n = 30) with A and
        44.0% (37.0–50.8; n = 214) with B.” The interval's level is stated once in a sentence.
    """
    written: list[str] = []
    for row in key_outcome.rows:
        if row.results:
            written.append(_row_sentence(key_outcome, row))
        written += [_contrast_sentence(key_outcome, contrast, alone=not row.results) for contrast in row.contrasts]
    return written


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

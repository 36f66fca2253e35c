"""Results as sentences, from the same values as the table and the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext

from hub.studies.domain import display
from hub.studies.enums import Measure
from hub.studies.results import Contrast, KeyOutcome, KeyResult, KeyRow

_OWN_WORDS = {
    Measure.MEDIAN_TIME: "median",
    Measure.CUMULATIVE_INCIDENCE: "cumulative incidence",
    Measure.PROPORTION: "proportion",
    Measure.INCIDENCE_RATE: "rate",
}
"""How stored names of outcomes begin that say their measure."""


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
    words = {"subject": subject, "figures": display.listed(figures), "group": f"{people.with_arm}{size}"}
    if first.measure == Measure.ADVERSE_EVENT:
        return gettext("%(subject)s occurred in %(figures)s %(group)s.") % words
    return gettext("%(subject)s was %(figures)s %(group)s.") % words


def _row_sentence(outcome: KeyOutcome, row: KeyRow) -> str:
    figures: list[str] = []
    stated = ""
    for result in row.results:
        figures.append(_figure(result, stated))
        stated = result.interval_label or stated
    p = f" ({row.p})" if row.p else ""
    words = {"subject": display.upper_first(_subject(outcome, row)), "figures": f"{display.listed(figures)}{p}"}
    if row.measure == Measure.ADVERSE_EVENT:
        return gettext("%(subject)s occurred in %(figures)s.") % words
    return gettext("%(subject)s was %(figures)s.") % words


def _subject(outcome: KeyOutcome, row: KeyRow) -> str:
    name = _quantity(outcome, row)
    at = f" {row.at}" if row.at else ""
    period = f" ({row.period})" if row.period else ""
    return f"{name}{period}{at}"


def _quantity(outcome: KeyOutcome, row: KeyRow) -> str:
    """Name what was measured; a name that says its own measure is not given it twice."""
    words = {"name": display.lower_first(outcome.name), "grade": row.grade}
    if row.measure == Measure.ADVERSE_EVENT:
        if row.grade == display.grade("any"):
            return gettext("%(name)s of any grade") % words
        return gettext("%(grade)s %(name)s") % words if row.grade else words["name"]
    stored = display.lower_first(outcome.stored_name)
    own = _OWN_WORDS.get(Measure(row.measure))
    if own and stored.startswith(own):
        return gettext("the %(name)s") % words if row.measure != Measure.MEDIAN_TIME else words["name"]
    forms = {
        Measure.MEDIAN_TIME: gettext("median %(name)s"),
        Measure.CUMULATIVE_INCIDENCE: gettext("the cumulative incidence of %(name)s"),
        Measure.PROPORTION: gettext("the proportion with %(name)s"),
        Measure.INCIDENCE_RATE: gettext("the rate of %(name)s"),
    }
    return forms.get(Measure(row.measure), "%(name)s") % words


def _figure(result: KeyResult, stated: str) -> str:
    label = "" if result.interval_label == stated else result.interval_label
    return f"{display.with_interval(result.estimate, label, result.interval, result.counts)} {result.with_arm}"


def _contrast_sentence(outcome: KeyOutcome, contrast: Contrast, *, alone: bool) -> str:
    figure = display.with_interval(contrast.estimate, contrast.interval_label, contrast.interval, contrast.p)
    words = {
        "measure": display.measure_words(contrast.measure),
        "outcome": display.lower_first(outcome.name),
        "arms": contrast.arms,
        "figure": figure,
    }
    if alone:
        return gettext("For %(outcome)s, the %(measure)s for %(arms)s was %(figure)s.") % words
    return gettext("The %(measure)s for %(arms)s was %(figure)s.") % words

"""A study's stored results as figures that can be checked: what the print says, without the database behind it.

Facts are frozen and compare by what they say, so whatever follows from them can be kept as long as they stay the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from hub.common.wording import language
from hub.studies.domain import display, printing
from hub.studies.domain.differences import compare, subject
from hub.studies.domain.words import word
from hub.studies.enums import CONTRASTS, PERCENTAGES, Measure, Source, StudyDesign
from hub.studies.models import Result, Study
from hub.studies.results.difference import Difference
from hub.studies.results.printed_figures import EVERYBODY, ReadFigure

STEP = 10
"""Places between two figures, which stand in no text."""
_MEASURES = {
    Measure.ADVERSE_EVENT: "proportion",
    Measure.RISK_DIFFERENCE: "difference",
    Measure.INCIDENCE_RATE: "rate",
}
_RANDOMISED = {
    StudyDesign.RANDOMISED: True,
    StudyDesign.NON_RANDOMISED: False,
    StudyDesign.SINGLE_ARM: False,
    StudyDesign.SINGLE_ARM_HISTORICAL: False,
    StudyDesign.COHORT: False,
}


@dataclass(frozen=True)
class Fact:
    """One stored result.

    Attributes
    ----------
    figure
        As the library knows figures, in English; its arm is the arm's label.
    name, arm
        The outcome with its grade and period, and the arm, as readers are shown them.
    n
        People that the figure is of, as far as known.
    group
        Outcome, measure, time, grade and period: what a p value beside an arm's figure is of.
    estimate, interval
        As readers are shown them.
    how
        How it was made, as far as stored.
    recomputed
        What recomputing it from patient-level data came to, if that was done.
    """

    pk: int
    figure: ReadFigure
    name: str
    arm: str
    n: int | None
    group: tuple[object, ...]
    source: str
    is_contrast: bool
    estimate: str
    interval: str
    how: str
    recomputed: Difference | None

    @property
    def subject(self) -> str:
        """What the figure is of, like ``Disease-free survival at 4 years, blinatumomab``."""
        figure = self.figure
        at = f" {display.at(f'{figure.time:g}', figure.time_unit)}" if figure.time is not None else ""
        who = "comparison" if self.is_contrast else "all participants" if figure.arm == EVERYBODY else figure.arm
        return f"{display.upper_first(figure.outcome or '')}{at}, {who}"

    @property
    def text(self) -> str:
        """The figure as readers are shown it, like ``83.3% (64.5–92.7)``."""
        return display.with_interval(self.estimate, "", self.interval)


@dataclass(frozen=True)
class StudyFacts:
    """All results of a study, with the sizes of its arms, and the language in which they are said."""

    facts: tuple[Fact, ...]
    sizes: tuple[tuple[str, int], ...]
    randomised: bool | None
    language: str


def facts_of(study: Study) -> StudyFacts:
    """Read a study's results with three queries."""
    arms, outcomes = {arm.pk: arm for arm in study.arms.all()}, {each.pk: each for each in study.outcomes.all()}
    results = list(study.results.all())
    for result in results:
        result.arm, result.comparator = arms.get(result.arm_id), arms.get(result.comparator_id)
        result.outcome = outcomes[result.outcome_id]
    recomputed = {subject(result): result for result in results if result.source == Source.RECOMPUTED}
    return StudyFacts(
        facts=tuple(
            _fact(result, recomputed.get(subject(result)) if result.source == Source.PUBLISHED else None)
            for result in results
        ),
        sizes=tuple((arm.label, arm.n) for arm in arms.values()),
        randomised=_RANDOMISED.get(StudyDesign(study.design)),
        language=language(),
    )


def printed_order(facts: Iterable[Fact]) -> Iterator[tuple[int, ReadFigure]]:
    """Give the figures as a text would have them, each with its result's key: a p value stands behind its arms."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.group, []).append(fact)
    place = 0
    for group in groups.values():
        own = [(fact.pk, fact.figure if fact.is_contrast else _without_p(fact.figure)) for fact in group]
        p_values = [
            (fact.pk, _p_alone(fact.figure)) for fact in group if fact.figure.p_printed and not fact.is_contrast
        ]
        for pk, figure in (*own, *p_values):
            yield pk, replace(figure, start=place, end=place + STEP - 1)
            place += STEP


def _fact(result: Result, again: Result | None) -> Fact:
    measure = result.effective_measure
    interval_method = word(result.interval_method)
    named = gettext("interval: %(method)s") % {"method": interval_method} if interval_method else ""
    how = "; ".join(part for part in (word(result.method), named) if part)
    with printing.in_english():
        figure = _figure(result, measure)
    return Fact(
        pk=result.pk,
        figure=figure,
        name=_outcome(result),
        arm="" if figure.arm is None else display.whose(result),
        n=display.participants(result) if measure in PERCENTAGES else None,
        group=(
            result.outcome_id,
            measure.value,
            result.time,
            result.time_unit,
            result.grade,
            result.period,
            result.source,
        ),
        source=result.source,
        is_contrast=measure in CONTRASTS,
        estimate=display.estimate(result),
        interval=display.interval(result),
        how=how,
        recomputed=compare(result, again) if again is not None else None,
    )


def _figure(result: Result, measure: Measure) -> ReadFigure:
    arm = None if measure in CONTRASTS else result.arm.label if result.arm else EVERYBODY
    how = f"{result.method}; {result.interval_method}".lower()
    return ReadFigure(
        start=0,
        end=STEP - 1,
        text=display.estimate(result),
        measure=_MEASURES.get(measure, measure.value),
        outcome=_outcome(result),
        arm=arm,
        time=result.time,
        time_unit=result.time_unit,
        estimate=result.estimate_printed,
        value=result.estimate if result.source == Source.PUBLISHED else _as_printed(result.estimate_printed),
        decimals=len(result.estimate_printed.partition(".")[2]),
        unit=result.unit,
        low=result.low_printed,
        high=result.high_printed,
        low_value=_as_printed(result.low_printed),
        high_value=_as_printed(result.high_printed),
        level=result.interval_level,
        interval_kind="confidence" if result.low_printed else "",
        numerator=result.numerator,
        denominator=result.denominator,
        p_operator=result.p_operator,
        p_printed=result.p_printed.lstrip("<>=≤ "),
        p=result.p,
        adjusted=True if "adjust" in how or "weight" in how else None,
    )


def _outcome(result: Result) -> str:
    name = display.lower_first(word(result.outcome.name))
    parts = (name, display.grade(result.grade), word(result.period))
    return ", ".join(part for part in parts if part)


def _as_printed(printed: str) -> float | None:
    try:
        return float(printed.replace(",", ""))
    except ValueError:  # not reached, not estimable, or nothing
        return None


def _without_p(figure: ReadFigure) -> ReadFigure:
    return replace(figure, p_operator="", p_printed="", p=None)


def _p_alone(figure: ReadFigure) -> ReadFigure:
    return ReadFigure(
        start=0,
        end=STEP - 1,
        text=f"P {figure.p_operator} {figure.p_printed}",
        measure="p_value",
        outcome=figure.outcome,
        time=figure.time,
        time_unit=figure.time_unit,
        p_operator=figure.p_operator,
        p_printed=figure.p_printed,
        p=figure.p,
    )

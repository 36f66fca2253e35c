"""Which stored result a printed figure is: the rules of being tied.

A figure is tied only where print and store agree in kind, outcome, arm, time, grade and value. What the print
leaves unsaid must be settled by there being one result only that it can be; what stays ambiguous is not tied. A
figure that is identified by its words and has another value differs, and the sentence names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.articles.domain.figure_doubts import doubt
from hub.articles.domain.figure_names import Names, grades_of, same_time, times_in
from hub.articles.domain.figure_values import counts_problem, value_agrees, whole_agrees
from hub.articles.domain.figure_words import described, listed_values, measure_name
from hub.articles.domain.wording import OWN_WORDS, Surroundings, fold, stems
from hub.articles.enums import FigureState
from hub.studies.enums import PERCENTAGES, RATIOS, Measure, Source
from hub.studies.models import Arm, Outcome, Result, Study
from hub.studies.results.printed_figures import ReadFigure

_ALIVE = re.compile(r"\balive\b[\w\s-]{0,40}")
_POINTS = re.compile(r"\b(?:percentage|per cent|percent) points?\b", re.IGNORECASE)
_APART_BY = re.compile(
    r"\b(?:differ|higher|lower|better|worse|improv|increas|reduc|decreas|rose|fell|gain|exceed)\w*[\w\s]{0,30}\bby"
    r"(?: about| only| nearly)? *$|\bdifference\b[\w\s]{0,30}$",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:compared?|versus|vs|against|over|relative to|than|comparison|favou?r\w*)\b", re.IGNORECASE
)
_FAMILIES: dict[str, frozenset[Measure]] = {
    "survival_probability": frozenset((Measure.SURVIVAL_PROBABILITY, Measure.PROPORTION)),
    "cumulative_incidence": PERCENTAGES - {Measure.SURVIVAL_PROBABILITY},
    "proportion": PERCENTAGES,
    "count": PERCENTAGES,
    "median_time": frozenset((Measure.MEDIAN_TIME,)),
    "hazard_ratio": frozenset((Measure.HAZARD_RATIO,)),
    "odds_ratio": frozenset((Measure.ODDS_RATIO,)),
    "risk_ratio": frozenset((Measure.RISK_RATIO,)),
    "difference": frozenset((Measure.RISK_DIFFERENCE,)),
    "rate": frozenset((Measure.INCIDENCE_RATE,)),
    "p_value": frozenset(Measure),
}


@dataclass(frozen=True)
class Match:
    """How one figure stands to the stored results; ``of`` and ``arm`` say what it is where it is no result."""

    state: FigureState
    result: Result | None = None
    finding: str = ""
    method: str = ""
    candidates: tuple[Result, ...] = ()
    of: str = ""
    arm: str = ""


@dataclass(frozen=True)
class Evidence:
    """A study with everything that its figures are held against, read once."""

    study: Study
    arms: tuple[Arm, ...]
    outcomes: tuple[Outcome, ...]
    results: tuple[Result, ...]
    names: Names

    @classmethod
    def of(cls, study: Study) -> Evidence:
        """Read a study with three queries."""
        arms, outcomes = tuple(Arm.objects.filter(study=study)), tuple(Outcome.objects.filter(study=study))
        results = tuple(Result.objects.filter(study=study).select_related("outcome", "arm", "comparator"))
        return cls(study, arms, outcomes, results, Names(outcomes, arms))

    def result(self, pk: int | None) -> Result | None:
        """Return a result of this study by its key."""
        return next((result for result in self.results if result.pk == pk), None)


@dataclass(frozen=True)
class _Narrowed:
    """The results that a figure may be, and whether its words alone leave no other."""

    results: tuple[Result, ...]
    said: bool
    problem: str = ""


def match(figure: ReadFigure, around: Surroundings, evidence: Evidence, *, beside: Sequence[ReadFigure] = ()) -> Match:
    """Tie a figure to a stored result, or say why it is not tied.

    Parameters
    ----------
    beside
        The figures of the text that it stands in, itself among them.
    """
    kind = measure_of(figure, around)
    family = [result for result in evidence.results if result.effective_measure in _FAMILIES.get(kind, ())]
    if kind == "p_value":
        family = [result for result in family if result.p is not None]
    if not family:
        return Match(FigureState.UNTIED, finding=f"No {measure_name(kind)} is stored for this study.")
    around.rivalled = any(_is_rival(figure, other, around) for other in beside)
    narrowed = _narrow(figure, around, evidence, tuple(family))
    if not narrowed.results:
        return Match(
            FigureState.UNTIED,
            finding=narrowed.problem,
            candidates=tuple(result for result in family if value_agrees(figure, result, kind)),
        )
    return _unless_doubted(figure, around, evidence, _settle(figure, around, evidence, narrowed, kind))


def _unless_doubted(figure: ReadFigure, around: Surroundings, evidence: Evidence, found: Match) -> Match:
    """Let go of a result that the words around the figure speak against."""
    if found.result is None:
        return found
    sentence = doubt(figure, found.result, around, evidence.study, evidence.arms, evidence.outcomes)
    return Match(FigureState.UNTIED, finding=sentence, candidates=(found.result,)) if sentence else found


def match_declared(figure: ReadFigure, result: Result, around: Surroundings) -> Match:
    """Hold a figure against the result that an editor says it is."""
    kind = measure_of(figure, around)
    if kind == "p_value" or figure.estimate or figure.numerator is not None:
        problem = "" if value_agrees(figure, result, kind) else "the value is another"
        problem = problem or whole_agrees(figure, result, (result,))
        if problem:
            return _differs(result, problem)
    return Match(FigureState.TIED, result, method=f"An editor says which result it is: {described(result)}.")


def measure_of(figure: ReadFigure, around: Surroundings) -> str:
    """Return what a figure measures; percentage points, and what something differs by, are a difference."""
    bare = figure.unit == "%" and not figure.low
    if bare and (_POINTS.search(figure.text) or _APART_BY.search(around.before)):
        return "difference"
    return figure.measure


def _narrow(figure: ReadFigure, around: Surroundings, evidence: Evidence, results: tuple[Result, ...]) -> _Narrowed:
    """Keep the results that nothing said rules out, one aspect after another."""
    said = True
    for narrow in (_by_outcome, _by_arm, _by_time, _by_grade, _by_period):
        step = narrow(figure, around, evidence, results)
        if not step.results:
            return step
        results, said = step.results, said and step.said
    return _Narrowed(results, said)


def _by_outcome(figure: ReadFigure, around: Surroundings, evidence: Evidence, results: tuple[Result, ...]) -> _Narrowed:
    words_said = figure.outcome
    alive = _ALIVE.search(around.own)
    if words_said and alive and words_said in alive.group():
        words_said = alive.group()
    named = evidence.names.outcomes(words_said)
    if named == frozenset() and figure.measure in RATIOS:
        named = evidence.names.outcomes_of_event(words_said or "")
    if named and words_said:
        longer = (evidence.names.longer_outcome(words_said, text) for text in (around.lead, around.sentence))
        named = next((found for found in longer if found), named)
    if named is not None:
        kept = tuple(result for result in results if result.outcome_id in named)
        return _Narrowed(kept, len(named) == 1, f"No such figure of “{words_said}” is stored for this study.")
    for text in around.widening:
        mentioned = evidence.names.outcomes_in(text)
        if mentioned:
            kept = tuple(result for result in results if result.outcome_id in mentioned)
            return _Narrowed(kept if len(mentioned) == 1 else (), False, "It is not clear of which outcome it is.")
    return _Narrowed(results, len({result.outcome_id for result in results}) == 1)


def _by_arm(figure: ReadFigure, around: Surroundings, evidence: Evidence, results: tuple[Result, ...]) -> _Narrowed:
    if len(evidence.arms) < 2:
        named = evidence.names.arms(figure.arm)
        return _Narrowed(results if named is None or named else (), True, f"No group called “{figure.arm}” is stored.")
    if sides := evidence.names.compared(figure.arm):
        pairs = {(one, other) for one in sides[0] for other in sides[1]}
        kept = tuple(result for result in results if (result.arm_id, result.comparator_id) in pairs)
        return _Narrowed(kept if len(pairs) == 1 else (), True, "No such comparison is stored.")
    named = evidence.names.arms(figure.arm)
    if named is not None:
        kept = tuple(result for result in results if _is_of(result, named))
        problem = "is one of the study's groups" if not named else "has such a figure stored"
        return _Narrowed(kept if len(named) == 1 else (), True, f"No single group called “{figure.arm}” {problem}.")
    if figure.measure == "p_value" or all(result.arm_id is None or result.comparator_id for result in results):
        return _by_contrast(figure, around, evidence, results)
    return _by_arms_spoken_of(around, evidence, results)


def _by_arms_spoken_of(around: Surroundings, evidence: Evidence, results: tuple[Result, ...]) -> _Narrowed:
    """Take the one arm that the words around a figure speak of.

    Where another figure of the same outcome stands in the sentence, an arm that is named away from this figure is
    that one's; then this figure is of the other arm, if there is only one other.
    """
    one_arm = len({result.arm_id for result in results}) == 1
    for place, text in enumerate(around.widening):
        mentioned = evidence.names.arms_in(text)
        elsewhere = around.rivalled and not one_arm and place >= OWN_WORDS
        if elsewhere and len(mentioned) == 1:
            mentioned = frozenset(arm.pk for arm in evidence.arms) - mentioned
        if len(mentioned) == 1:
            kept = tuple(result for result in results if result.arm_id is None or _is_of(result, mentioned))
            return _Narrowed(kept, not elsewhere, "Nothing is stored for the group that is spoken of.")
        if mentioned:
            return _Narrowed((), False, "It is not clear of which group it is; the sentence speaks of several.")
    return _Narrowed(results, one_arm)


def _is_rival(figure: ReadFigure, other: ReadFigure, around: Surroundings) -> bool:
    """Whether another figure of the sentence is of the same outcome and time, hence of another arm."""
    same = (figure.measure, figure.outcome, figure.time) == (other.measure, other.outcome, other.time)
    return same and other != figure and around.span[0] <= other.start < around.span[1]


def _by_contrast(
    figure: ReadFigure, around: Surroundings, evidence: Evidence, results: tuple[Result, ...]
) -> _Narrowed:
    """Keep the comparisons of the arms that the sentence speaks of; a P value may stand with one arm's figure."""
    if figure.measure == "p_value":
        return _Narrowed(results, True)
    opened = around.before.rfind("(") if around.before.count("(") > around.before.count(")") else -1
    words = around.own[opened + 1 :]
    named = evidence.names.arms_in(words)
    if len(named) == 1 and not _COMPARING.search(words):
        results = tuple(result for result in results if not result.comparator_id or result.arm_id in named)
        if not results:
            return _Narrowed((), False, "It is not clear which group is compared with which.")
    pairs = {(result.arm_id, result.comparator_id) for result in results if result.comparator_id}
    if len(pairs) < 2:
        return _Narrowed(results, True)
    mentioned = evidence.names.arms_in(around.sentence)
    kept = tuple(result for result in results if {result.arm_id, result.comparator_id} <= mentioned)
    return _Narrowed(kept or results, len({(result.arm_id, result.comparator_id) for result in kept}) == 1)


def _is_of(result: Result, arms: frozenset[int]) -> bool:
    return result.arm_id in arms or (result.comparator_id is not None and result.comparator_id in arms)


def _by_time(figure: ReadFigure, around: Surroundings, evidence: Evidence, results: tuple[Result, ...]) -> _Narrowed:
    said = [(figure.time, figure.time_unit)] if figure.time is not None else times_in(around.own)
    untimed = all(result.time is None for result in results)
    if figure.measure == "p_value" or not said or (untimed and figure.time is None):
        times = {(result.time, result.time_unit) for result in results}
        return _Narrowed(results, len(times) == 1)
    own = bool(times_in(around.own))  # a time taken over from the words before does not bind what has none
    kept = tuple(result for result in results if _holds_at(result, said, own))
    timed = sorted({f"{result.time:g} {result.time_unit}" for result in results if result.time is not None})
    stored = f"; it is stored for {', '.join(timed)}" if timed else ""
    time, unit = said[0]
    return _Narrowed(kept, figure.time is not None, f"Nothing is stored for {time:g} {unit}{stored}.")


def _holds_at(result: Result, said: Sequence[tuple[float, str]], own: bool) -> bool:
    if result.time is None:
        return not own or result.effective_measure not in PERCENTAGES
    return any(same_time((result.time, result.time_unit), each) for each in said)


def _by_grade(figure: ReadFigure, around: Surroundings, evidence: Evidence, results: tuple[Result, ...]) -> _Narrowed:
    events = [result for result in results if result.grade]
    if not events:
        return _Narrowed(results, True)
    said = grades_of(figure.outcome or "") or grades_of(around.clause) or grades_of(around.sentence)
    if said is None:
        return _Narrowed(results, len({grades_of(f"grade {result.grade}") for result in events}) == 1)
    kept = tuple(result for result in results if not result.grade or grades_of(f"grade {result.grade}") == said)
    return _Narrowed(kept, True, "No such grade is stored.")


def _by_period(figure: ReadFigure, around: Surroundings, evidence: Evidence, results: tuple[Result, ...]) -> _Narrowed:
    periods = {result.period: _period_marks(result.period) for result in results}
    if len(periods) < 2:
        return _Narrowed(results, True)
    of_arms = frozenset().union(*(stems(arm.label) for arm in evidence.arms))
    telling = {period: own - _others(periods, period) - of_arms for period, own in periods.items()}
    for text in (around.clause, around.own, around.sentence):
        found = _period_marks(text)
        named = [period for period, own in telling.items() if own & found]
        if len(named) == 1:
            return _Narrowed(tuple(result for result in results if result.period == named[0]), True)
        if named:
            return _Narrowed((), False, "It is not clear for which period it holds; the sentence speaks of several.")
    return _Narrowed(results, False)


def _period_marks(text: str) -> frozenset[str]:
    """Return the words of a text by which a period is known, “during” with what follows it."""
    folded = fold(text).split()
    during = {f"during {word}" for at, word in enumerate(folded) if "during" in folded[max(at - 4, 0) : at]}
    whole = {"overall", "whole", "entire"} if {"overall", "whole", "entire"} & set(folded) else set()
    return stems(text, but=("during",)) | during | whole


def _others(periods: dict[str, frozenset[str]], period: str) -> frozenset[str]:
    return frozenset().union(*(own for other, own in periods.items() if other != period))


def _settle(figure: ReadFigure, around: Surroundings, evidence: Evidence, narrowed: _Narrowed, kind: str) -> Match:
    """Let the value decide among the results that the words leave."""
    agreeing = [result for result in narrowed.results if value_agrees(figure, result, kind)]
    one = len({_what(result, kind) for result in narrowed.results}) == 1
    if not agreeing:
        if one and narrowed.said and kind != "p_value" and not _is_count(figure):
            return _differs(_first(narrowed.results), "the value is another")
        return _unsettled(figure, narrowed.results, kind)
    told = narrowed.said or one or _is_telling(figure)
    if len({_what(result, kind) for result in agreeing}) > 1 or not told:
        return _unsettled(figure, agreeing, kind, several=True)
    result = _first(agreeing)
    if figure.bound and not (one and narrowed.said):
        return _unsettled(figure, agreeing, kind, several=True)
    alike = [each for each in evidence.results if _row(each) == _row(result)]
    if problem := whole_agrees(figure, result, alike) or counts_problem(figure, result, evidence.arms):
        return _differs(result, problem)
    return Match(FigureState.TIED, result, method=f"Checked against {described(result)}.")


def _is_count(figure: ReadFigure) -> bool:
    return not figure.estimate and figure.numerator is not None


def _is_telling(figure: ReadFigure) -> bool:
    """Whether a value is printed so fully that it is no coincidence if one result alone has it."""
    digits = re.sub(r"\D", "", figure.estimate).lstrip("0")
    return bool(figure.low) or len(digits) >= 3


def _differs(result: Result, problem: str) -> Match:
    return Match(
        FigureState.DIFFERS,
        result,
        finding=f"{problem[:1].upper()}{problem[1:]}: stored is {described(result)}.",
        candidates=(result,),
    )


def _unsettled(figure: ReadFigure, results: Iterable[Result], kind: str, *, several: bool = False) -> Match:
    found = tuple(results)
    lead = "Several results may be meant" if several and len(found) > 1 else "It is not clear which result is meant"
    if not several:
        lead = "No stored result that may be meant has this value"
    return Match(FigureState.UNTIED, finding=f"{lead}: {listed_values(found)}.", candidates=found)


def _what(result: Result, kind: str = "") -> tuple[object, ...]:
    """What a result is of, whatever its source; a P value belongs to the comparison, not to one arm."""
    arms = () if kind == "p_value" else (result.arm_id, result.comparator_id)
    return (result.outcome_id, *arms, result.time, result.time_unit, result.grade, result.period)


def _row(result: Result) -> tuple[object, ...]:
    return _what(result, "p_value")


def _first(results: Sequence[Result]) -> Result:
    """Of the same figure from several sources, return the published one."""
    return min(results, key=lambda result: (result.source != Source.PUBLISHED, result.position, result.pk or 0))

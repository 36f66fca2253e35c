"""A text's figures as rows of a study to confirm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hub.studies.domain import engine
from hub.studies.domain.from_text.arms import Arms, propose_arms
from hub.studies.domain.from_text.outcomes import MEASURES, NamedOutcome, name_outcome, propose_outcomes
from hub.studies.enums import CONTRASTS, Measure, SpreadKind, StudyDesign, TimeUnit
from hub.studies.results.printed_figures import EVERYBODY, ReadFigure
from hub.studies.results.proposal import LeftFigure, Proposal, ProposedResult

MOST_FIGURES = 80
"""Rows that one form can be looked through for; the figures after them are left."""
_TRIAL = re.compile(r"\bNCT\d{8}\b")
_RANDOMISED = re.compile(r"\brandomi[sz]ed\b|\brandomly\b", re.IGNORECASE)
_SPREADS = {"range": SpreadKind.RANGE, "interquartile range": SpreadKind.IQR}
_LEFT = {
    "count": "A count without what it is out of makes no result.",
    "mean": "Means are not stored.",
    "p_value": "A p value of its own: it stands behind no figure of the same outcome.",
    "follow_up": "Follow-up belongs to the study.",
}


def propose_study(text: str) -> Proposal:
    """Propose a study from a text: its arms, its outcomes, and a result for each figure that can be one.

    Parameters
    ----------
    text
        Like an abstract; its length is the caller's to limit.

    Returns
    -------
    Proposal
        Nothing of it is stored.
    """
    passage = engine.read_passage(text)
    figures = passage.figures[:MOST_FIGURES]
    arms = propose_arms(figures, passage.groups)
    named = {place: name for place, figure in enumerate(figures) if (name := name_outcome(figure))}
    outcomes, rows = propose_outcomes(list(named.values()))
    results, left = [], []
    for place, figure in enumerate(figures):
        reason = _why_left(figure)
        if reason:
            left.append(LeftFigure(place, reason))
        else:
            name = named.get(place)
            results.append(_result(place, figure, name, rows[name.key] if name else "", arms))
    own = {outcome.row: outcome.measure for outcome in outcomes}
    results = [replace(each, measure="" if each.measure == own.get(each.outcome) else each.measure) for each in results]
    results, left = _with_p_values(results, left, figures)
    study, notes = _study(text, figures)
    return Proposal(
        passage=passage,
        study=study,
        notes=notes,
        arms=arms.rows,
        outcomes=outcomes,
        results=tuple(_without_twins(results)),
        left=(*left, *(LeftFigure(place, f"Only the first {MOST_FIGURES} figures are proposed.")
                       for place in range(MOST_FIGURES, len(passage.figures)))),
    )  # fmt: skip


def _why_left(figure: ReadFigure) -> str:
    if figure.measure not in MEASURES:
        return _LEFT.get(figure.measure, "No result can hold such a figure.")
    if figure.bound:
        return f"“{figure.text}” is a bound or not exact."
    return ""


def _result(place: int, figure: ReadFigure, name: NamedOutcome | None, outcome: str, arms: Arms) -> ProposedResult:
    measure = name.measure if name else MEASURES[figure.measure]
    arm, comparator, notes = _contrast(arms) if measure in CONTRASTS else _own(figure, arms)
    notes += [name.note] if name and name.note else []
    notes += _open_points(figure, measure, outcome)
    return ProposedResult(
        figure=place,
        outcome=outcome,
        arm=arm,
        comparator=comparator,
        measure=measure.value,
        time=figure.time,
        time_unit=figure.time_unit if figure.time_unit in TimeUnit.values else "",
        estimate_printed=_number(figure.estimate, figure.value),
        unit=figure.unit,
        low_printed=_number(figure.low, figure.low_value),
        high_printed=_number(figure.high, figure.high_value),
        interval_level=figure.level if figure.low else None,
        numerator=figure.numerator if figure.denominator is not None else None,
        denominator=figure.denominator,
        p_printed=_p(figure),
        grade=name.grade if name else "",
        notes=tuple(notes),
    )


def _contrast(arms: Arms) -> tuple[str, str, list[str]]:
    """Take the only two arms, if the text tells which is compared with which."""
    pair = arms.pair()
    if pair is None:
        return "", "", ["To complete: which arm is compared with which."]
    return pair[0].row, pair[1].row, [f"Taken as {pair[0].label} compared with {pair[1].label}, the only two arms."]


def _own(figure: ReadFigure, arms: Arms) -> tuple[str, str, list[str]]:
    row = arms.row_of(figure.arm)
    if row == EVERYBODY and arms.rows:
        return row, "", ["Taken as of all participants."]
    return row, "", [] if row else ["To complete: which arm."]


def _open_points(figure: ReadFigure, measure: Measure, outcome: str) -> list[str]:
    notes = []
    if not outcome:
        notes.append("To complete: which outcome.")
    if figure.time is None and measure in (Measure.SURVIVAL_PROBABILITY, Measure.CUMULATIVE_INCIDENCE):
        notes.append("To complete: at what time.")
    if not figure.estimate and figure.numerator is not None and figure.denominator:
        share = 100 * figure.numerator / figure.denominator
        notes.append(f"To complete: the text gives counts only; {figure.text} is {share:.1f}%.")
    if figure.low and figure.level is None:
        notes.append("To complete: the level of the interval.")
    if figure.interval_kind == "credible":
        notes.append("The interval is a credible one.")
    if figure.spread_kind:
        notes.append(f"Its {figure.spread_kind}, {figure.spread_low}–{figure.spread_high}, is not stored.")
    return notes


def _number(text: str, value: float | None) -> str:
    """Write a number as a result takes it: words for what was not reached, and no plus sign behind it."""
    if not text:
        return ""
    if value is None:
        return "NE" if text.upper() == "NE" or "estim" in text.lower() else "NR"
    return text.rstrip("+").replace("·", ".")


def _p(figure: ReadFigure) -> str:
    operator = "" if figure.p_operator == "=" else figure.p_operator
    return f"{operator}{figure.p_printed.replace('·', '.')}" if figure.p_printed else ""


def _with_p_values(
    results: list[ProposedResult], left: list[LeftFigure], figures: Sequence[ReadFigure]
) -> tuple[list[ProposedResult], list[LeftFigure]]:
    """Put each p value that stands alone to the comparison that it is of, or behind the last of its two figures."""
    unplaced = []
    for each in left:
        figure = figures[each.figure]
        place = _home_of_p(figure, each.figure, results, figures) if figure.measure == "p_value" else None
        if place is None:
            unplaced.append(each)
            continue
        home = results[place]
        if home.comparator:
            note = f"“{figure.text}” is taken as of this comparison."
        else:
            note = f"“{figure.text}” compares this figure with the one before it."
        results[place] = replace(home, p_printed=_p(figure), notes=(*home.notes, note))
    return results, unplaced


def _home_of_p(p: ReadFigure, at: int, results: Sequence[ProposedResult], figures: Sequence[ReadFigure]) -> int | None:
    """Find the figures before a p value that are of its outcome and time: a comparison, else two arms' own."""
    before = [
        place
        for place, result in enumerate(results)
        if result.figure < at
        and not result.p_printed
        and (figures[result.figure].outcome, figures[result.figure].time) == (p.outcome, p.time)
    ]
    contrasts = [place for place in before if MEASURES[figures[results[place].figure].measure] in CONTRASTS]
    if contrasts:
        return contrasts[-1]
    last = before[-2:]
    are_two_arms = len(last) == 2 and len({results[place].arm for place in last} - {"", EVERYBODY}) == 2
    return last[1] if are_two_arms else None


def _without_twins(results: Sequence[ProposedResult]) -> list[ProposedResult]:
    """Propose each figure once: what is said again is not kept, and another value for the same thing is to complete."""
    first: dict[tuple[object, ...], ProposedResult] = {}
    rows = []
    for each in results:
        subject = (each.outcome, each.arm, each.comparator, each.measure, each.time, each.time_unit, each.grade)
        twin = first.setdefault(subject, each) if each.outcome and each.arm else each
        if twin is each:
            rows.append(each)
        elif twin.estimate_printed == each.estimate_printed and each.low_printed in ("", twin.low_printed):
            rows.append(replace(each, keep=False, notes=(*each.notes, f"Says the same as figure {twin.figure + 1}.")))
        else:
            note = f"To complete: figure {twin.figure + 1} is of the same outcome, arm and time."
            rows.append(replace(each, keep=False, notes=(*each.notes, note)))
    return rows


def _study(text: str, figures: Sequence[ReadFigure]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Read what the text says of the study itself."""
    study, notes = {}, []
    trials = list(dict.fromkeys(_TRIAL.findall(text)))
    if len(trials) == 1:
        study["registry_id"] = trials[0]
    found = _RANDOMISED.search(text)
    if found is not None:
        study["design"] = StudyDesign.RANDOMISED.value
        notes.append(f"The design is taken from “{found[0]}” in the text.")
    follow_ups = [figure for figure in figures if figure.measure == "follow_up" and figure.value is not None]
    if len(follow_ups) == 1 and follow_ups[0].unit in TimeUnit.values:
        figure = follow_ups[0]
        study |= {"follow_up_printed": figure.estimate.replace("·", "."), "follow_up_unit": figure.unit}
        if figure.spread_kind in _SPREADS:
            study |= {
                "follow_up_low_printed": figure.spread_low.replace("·", "."),
                "follow_up_high_printed": figure.spread_high.replace("·", "."),
                "follow_up_spread": _SPREADS[figure.spread_kind].value,
            }
        notes.append(f"The follow-up is taken from “{figure.text}”.")
    return study, tuple(notes)

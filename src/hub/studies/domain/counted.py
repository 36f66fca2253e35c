"""Counts of people behind printed probabilities, and what they imply together.

Where nobody was censored before a time, survival and incidence at it are plain shares, and one count with one named
interval often reproduces a print to the digit. Two such figures of one arm leave the third no choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub.studies.domain import display, engine
from hub.studies.domain.facts import Fact, StudyFacts
from hub.studies.enums import Source
from hub.studies.results.printed_figures import ImpliedCount


@dataclass(frozen=True)
class Counted:
    """What a printed probability says of people.

    Attributes
    ----------
    count
        For survival those without the event, otherwise those with it; ``None`` where several or none would do.
    fits
        Ways to make estimate and interval from the count, to the digit.
    competing
        People with a competing event by the time, where the fits count on some.
    """

    count: int | None = None
    fits: tuple[engine.FittingCount, ...] = ()
    competing: int = 0


def count_all(study: StudyFacts) -> dict[int, Counted]:
    """Find the counts behind all published probabilities of a study; those that cannot be told are left out."""
    facts = [fact for fact in study.facts if _is_countable(fact)]
    counted: dict[int, Counted] = {}
    # Survival first: what it leaves says how many competing events an incidence has beside it.
    for fact in sorted(facts, key=lambda fact: fact.figure.measure == "cumulative_incidence"):
        found = _incidence(fact, facts, counted) if fact.figure.measure == "cumulative_incidence" else _count(fact)
        if found is not None:
            counted[fact.pk] = found
    return counted


def implied(study: StudyFacts, counted: dict[int, Counted]) -> list[ImpliedCount]:
    """Say which counts the print implies, with how they follow."""
    facts = [fact for fact in study.facts if fact.pk in counted]
    found = [each for fact in facts if (each := _behind(fact, counted[fact.pk]))]
    for survival in facts:
        found += _without_relapse(survival, facts, counted)
    return found


def _is_countable(fact: Fact) -> bool:
    is_whole = fact.n is not None and fact.figure.unit == "%" and not fact.figure.adjusted
    return fact.source == Source.PUBLISHED and is_whole and fact.figure.value is not None


def _count(fact: Fact, competing: int = 0) -> Counted | None:
    figure, n = fact.figure, fact.n or 0
    if figure.low:
        fits = engine.fitting_counts(figure, n, competing=competing)
        counts = {fit.count for fit in fits}
        return Counted(counts.pop(), fits, competing) if len(counts) == 1 else None
    if figure.measure != "proportion":
        return None  # without its interval nothing says that nobody was censored
    counts = set(engine.counts_of(figure, n))
    if engine.any_print_fits(figure, n) or len(counts) != 1:
        return None
    return Counted(counts.pop())


def _incidence(fact: Fact, facts: list[Fact], counted: dict[int, Counted]) -> Counted | None:
    for other in facts:
        if other.pk in counted and _are_complements(other, fact):
            left = engine.remaining_counts(other.figure, fact.figure, fact.n or 0)
            found = _count(fact, left[0]) if len(left) == 1 else None
            if found is not None and found.count is not None:
                return found if left[0] + found.count + (counted[other.pk].count or 0) == fact.n else None
    return _count(fact)


def _are_complements(survival: Fact, incidence: Fact) -> bool:
    """Tell whether a survival ends with the incidence's event or death, at one time in one arm."""
    return (
        survival.figure.measure == "survival_probability"
        and incidence.figure.measure == "cumulative_incidence"
        and bool(engine.ends_with_relapse_or_death(survival.figure.outcome or ""))
        and engine.is_relapse(incidence.figure.outcome or "")
        and _are_alike(survival, incidence)
    )


def _are_alike(one: Fact, other: Fact) -> bool:
    same = ("arm", "time", "time_unit")
    return one.n == other.n and all(getattr(one.figure, name) == getattr(other.figure, name) for name in same)


def _behind(fact: Fact, counted: Counted) -> ImpliedCount | None:
    """Say the count behind one figure, if the print does not say it itself."""
    figure, count, n = fact.figure, counted.count, fact.n
    if count is None or n is None or figure.numerator is not None:
        return None
    name, at = display.upper_first(figure.outcome or ""), _at(fact)
    sentence = f"{name} of {fact.estimate}{f' {at}' if at else ''} is {count} of {n}"
    if figure.measure == "survival_probability":
        sentence = f"{sentence}: {n - count or 'nobody'} {_had_event(figure.outcome or '')}"
    what = "without the event" if figure.measure == "survival_probability" else "with the event"
    return ImpliedCount((fact.pk,), figure.arm or "", at, count, n, what, f"{sentence}.")


def _had_event(outcome: str) -> str:
    if engine.is_overall_survival(outcome):
        return "died"
    states = {"remission": "relapsed or died", "without progression": "progressed or died"}
    return states.get(engine.ends_with_relapse_or_death(outcome), "had the event")


def _without_relapse(survival: Fact, facts: list[Fact], counted: dict[int, Counted]) -> Iterator[ImpliedCount]:
    """Say how many died without relapse: those that survival and incidence of relapse leave."""
    for relapse in facts:
        if not _are_complements(survival, relapse):
            continue
        alive, relapsed, n = counted[survival.pk].count, counted[relapse.pk].count, survival.n
        if alive is None or relapsed is None or n is None or alive + relapsed > n:
            continue
        count, at = n - alive - relapsed, _at(survival)
        state = engine.ends_with_relapse_or_death(survival.figure.outcome or "")
        what = "died in remission" if state == "remission" else f"died {state}"
        sentence = (
            f"100% less {survival.estimate} ({alive} of {n}) and {relapse.estimate} ({relapsed} of {n}) leaves "
            f"{count or 'nobody'}{f' of {n}' if count else ''} who {what}{f' {_by(survival)}' if at else ''}."
        )
        pks = (survival.pk, relapse.pk)
        yield ImpliedCount(pks, survival.figure.arm or "", at, count, n, what, sentence)
        for overall in facts:
            if engine.is_overall_survival(overall.figure.outcome or "") and _are_alike(survival, overall):
                yield from _after_relapse(overall, counted[overall.pk], count, state, pks)


def _after_relapse(
    overall: Fact, counted: Counted, without: int, state: str, pks: tuple[int, ...]
) -> Iterator[ImpliedCount]:
    """Say how many of the dead died after a relapse, from how many died ``without`` one."""
    if counted.count is None or overall.n is None or not without <= overall.n - counted.count:
        return
    dead, at = overall.n - counted.count, _at(overall)
    if not dead:
        return
    after = "after a relapse" if state == "remission" else "after progression"
    where = f"in {state}" if state == "remission" else state
    sentence = (
        f"{dead} of {overall.n} died{f' {_by(overall)}' if at else ''}, {without or 'none'} of them {where}, so "
        f"{dead - without or 'none'} died {after}."
    )
    yield ImpliedCount(
        (*pks, overall.pk), overall.figure.arm or "", at, dead - without, overall.n, f"died {after}", sentence
    )


def _at(fact: Fact) -> str:
    time = fact.figure.time
    return f"at {display.duration(f'{time:g}', fact.figure.time_unit)}" if time is not None else ""


def _by(fact: Fact) -> str:
    return f"within{_at(fact).removeprefix('at')}"

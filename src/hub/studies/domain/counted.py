"""Counts of people behind printed probabilities, and what they imply together.

Where nobody was censored before a time, survival and incidence at it are plain shares, and one count with one named
interval often reproduces a print to the digit. Two such figures of one arm leave the third no choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from hub.studies.domain import display, engine, printing
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
    at = _at(fact)
    words = {
        "outcome": display.upper_first(fact.name),
        "estimate": fact.estimate,
        "at": f" {at}" if at else "",
        "count": display.thousands(count),
        "n": display.thousands(n),
        "fate": _fate(figure.outcome or "", n - count),
    }
    if figure.measure == "survival_probability":
        sentence = gettext("%(outcome)s of %(estimate)s%(at)s is %(count)s of %(n)s: %(fate)s.") % words
        return ImpliedCount((fact.pk,), fact.arm, at, count, n, "without the event", sentence)
    sentence = gettext("%(outcome)s of %(estimate)s%(at)s is %(count)s of %(n)s.") % words
    return ImpliedCount((fact.pk,), fact.arm, at, count, n, "with the event", sentence)


def _fate(outcome: str, people: int) -> str:
    """Say how many had the event that a survival is free of."""
    words = {"people": display.thousands(people) if people else gettext("nobody")}
    if engine.is_overall_survival(outcome):
        return ngettext("%(people)s died", "%(people)s died", people) % words
    state = engine.ends_with_relapse_or_death(outcome)
    if state == "remission":
        return ngettext("%(people)s relapsed or died", "%(people)s relapsed or died", people) % words
    if state:
        return ngettext("%(people)s progressed or died", "%(people)s progressed or died", people) % words
    return ngettext("%(people)s had the event", "%(people)s had the event", people) % words


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
        sentence = _left(survival, relapse, alive, relapsed, count)
        pks = (survival.pk, relapse.pk)
        yield ImpliedCount(pks, survival.arm, at, count, n, what, sentence)
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
    remission = state == "remission"
    words = {
        "dead": display.thousands(dead),
        "n": display.thousands(overall.n),
        "within": f" {_within(overall)}" if at else "",
        "without": display.thousands(without) if without else gettext("none"),
        "after": display.thousands(dead - without) if dead - without else gettext("none"),
    }
    if remission:
        sentence = gettext(
            "%(dead)s of %(n)s died%(within)s, %(without)s of them in remission, so %(after)s died after a relapse."
        )
    else:
        sentence = gettext(
            "%(dead)s of %(n)s died%(within)s, %(without)s of them without progression, so %(after)s died after "
            "progression."
        )
    what = "died after a relapse" if remission else "died after progression"
    yield ImpliedCount((*pks, overall.pk), overall.arm, at, dead - without, overall.n, what, sentence % words)


def _left(survival: Fact, relapse: Fact, alive: int, relapsed: int, count: int) -> str:
    """Say how many survival and incidence of relapse leave."""
    n = survival.n or 0
    words = {
        "survival": survival.estimate,
        "relapse": relapse.estimate,
        "alive": display.thousands(alive),
        "relapsed": display.thousands(relapsed),
        "n": display.thousands(n),
        "count": display.thousands(count),
        "within": f" {_within(survival)}" if _at(survival) else "",
        "all": printing.percent("100"),
    }
    if engine.ends_with_relapse_or_death(survival.figure.outcome or "") == "remission":
        nobody, some = gettext("nobody who died in remission"), gettext("%(count)s of %(n)s who died in remission")
    else:
        nobody = gettext("nobody who died without progression")
        some = gettext("%(count)s of %(n)s who died without progression")
    words["left"] = (some if count else nobody) % words
    return (
        gettext(
            "%(all)s less %(survival)s (%(alive)s of %(n)s) and %(relapse)s (%(relapsed)s of %(n)s) leaves "
            "%(left)s%(within)s."
        )
        % words
    )


def _at(fact: Fact) -> str:
    time = fact.figure.time
    return display.at(f"{time:g}", fact.figure.time_unit) if time is not None else ""


def _within(fact: Fact) -> str:
    time = fact.figure.time
    return display.within(f"{time:g}", fact.figure.time_unit) if time is not None else ""

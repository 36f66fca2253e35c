"""What can be said about each stored result of a study, and about all of them together.

A verdict is one word with a sentence that says how it is known. Nothing is stored: the same results have the same
verdicts, so what was worked out is kept in memory for as long as they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.translation import gettext, ngettext, pgettext

from hub.studies.domain import display, engine, printing
from hub.studies.domain.counted import Counted, count_all, implied
from hub.studies.domain.facts import Fact, StudyFacts, facts_of, printed_order
from hub.studies.enums import RATIOS, FindingLevel, Source, VerdictWord
from hub.studies.models import Study
from hub.studies.results.difference import Difference
from hub.studies.results.printed_figures import (
    CheckedResult,
    FigureFinding,
    ImpliedCount,
    StudyFinding,
    Verdict,
)

STUDIES_KEPT = 256
_PROBABILITIES = ("survival_probability", "cumulative_incidence", "proportion")
ON_COMPLEMENT = " on the complement"
_GRAVE = (FindingLevel.IMPOSSIBLE, FindingLevel.INCONSISTENT)


def verdicts(study: Study) -> dict[int, Verdict]:
    """Say of each result of a study what is known about it.

    Parameters
    ----------
    study
        A saved study.

    Returns
    -------
    dict
        By the result's primary key, in the study's order.
    """
    return dict(_verdicts(facts_of(study)))


def checked_results(study: Study) -> list[CheckedResult]:
    """List a study's results in words, each with its verdict, in the study's order."""
    facts = facts_of(study)
    known = dict(_verdicts(facts))
    return [CheckedResult(fact.subject, fact.text, known[fact.pk]) for fact in facts.facts]


def study_findings(study: Study) -> list[StudyFinding]:
    """Say what the checks find about a study's results as published, the gravest first."""
    return list(_findings(facts_of(study)))


def implied_counts(study: Study) -> list[ImpliedCount]:
    """Say which counts of people the published results leave no choice about, arm by arm."""
    facts = facts_of(study)
    return implied(facts, _counted(facts))


@lru_cache(maxsize=STUDIES_KEPT)
def _counted(facts: StudyFacts) -> dict[int, Counted]:
    return count_all(facts)


@lru_cache(maxsize=STUDIES_KEPT)
def _findings(study: StudyFacts) -> tuple[StudyFinding, ...]:
    # What was computed from data is not print; beside the published figure it would only stand in the checks' way.
    printed = list(printed_order(fact for fact in study.facts if fact.source == Source.PUBLISHED))
    found = engine.check_figures(
        [figure for _, figure in printed], sizes=dict(study.sizes), randomised=study.randomised
    )
    return tuple(
        StudyFinding(
            finding=FigureFinding(each.check, each.level, each.message, each.fits, each.assumption),
            results=tuple(dict.fromkeys(printed[place][0] for place in each.figures)),
        )
        for each in found
    )


@lru_cache(maxsize=STUDIES_KEPT)
def _verdicts(study: StudyFacts) -> tuple[tuple[int, Verdict], ...]:
    findings, counted = _findings(study), _counted(study)
    return tuple(
        (
            fact.pk,
            _verdict(
                fact,
                tuple(found.finding for found in findings if fact.pk in found.results),
                counted.get(fact.pk, Counted()),
            ),
        )
        for fact in study.facts
    )


def _verdict(fact: Fact, findings: tuple[FigureFinding, ...], counted: Counted) -> Verdict:
    grave = next((finding for finding in findings if finding.level in _GRAVE), None)
    if grave is not None:
        return Verdict(VerdictWord.QUESTIONED, " ".join(_sentences(grave)), findings=findings, is_english=_is_foreign())
    if fact.source == Source.RECOMPUTED:
        sentence = gettext("Computed from patient-level data: %(how)s.") % {"how": fact.how}
        return Verdict(VerdictWord.REPRODUCED, sentence if fact.how else gettext("Computed from patient-level data."))
    if fact.source == Source.RECONSTRUCTED:
        return Verdict(
            VerdictWord.AS_PUBLISHED, gettext("Reconstructed from a published curve; there is nothing to check it by.")
        )
    return _beside_data(fact.recomputed, findings) if fact.recomputed else _by_print(fact, findings, counted)


def _is_foreign() -> bool:
    """Tell whether a sentence of the library, which speaks English, stands on a page in another language."""
    return not printing.is_english()


def _sentences(finding: FigureFinding) -> Iterable[str]:
    yield finding.message
    if finding.fits:
        yield f"Would fit: {finding.fits}"


def _beside_data(data: Difference, findings: tuple[FigureFinding, ...]) -> Verdict:
    word = VerdictWord.REPRODUCED if data.agrees else VerdictWord.CONSISTENT
    given = gettext("The patient-level data give %(recomputed)s.") % {"recomputed": data.recomputed}
    sentence = f"{given} {data.sentence}"
    return Verdict(word if data.estimate_agrees else VerdictWord.QUESTIONED, sentence, findings=findings)


def _by_print(fact: Fact, findings: tuple[FigureFinding, ...], counted: Counted) -> Verdict:
    if fact.figure.measure in _PROBABILITIES:
        return _probability(fact, findings, counted)
    if fact.figure.measure in RATIOS:
        return _ratio(fact, findings)
    return Verdict(VerdictWord.AS_PUBLISHED, _nothing_to_check(fact), findings=findings)


def _nothing_to_check(fact: Fact) -> str:
    if fact.figure.measure == "median_time":
        return gettext("A median cannot be worked out from other printed figures.")
    return gettext("The print gives nothing to check this figure against.")


def _ratio(fact: Fact, findings: tuple[FigureFinding, ...]) -> Verdict:
    if not engine.ratio_can_be_judged(fact.figure):
        with_interval = gettext("With this interval a ratio cannot be checked.")
        sentence = with_interval if fact.figure.low else gettext("Without its interval a ratio cannot be checked.")
        return Verdict(VerdictWord.AS_PUBLISHED, sentence, findings=findings)
    doubt = next((finding for finding in findings if finding.check == "ratio-interval-p"), None)
    if doubt is not None and _is_foreign():
        return Verdict(VerdictWord.CONSISTENT, doubt.message, findings=findings, is_english=True)
    words = {
        "estimate": fact.estimate,
        "low": display.number(fact.figure.low),
        "high": display.number(fact.figure.high),
    }
    if fact.figure.p_printed and doubt is None:
        sentence = gettext(
            "%(estimate)s lies about midway between %(low)s and %(high)s on the log scale, on which a ratio's interval "
            "is made, and the p value goes with them."
        )
    else:
        sentence = gettext(
            "%(estimate)s lies about midway between %(low)s and %(high)s on the log scale, on which a ratio's interval "
            "is made."
        )
    sentence = " ".join(part for part in (sentence % words, doubt.message if doubt else "") if part)
    return Verdict(VerdictWord.CONSISTENT, sentence, findings=findings)


def _probability(fact: Fact, findings: tuple[FigureFinding, ...], counted: Counted) -> Verdict:
    figure = fact.figure
    count, n = (counted.count, fact.n) if counted.count is not None else (figure.numerator, figure.denominator)
    known = {"numerator": count, "denominator": n if count is not None else None, "findings": findings}
    if counted.fits:
        names = tuple(dict.fromkeys(fit.method for fit in counted.fits))
        return Verdict(VerdictWord.REPRODUCED, _reproduced(fact, counted), methods=names, **known)
    doubt = next((finding for finding in findings if finding.check == "proportion-interval"), None)
    if doubt is not None:
        return Verdict(VerdictWord.AS_PUBLISHED, doubt.message, is_english=_is_foreign(), **known)
    methods = () if figure.adjusted else engine.interval_methods(figure)
    if methods:
        size = engine.effective_size(figure)
        sentence = _fits(fact, methods, size)
        return Verdict(VerdictWord.CONSISTENT, sentence, methods=methods, effective_size=size, **known)
    if not figure.low and count is not None:
        return Verdict(VerdictWord.CONSISTENT, _share_of(fact, count, n), **known)
    return Verdict(VerdictWord.AS_PUBLISHED, _unchecked(fact), findings=findings)


def _share_of(fact: Fact, count: int, n: int | None) -> str:
    words = {"count": display.thousands(count), "n": display.thousands(n), "estimate": fact.estimate}
    return gettext("%(count)s of %(n)s are %(estimate)s.") % words


def _reproduced(fact: Fact, counted: Counted) -> str:
    fit = counted.fits[0]
    variances = display.listed(list(dict.fromkeys(_variance(each) for each in counted.fits if each.variance)), "or")
    interval = _interval_by(fact, [each.method for each in counted.fits])
    words = {
        "count": display.thousands(fit.count),
        "n": display.thousands(fit.n),
        "interval": f"{interval} ({variances})" if variances else interval,
        "figure": fact.text,
        "deaths": display.thousands(counted.competing),
    }
    if not counted.competing:
        return gettext("%(count)s of %(n)s with %(interval)s gives %(figure)s to the digit.") % words
    sentence = ngettext(
        "%(count)s of %(n)s, beside %(deaths)s competing death, with %(interval)s gives %(figure)s to the digit.",
        "%(count)s of %(n)s, beside %(deaths)s competing deaths, with %(interval)s gives %(figure)s to the digit.",
        counted.competing,
    )
    return sentence % words


def _variance(fit: engine.FittingCount) -> str:
    if fit.variance == "Greenwood":
        return fit.variance
    return gettext("%(name)s variance") % {"name": fit.variance}


def _fits(fact: Fact, methods: tuple[str, ...], size: tuple[float, float] | None) -> str:
    words = {"limits": fact.interval, "interval": _interval_by(fact, methods), "estimate": fact.estimate}
    if size is None or fact.n is None:
        return gettext("%(limits)s fits %(interval)s around %(estimate)s.") % words
    low, high = (display.thousands(round(end)) for end in size)
    words |= {"people": low if low == high else f"{low}–{high}", "n": display.thousands(fact.n)}
    return (
        gettext(
            "%(limits)s fits %(interval)s around %(estimate)s, as wide as %(people)s people without censoring would "
            "give; the figure is of %(n)s."
        )
        % words
    )


def _interval_by(fact: Fact, methods: Sequence[str]) -> str:
    """Name an interval by its methods, and say of which of an incidence and its complement it was made."""
    names = display.listed(
        list(dict.fromkeys(method_name(method.removesuffix(ON_COMPLEMENT)) for method in methods)), "or"
    )
    words = {"methods": names, "interval": _article_interval(names)}
    if any(method.endswith(ON_COMPLEMENT) for method in methods):
        return gettext("%(interval)s on the complement") % words
    if fact.figure.measure == "cumulative_incidence":
        return gettext("%(interval)s on the incidence itself") % words
    return words["interval"]


def _article_interval(names: str) -> str:
    """Name an interval by its method; only English has two articles for it."""
    words = {"methods": names}
    if names[:1].lower() in "aeiou":
        return pgettext("before a vowel", "an %(methods)s interval") % words
    return pgettext("before a consonant", "a %(methods)s interval") % words


def method_in_full(method: str) -> str:
    """Return a method's name, with the complement if it was made of that."""
    name = method_name(method.removesuffix(ON_COMPLEMENT))
    return gettext("%(method)s on the complement") % {"method": name} if method.endswith(ON_COMPLEMENT) else name


def method_name(method: str) -> str:
    """Return a method's name as readers know it; most are the same in every language."""
    names = {
        "plain": gettext("plain"),
        "arcsine": gettext("arcsine"),
        "Wilson with continuity correction": gettext("Wilson with continuity correction"),
    }
    return names.get(method, method)


def _unchecked(fact: Fact) -> str:
    figure, n = fact.figure, fact.n
    if figure.adjusted:
        return gettext("An adjusted figure cannot be worked out from other printed figures.")
    if figure.low:
        ends = {"none": printing.percent("0"), "all": printing.percent("100")}
        return gettext("At %(none)s and %(all)s every method for an interval has a rule of its own.") % ends
    if figure.measure != "proportion":
        return gettext("Without its interval an estimate over time cannot be checked.")
    if n is None:
        return gettext("How many people this percentage is of is not stored.")
    words = {"estimate": fact.estimate, "n": display.thousands(n)}
    if engine.any_print_fits(figure, n):
        return gettext("Any percentage of so many digits is some count of %(n)s people.") % words
    return gettext("%(estimate)s is no share of the %(n)s people in the arm, so it is of others.") % words

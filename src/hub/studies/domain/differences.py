"""Published results beside the same ones recomputed from patient-level data.

Two figures agree if the recomputed one, in full precision, lies where the published one may have been before it was
rounded to its printed digits. What a page shows is the published one; the recomputed one is the check.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from hub.studies.domain import display, printing
from hub.studies.domain.words import word
from hub.studies.enums import PERCENTAGES, Source, TimeUnit
from hub.studies.models import Result, Study
from hub.studies.results.difference import Difference
from hub.studies.results.printed import PrintedNumber

_TOLERANCE = 1e-9  # of one unit in the last printed digit: a value on the edge rounds to it


def differences(study: Study) -> list[Difference]:
    """Compare each published result of a study with the recomputed one.

    Returns
    -------
    list of Difference
        Estimates that differ first, then intervals that differ, each with the largest difference in units of the last
        printed digit first; then what agrees, in the study's order. Results without a counterpart are left out.
    """
    results = list(study.results.select_related("outcome", "arm", "comparator"))
    recomputed = {subject(result): result for result in results if result.source == Source.RECOMPUTED}
    pairs = [(result, recomputed.get(subject(result))) for result in results if result.source == Source.PUBLISHED]
    found = [(_distance(one, other), compare(one, other)) for one, other in pairs if other is not None]
    found.sort(key=lambda each: (each[1].estimate_agrees, each[1].agrees, 0.0 if each[1].agrees else -each[0]))
    return [difference for _, difference in found]


def subject(result: Result) -> tuple[Any, ...]:
    """Return what a result is about, whatever its source."""
    return result.identity[:-1]


def shown_results(results: Iterable[Result]) -> list[Result]:
    """Leave out each result that is another source's word on what is published already: it is only a check."""
    results = list(results)
    published = {subject(result) for result in results if result.source == Source.PUBLISHED}
    return [result for result in results if result.source == Source.PUBLISHED or subject(result) not in published]


def compare(published: Result, recomputed: Result) -> Difference:
    """Compare a published result with the recomputed one of the same subject."""
    fields = ("estimate", "low", "high")
    estimate, *limits = (_agrees(published, recomputed, field) for field in fields)
    interval = all(limits) if published.low_printed and published.high_printed else None
    step = None if None in (published.estimate, recomputed.estimate) else recomputed.estimate - published.estimate
    text = _signed(step, _decimals(published.estimate_printed) + 1) if step is not None else ""
    arm, comparator = published.arm, published.comparator
    return Difference(
        published_id=published.pk,
        recomputed_id=recomputed.pk,
        outcome_key=published.outcome.key,
        outcome_name=word(published.outcome.name),
        arm_key=arm.key if arm else "",
        arm_label=display.whose(published),
        comparator_key=comparator.key if comparator else "",
        measure=published.effective_measure.value,
        at=display.time_point(published),
        published=_text(published),
        recomputed=_text(recomputed),
        difference=step,
        difference_text=text,
        estimate_agrees=estimate,
        interval_agrees=interval,
        published_n=_participants(published),
        recomputed_n=_participants(recomputed),
        method=_method(recomputed),
        sentence=_sentence(published, recomputed, text, estimate=estimate, interval=interval),
    )


def _agrees(published: Result, recomputed: Result, field: str) -> bool:
    printed, value = getattr(published, field), getattr(recomputed, field)
    if printed is None or value is None:
        return printed is None and value is None
    unit = 10.0 ** -_decimals(getattr(published, f"{field}_printed"))
    return bool(abs(value - printed) <= unit * (0.5 + _TOLERANCE))


def _distance(published: Result, recomputed: Result) -> float:
    """Return how far the two are apart, in units of the last printed digit; what only one of them reaches is far."""
    apart = []
    for field in ("estimate", "low", "high"):
        printed, value = getattr(published, field), getattr(recomputed, field)
        text = getattr(published, f"{field}_printed")
        if text:
            both = printed is not None and value is not None
            far = abs(value - printed) * 10.0 ** _decimals(text) if both else float("inf")
            apart.append(0.0 if printed is None and value is None else far)
    return max(apart, default=0.0)


def _decimals(printed: str) -> int:
    return PrintedNumber.parse(printed, words=True).decimals


def _signed(step: float, decimals: int) -> str:
    text = f"{step:+.{decimals}f}"
    if float(text) == 0:
        return display.number(text.lstrip("+-"))
    return f"+{display.number(text[1:])}" if text.startswith("+") else display.number(text)


def _text(result: Result) -> str:
    return display.with_interval(
        display.estimate(result), display.interval_label(result), display.interval(result), display.p_value(result)
    )


def _participants(result: Result) -> int | None:
    if result.denominator is None and result.comparator:
        return int(result.arm.n + result.comparator.n)
    return display.participants(result)


def _method(result: Result) -> str:
    method, interval = word(result.method), word(result.interval_method)
    named = gettext("interval: %(method)s") % {"method": interval} if interval else ""
    return "; ".join(part for part in (method, named) if part)


def _sentence(published: Result, recomputed: Result, difference: str, *, estimate: bool, interval: bool | None) -> str:
    if not estimate:
        words = {
            "published": display.estimate(published),
            "recomputed": display.estimate(recomputed),
            "difference": f"{difference}{_unit(published)}",
        }
        if difference:
            return (
                gettext("Differs: %(published)s is published, %(recomputed)s was recomputed (%(difference)s).") % words
            )
        return gettext("Differs: %(published)s is published, %(recomputed)s was recomputed.") % words
    if interval is None:
        return gettext("Agrees to the printed digits; the publication gives no interval.")
    if interval:
        return gettext("Estimate and interval agree to the printed digits.")
    return _interval_sentence(published, recomputed)


def _interval_sentence(published: Result, recomputed: Result) -> str:
    words = {
        "published": display.interval(published),
        "named": word(published.interval_method) or gettext("by a method that is not stated"),
        "recomputed": display.interval(recomputed) or gettext("none"),
        "how": word(recomputed.interval_method),
    }
    if words["how"]:
        return (
            gettext(
                "The estimate agrees to the printed digits; its interval differs: %(published)s is published "
                "(%(named)s), %(recomputed)s was recomputed (%(how)s)."
            )
            % words
        )
    return (
        gettext(
            "The estimate agrees to the printed digits; its interval differs: %(published)s is published (%(named)s), "
            "%(recomputed)s was recomputed."
        )
        % words
    )


def _unit(result: Result) -> str:
    if result.effective_measure in PERCENTAGES:
        return display.NBSP + gettext("percentage points")
    if result.unit in TimeUnit.values:
        return f"{display.NBSP}{printing.unit_name(result.unit)}"
    return f"{display.NBSP}{word(result.unit)}" if result.unit else ""

"""A result of a study made from a figure as it was read in print, by one decision of an editor.

The printed digits are stored as they are, with a point for a decimal comma; what the print leaves unsaid (whose
figure it is, of which outcome and when) the editor says.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from hub.studies.domain import display
from hub.studies.enums import CONTRASTS, PERCENTAGES, Measure, Source
from hub.studies.models import Arm, Outcome, Result, Study
from hub.studies.results.printed_figures import ReadFigure

MADE_FROM_PRINT = "studies.result_from_print"

_MEASURES = {"difference": Measure.RISK_DIFFERENCE, "rate": Measure.INCIDENCE_RATE} | {
    measure.value: measure
    for measure in (*PERCENTAGES - {Measure.ADVERSE_EVENT}, *CONTRASTS - {Measure.RISK_DIFFERENCE}, Measure.MEDIAN_TIME)
}


class NotAResultError(ValueError):
    """A figure cannot be stored as a result; the message is one sentence for the editor."""


def measure_of_print(figure: ReadFigure) -> Measure | None:
    """Return what a figure would be stored as; ``None`` for what is no result by itself, like a P value or an age."""
    return _MEASURES.get(figure.measure) if figure.estimate and not figure.bound else None


@transaction.atomic
def result_from_print(
    *,
    study: Study,
    figure: ReadFigure,
    outcome: Outcome,
    arm: Arm | None = None,
    comparator: Arm | None = None,
    time: float | None = None,
    time_unit: str = "",
    user: AbstractUser,
) -> Result:
    """Store a figure as a published result of a study.

    Parameters
    ----------
    figure
        As read; its digits, interval, counts and P value are kept as printed.
    outcome, arm, comparator, time, time_unit
        What the figure is of, as the editor says.
    user
        The editor, for the study's history.

    Raises
    ------
    NotAResultError
        If the figure is none that can be stored, breaks a rule of results, or is stored already.
    """
    measure = measure_of_print(figure)
    if measure is None:
        raise NotAResultError(f"“{figure.text}” cannot be stored as a result; add it in the study's own form.")
    study = Study.objects.select_for_update().get(pk=study.pk)
    result = Result(
        study=study,
        outcome=outcome,
        arm=arm,
        comparator=comparator,
        measure=_own_measure(measure, outcome),
        time=time,
        time_unit=time_unit,
        source=Source.PUBLISHED,
        position=study.results.count(),
        **_as_printed(figure),
    )
    _refuse_wrong(result)
    result.save()
    revision = Study.objects.get(pk=study.pk).save_revision(user=user)
    data = {"result": str(result), "printed": figure.text}
    log(instance=study, action=MADE_FROM_PRINT, user=user, revision=revision, content_changed=True, data=data)
    return result


def _own_measure(measure: Measure, outcome: Outcome) -> str:
    """Name the measure only where it is another than the outcome's; print does not tell one percentage from another."""
    same = measure == outcome.measure or {measure, Measure(outcome.measure)} <= PERCENTAGES
    return "" if same else measure.value


def _as_printed(figure: ReadFigure) -> dict[str, Any]:
    interval = bool(figure.low and figure.high)
    return {
        "estimate_printed": _with_point(figure.estimate),
        "unit": figure.unit,
        "low_printed": _with_point(figure.low) if interval else "",
        "high_printed": _with_point(figure.high) if interval else "",
        "interval_level": figure.level if interval else None,
        "numerator": figure.numerator if figure.denominator is not None else None,
        "denominator": figure.denominator,
        "p_printed": f"{figure.p_operator}{figure.p_printed}".removeprefix("=") if figure.p_printed else "",
    }


def _with_point(printed: str) -> str:
    """Write a decimal comma as the point that studies are stored with; a comma before three digits parts thousands."""
    return re.sub(r"(?<=\d),(?=\d{1,2}(?!\d)|\d{4})", ".", printed)


def _refuse_wrong(result: Result) -> None:
    try:
        result.full_clean(validate_unique=False)
    except ValidationError as error:
        raise NotAResultError(" ".join(error.messages)) from None
    stored = result.study.results.select_related("outcome", "arm", "comparator")
    known = next((other for other in stored if other.identity == result.identity), None)
    if known is not None:
        raise NotAResultError(f"The study has this result already, as {display.estimate(known)}; change it there.")

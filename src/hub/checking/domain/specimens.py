"""Made-up figures that show what each word of a verdict means, checked as stored results are.

Nothing here says which word a figure gets: the checks decide, as they do for an article, and a test holds the page to
it.
"""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext

from hub.articles.domain.checks import checked_results
from hub.articles.results import CheckedFigure
from hub.common import wording
from hub.studies.domain import key_data
from hub.studies.models import Arm, Outcome, Result, Study

SURVIVAL = {"measure": "survival_probability", "better": "higher"}
AT_TWO_YEARS = {"time": 2, "time_unit": "years", "unit": "%", "interval_level": 95}


def specimens() -> dict[str, CheckedFigure]:
    """Return a made-up figure for each word, with the chain that an article would show, in the reader's language."""
    return _specimens_in(wording.language())


@cache
def _specimens_in(language: str) -> dict[str, CheckedFigure]:
    outcomes, arms = _outcomes(), _arms()
    treated, control = arms
    results = [
        _result(outcomes["reproduced"], treated, "75.0", "58.5", "85.7"),
        _result(outcomes["consistent"], control, "52.3", "44.6", "59.4"),
        _result(outcomes["as_published"], control, "26.4", unit="months"),
        _result(outcomes["questioned"], treated, "72.5", "58.5", "85.9"),
    ]
    study = Study(pk=0, key="made-up", name=gettext("A made-up trial"), design="single_arm_historical")
    study.arms, study.outcomes, study.results = arms, list(outcomes.values()), results
    checked = checked_results(study, key_data(study))
    return {**{word: checked[outcome.pk] for word, outcome in outcomes.items()}, "declared": _declared()}


def _outcomes() -> dict[str, Outcome]:
    overall, disease_free = gettext("Overall survival"), gettext("Disease-free survival")
    return {
        "reproduced": Outcome(pk=1, key="reproduced", name=overall, **SURVIVAL),
        "consistent": Outcome(pk=2, key="consistent", name=overall, **SURVIVAL),
        "as_published": Outcome(pk=3, key="as_published", name=overall, measure="median_time", better="higher"),
        "questioned": Outcome(pk=4, key="questioned", name=disease_free, **SURVIVAL),
    }


def _arms() -> list[Arm]:
    return [
        Arm(pk=1, key="a", label=gettext("treatment A"), n=40, role="experimental"),
        Arm(pk=2, key="b", label=gettext("treatment B"), n=180, role="historical_control"),
    ]


def _declared() -> CheckedFigure:
    return CheckedFigure(
        anchor="figure-declared",
        name=gettext("about 60%"),
        group="",
        printed=gettext("about 60%"),
        state="declared",
        word=gettext("from another source"),
        recomputed=False,
        chain=(),
        sentence=gettext("A made-up registry, which is the second reference."),
        label=gettext("Source"),
    )


def _result(outcome: Outcome, arm: Arm, estimate: str, low: str = "", high: str = "", **fields: object) -> Result:
    shape = AT_TWO_YEARS if low else {}
    result = Result(
        pk=outcome.pk,
        outcome=outcome,
        arm=arm,
        estimate_printed=estimate,
        low_printed=low,
        high_printed=high,
        method="Kaplan–Meier",
        **{**shape, **fields},
    )
    result.clean()
    return result

"""Made-up figures that show what each word of a verdict means, checked as stored results are.

Nothing here says which word a figure gets: the checks decide, as they do for an article, and a test holds the page to
it.
"""

from __future__ import annotations

from functools import cache

from hub.articles.domain.checks import checked_results
from hub.articles.results import CheckedFigure
from hub.studies.domain import key_data
from hub.studies.models import Arm, Outcome, Result, Study

SURVIVAL = {"measure": "survival_probability", "better": "higher"}
OUTCOMES = {
    "reproduced": Outcome(pk=1, key="reproduced", name="Overall survival", **SURVIVAL),
    "consistent": Outcome(pk=2, key="consistent", name="Overall survival", **SURVIVAL),
    "as_published": Outcome(pk=3, key="as_published", name="Overall survival", measure="median_time", better="higher"),
    "questioned": Outcome(pk=4, key="questioned", name="Disease-free survival", **SURVIVAL),
}
ARMS = (
    Arm(pk=1, key="a", label="treatment A", n=40, role="experimental"),
    Arm(pk=2, key="b", label="treatment B", n=180, role="historical_control"),
)
DECLARED = CheckedFigure(
    anchor="figure-declared",
    name="about 60%",
    group="",
    printed="about 60%",
    state="declared",
    word="from another source",
    recomputed=False,
    chain=(),
    sentence="A made-up registry, which is the second reference.",
    label="Source",
)
AT_TWO_YEARS = {"time": 2, "time_unit": "years", "unit": "%", "interval_level": 95}


def _result(word: str, arm: Arm, estimate: str, low: str = "", high: str = "", **fields: object) -> Result:
    outcome = OUTCOMES[word]
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


@cache
def specimens() -> dict[str, CheckedFigure]:
    """Return a made-up figure for each word, with the chain that an article would show."""
    treated, control = ARMS
    results = [
        _result("reproduced", treated, "75.0", "58.5", "85.7"),
        _result("consistent", control, "52.3", "44.6", "59.4"),
        _result("as_published", control, "26.4", unit="months"),
        _result("questioned", treated, "72.5", "58.5", "85.9"),
    ]
    study = Study(pk=0, key="made-up", name="A made-up trial", design="single_arm_historical")
    study.arms, study.outcomes, study.results = list(ARMS), list(OUTCOMES.values()), results
    checked = checked_results(study, key_data(study))
    return {**{word: checked[outcome.pk] for word, outcome in OUTCOMES.items()}, "declared": DECLARED}

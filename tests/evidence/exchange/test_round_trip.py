"""Whatever an estimator returns comes back from JSON the same."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest

import evidence as ev
import evidence.estimators
from evidence.exchange import dump, load
from tests.evidence import datasets
from tests.evidence.adverse_event_rows import Event, counted

LUNG, MGUS = datasets.load("lung"), datasets.load("mgus2")
MEN, WOMEN = (ev.kaplan_meier(LUNG, arm) for arm in LUNG.arms)
RELAPSE, OTHER = (ev.cumulative_incidence(MGUS, arm, "first") for arm in MGUS.arms)
NEW, OLD = (ev.proportion(events, 30, arm=arm, outcome="remission") for events, arm in ((21, "new"), (12, "old")))
NOBODY = ev.proportion(0, 30, arm="nobody", outcome="remission")
FAST, SLOW = (ev.incidence_rate(LUNG, arm) for arm in LUNG.arms)
REFERENCE = ev.ReferenceSurvival("published", "days", (365.0,), (0.5,))
RATIO = ev.PrintedRatio(arm="A", reference="C", value="0.66", low="0.52", high="0.85", n=431)
OTHER_RATIO = ev.PrintedRatio(arm="B", reference="C", value="0.80", low="0.60", high="1.07", n=300)
POINTS, AT_RISK = [(0, 1), (3, 0.93), (6, 0.85), (9, 0.8), (12, 0.71)], [(0, 100), (6, 80), (12, 60)]


def printed(arm: str, value: str, low: str, high: str) -> ev.PrintedEstimate:
    return ev.PrintedEstimate(
        arm=arm, quantity=ev.Quantity.SURVIVAL, value=value, low=low, high=high, percent=True, n=30, time=4.0
    )


PRINTED = printed("new", "83.3", "64.5", "92.7")
CERTAIN = printed("certain", "100", "100", "100")

RETURNED: dict[str, Callable[[], Any]] = {
    "adverse_events": lambda: ev.adverse_events(counted([Event("new-1", "new", "rash", 3)])),
    "analyse": lambda: ev.analyse(MGUS, at=(12.0, 1e6)),
    "anchored_comparison": lambda: ev.anchored_comparison(RATIO, OTHER_RATIO),
    "cox_hazard_ratio": lambda: ev.cox_hazard_ratio(LUNG, "women", "men"),
    "cumulative_incidence": lambda: RELAPSE,
    "cumulative_incidences": lambda: list(ev.cumulative_incidences(MGUS, "F")),
    "gray_test": lambda: ev.gray_test(MGUS, "first"),
    "incidence_difference": lambda: ev.incidence_difference(RELAPSE, OTHER, 60),
    "incidence_rate": lambda: [FAST, SLOW],
    "incidence_rate_from_counts": lambda: ev.incidence_rate_from_counts(
        3, 120.5, arm="a", outcome="death", time_unit="years"
    ),
    "incidence_ratio": lambda: ev.incidence_ratio(RELAPSE, OTHER, 60),
    "indirect_comparison": lambda: ev.indirect_comparison(
        PRINTED, printed("old", "44.0", "38.0", "50.0"), measure=ev.Measure.SURVIVAL_DIFFERENCE
    ),
    "kaplan_meier": lambda: [MEN, WOMEN],
    "log_rank": lambda: ev.log_rank(LUNG),
    "matching_counts": lambda: list(ev.matching_counts(ev.PrintedNumber("83.3").share(percent=True), 30)),
    "number_needed_from_risks": lambda: [
        ev.number_needed_from_risks(ev.risk_difference(NEW, arm), wanted=wanted)
        for arm in (OLD, NOBODY)
        for wanted in (False, True)
    ],
    "number_needed_to_treat": lambda: ev.number_needed_to_treat(WOMEN, MEN, 365),
    "odds_ratio": lambda: [ev.odds_ratio(NEW, OLD), ev.odds_ratio(NEW, NOBODY)],
    "one_sample_log_rank": lambda: ev.one_sample_log_rank(LUNG, "women", REFERENCE),
    "proportion": lambda: [NEW, NOBODY],
    "published_precision": lambda: [ev.published_precision(PRINTED), ev.published_precision(CERTAIN)],
    "quantile_time": lambda: [ev.quantile_time(MEN), ev.quantile_time(MEN, 0.999)],
    "rate_ratio": lambda: ev.rate_ratio(FAST, SLOW),
    "reconstruct": lambda: ev.reconstruct(POINTS, AT_RISK, arm="a", time_unit="months").fit,
    "reproducing_counts": lambda: list(ev.reproducing_counts(PRINTED)),
    "restricted_mean": lambda: ev.restricted_mean(MEN, 365),
    "restricted_mean_difference": lambda: ev.restricted_mean_difference(WOMEN, MEN, 365),
    "reverse_kaplan_meier": lambda: ev.reverse_kaplan_meier(LUNG, "men"),
    "risk_difference": lambda: ev.risk_difference(NEW, OLD),
    "risk_ratio": lambda: [ev.risk_ratio(NEW, OLD), ev.risk_ratio(NEW, NOBODY)],
    "survival_difference": lambda: ev.survival_difference(WOMEN, MEN, 365),
    "survival_ratio": lambda: ev.survival_ratio(WOMEN, MEN, 365),
}


def alike(one: Any, other: Any) -> bool:
    """Tell whether two results are of the same classes, with the same values to the last digit."""
    if type(one) is not type(other):
        return isinstance(one, (float, np.floating)) and float(one) == other
    if is_dataclass(one):
        return all(alike(getattr(one, field.name), getattr(other, field.name)) for field in fields(one) if field.init)
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype == np.float64)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)


def test_every_estimator_is_tried() -> None:
    estimators = {name for name in evidence.estimators.__all__ if name.islower()}

    assert set(RETURNED) == estimators


@pytest.mark.parametrize("name", RETURNED)
def test_what_an_estimator_returns_comes_back_the_same(name: str) -> None:
    returned = RETURNED[name]()

    text = dump(returned)

    assert alike(returned, load(text))
    assert dump(load(text)) == text


@pytest.mark.parametrize(
    "other", [LUNG, {"preset": ev.SAS}, object(), 1 + 2j, np.int64(1)], ids=lambda x: type(x).__name__
)
def test_what_cannot_be_read_back_is_not_written(other: Any) -> None:
    with pytest.raises(ValueError, match=r", which is no result\.$"):
        dump([other])


CONTRAST = json.loads(dump(ev.risk_difference(NEW, OLD)))
CURVE = json.loads(dump(MEN))


@pytest.mark.parametrize(
    ("result", "field", "entry", "words"),
    [
        (CONTRAST, "interval", "wide", "str stands where a ConfidenceInterval belongs"),
        (CONTRAST, "interval", CURVE, "SurvivalCurve stands where a ConfidenceInterval belongs"),
        (CONTRAST, "value", True, "True is no float"),
        (CONTRAST, "n", 1.5, "1.5 is no int"),
        (CONTRAST, "assumptions", "none", "'none' is no list"),
        (CURVE, "time", "12", "'12' is no list"),
        (CURVE, "time", ["1", "2"], "'1' is no float"),
        (CURVE, "time", [[1], [2]], "[1] is no float"),
        (CURVE, "at_risk", [1.5], "1.5 is no int"),
        (CURVE, "at_risk", [None], "None is no int"),
        (CURVE, "at_risk", [2**64], "too large"),
    ],
)
def test_entry_of_another_kind_is_refused(result: dict[str, Any], field: str, entry: Any, words: str) -> None:
    with pytest.raises(ValueError, match="cannot be built: ") as caught:
        load(json.dumps({**result, field: entry}))

    assert words in str(caught.value)

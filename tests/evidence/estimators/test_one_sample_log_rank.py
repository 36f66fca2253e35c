from __future__ import annotations

import math
import re

import pytest
from hypothesis import given

from evidence.estimators.one_sample_log_rank import one_sample_log_rank
from evidence.results import DataSource, OneSampleTest, OneSampleVariance, ReferenceShape, ReferenceSurvival
from tests.evidence.comparisons import FEW, SOME, Person, table_from, trials
from tests.evidence.datasets import load
from tests.evidence.reference import rows

R = rows("comparisons-one-sample.csv")

INFANTS = [
    *(Person("infants", time, cause) for time, cause in ((0.5, 1), (1.0, 1), (1.5, 1), (2.0, 2), (2.5, 1))),
    *(Person("infants", 4.2, 0) for _ in range(25)),
]
INTERFANT = ReferenceSurvival("Interfant-06", "days", (4.0,), (0.44,))


def reference(shape: str, times: str, survival: str) -> ReferenceSurvival:
    points = tuple(float(time) for time in times.split())
    return ReferenceSurvival("R", "days", points, tuple(map(float, survival.split())), ReferenceShape(shape))


@pytest.mark.parametrize("row", R, ids=lambda row: f"{row['set']}-{row['shape']}")
def test_one_sample_test_agrees_with_r(row: dict[str, str]) -> None:
    known = reference(row["shape"], row["times"], row["survival"])

    test = one_sample_log_rank(load(row["set"]), row["arm"], known)

    assert test.observed == int(row["observed"])
    assert test.expected == pytest.approx(float(row["expected"]), rel=1e-9)
    assert test.statistic == pytest.approx(float(row["statistic"]), rel=1e-9)
    assert test.p == pytest.approx(float(row["p"]), rel=1e-9, abs=0)
    assert test.interval.low == pytest.approx(float(row["low"]), rel=1e-9)
    assert test.interval.high == pytest.approx(float(row["high"]), rel=1e-9)


def test_one_sample_test_of_the_worked_example_by_hand() -> None:
    # Person-years: 7.5 of the five with an event and 25 · 4.2 of the others.
    expected = (7.5 + 105) * -math.log(0.44) / 4

    test = one_sample_log_rank(table_from(INFANTS), "infants", INTERFANT)

    assert test.observed == 5
    assert test.expected == pytest.approx(expected, rel=1e-12)
    assert test.ratio == pytest.approx(5 / expected, rel=1e-12)
    assert test.statistic == pytest.approx((5 - expected) ** 2 / expected, rel=1e-12)
    assert test.p_fewer == pytest.approx(test.p / 2, rel=1e-12)
    assert test.p_more == pytest.approx(1 - test.p / 2, rel=1e-12)


def test_wu_takes_the_mean_of_observed_and_expected() -> None:
    test = one_sample_log_rank(table_from(INFANTS), "infants", INTERFANT, variance=OneSampleVariance.WU)

    assert test.statistic == pytest.approx((5 - test.expected) ** 2 / ((5 + test.expected) / 2), rel=1e-12)
    assert test.method == "one-sample log-rank, variance by Wu, reference exponential"


STEPS = ReferenceSurvival("known", "days", (1.0, 2.5, 4.0), (0.8, 0.8, 0.3), ReferenceShape.STEPS)
SLOPES = ReferenceSurvival("known", "days", (1.0, 2.5, 4.0), (0.8, 0.8, 0.3), ReferenceShape.PIECEWISE_EXPONENTIAL)


def hazard(known: ReferenceSurvival, time: float) -> float:
    if known.shape is ReferenceShape.EXPONENTIAL:
        return -math.log(known.survival[0]) * time / known.times[0]
    if known.shape is ReferenceShape.STEPS:
        return -math.log(([1.0] + [s for t, s in zip(known.times, known.survival, strict=True) if t <= time])[-1])
    total, before, level = 0.0, 0.0, 1.0
    for end, survival in zip(known.times, known.survival, strict=True):
        if time > before:
            total += math.log(level / survival) * (min(time, end) - before) / (end - before)
        before, level = end, survival
    return total


@pytest.mark.parametrize("known", [INTERFANT, STEPS, SLOPES], ids=lambda known: known.shape)
@SOME
@given(people=trials("a", late=True))
def test_one_sample_test_is_what_a_loop_over_people_gives(known: ReferenceSurvival, people: list[Person]) -> None:
    expected = sum(
        hazard(known, min(person.time, 3.5)) - hazard(known, min(person.entry or 0.0, 3.5)) for person in people
    )
    observed = sum(person.cause > 0 and person.time <= 3.5 for person in people)
    if not expected > 1e-12:
        return

    test = one_sample_log_rank(table_from(people), "a", known, until=3.5)

    assert test.observed == observed
    assert test.expected == pytest.approx(expected, rel=1e-9)


@FEW
@given(trials("ab", "xy"))
def test_one_sample_test_depends_on_neither_other_arms_nor_strata_nor_unit(people: list[Person]) -> None:
    own = [person._replace(stratum="all") for person in people if person.arm == "b"]
    weeks = ReferenceSurvival("known", "days", (28.0,), (0.44,))

    found = one_sample_log_rank(table_from(own), "b", INTERFANT)

    for test in (
        one_sample_log_rank(table_from(people), "b", INTERFANT),
        one_sample_log_rank(table_from(own, unit=7.0), "b", weeks),
    ):
        assert (test.observed, test.n) == (found.observed, found.n)
        assert (test.expected, test.p) == pytest.approx((found.expected, found.p), rel=1e-9)


def test_following_for_longer_than_anybody_was_changes_nothing() -> None:
    short = table_from([Person("a", 1.5, 1), Person("a", 3, 0)])

    assert one_sample_log_rank(short, "a", STEPS, until=9.0).expected == one_sample_log_rank(short, "a", STEPS).expected


def test_no_event_leaves_the_ratio_at_zero_with_an_upper_limit() -> None:
    test = one_sample_log_rank(table_from([Person("a", 4, 0) for _ in range(10)]), "a", INTERFANT)

    assert (test.observed, test.ratio, test.interval.low) == (0, 0.0, 0.0)
    # The upper limit of a Poisson mean of which nothing was seen is -ln 0.025.
    assert test.interval.high == pytest.approx(-math.log(0.025) / test.expected, rel=1e-12)


def test_one_sample_test_says_what_it_rests_on() -> None:
    infants = table_from(INFANTS)

    test = one_sample_log_rank(infants, "infants", INTERFANT, until=4.0, confidence_level=0.9)

    assert (test.arm, test.reference, test.n) == ("infants", "Interfant-06", 30)
    assert test.method == "one-sample log-rank, reference exponential"
    assert (test.interval.method, test.interval.confidence_level) == ("exact Poisson (Garwood)", 0.9)
    assert (test.until, test.time_unit) == (4.0, "days")
    assert test.source is DataSource.PUBLISHED
    assert test.assumptions == (
        "Not randomised: the people must differ from those of the reference in nothing else that matters.",
        "The reference survival is known without error.",
        "Both count the same events from the same start.",
        "The hazard of the reference is constant over the whole follow-up.",
    )
    assert one_sample_log_rank(infants, "infants", STEPS, until=4.0).assumptions == test.assumptions[:3]
    sloping = one_sample_log_rank(infants, "infants", SLOPES, until=4.0).assumptions
    assert sloping[3] == "The hazard of the reference is constant between its given times."


@pytest.mark.parametrize(
    ("known", "until", "sentence"),
    [
        (ReferenceSurvival("X", "years", (4.0,), (0.44,)), None, "The table counts in days, the reference X in years."),
        (
            STEPS,
            None,
            "known is known until 4 days, but infants was followed until 4.2; compare until 4 or earlier.",
        ),
        (STEPS, 4.1, "known is known until 4 days, but infants was followed until 4.1; compare until 4 or earlier."),
        (STEPS, 0.9, "By known, no event is expected for as long as infants was followed."),
        (STEPS, 0.0, "People cannot be followed until 0 days."),
        (STEPS, math.inf, "People cannot be followed until inf days."),
    ],
)
def test_one_sample_test_without_an_answer_is_refused(
    known: ReferenceSurvival, until: float | None, sentence: str
) -> None:
    table = table_from(INFANTS)

    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        one_sample_log_rank(table, "infants", known, until=until)


@pytest.mark.parametrize(
    ("times", "survival", "shape", "sentence"),
    [
        ((), (), ReferenceShape.STEPS, "A reference survival needs one probability for each of its times."),
        ((1.0,), (0.5, 0.4), ReferenceShape.STEPS, "A reference survival needs one probability for each of its times."),
        (
            (1.0, 2.0),
            (0.5, 0.4),
            ReferenceShape.EXPONENTIAL,
            "An exponential survival follows from one point, but 2 are given.",
        ),
        ((0.0,), (0.5,), ReferenceShape.EXPONENTIAL, "The times of a reference survival must rise from above 0."),
        ((2.0, 2.0), (0.5, 0.4), ReferenceShape.STEPS, "The times of a reference survival must rise from above 0."),
        ((math.nan,), (0.5,), ReferenceShape.STEPS, "The times of a reference survival must rise from above 0."),
        (
            (1.0,),
            (44.0,),
            ReferenceShape.EXPONENTIAL,
            "A reference survival must start from at most 1, never rise and stay above 0.",
        ),
        (
            (1.0, 2.0),
            (0.5, 0.6),
            ReferenceShape.STEPS,
            "A reference survival must start from at most 1, never rise and stay above 0.",
        ),
        (
            (1.0,),
            (0.0,),
            ReferenceShape.STEPS,
            "A reference survival must start from at most 1, never rise and stay above 0.",
        ),
        (
            (1.0,),
            (1.0,),
            ReferenceShape.EXPONENTIAL,
            "In the reference nobody has the event, so none can be expected.",
        ),
    ],
)
def test_reference_survival_that_cannot_be_is_refused(
    times: tuple[float, ...], survival: tuple[float, ...], shape: ReferenceShape, sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        ReferenceSurvival("known", "days", times, survival, shape)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"expected": 0.0}, "5 events observed and 0.0 expected cannot be compared."),
        ({"p": 1.5}, "1.5 is not a probability."),
        ({"assumptions": ()}, "A comparison with a published survival must name its assumptions."),
        ({"method": " "}, "A result must name its method."),
    ],
)
def test_one_sample_result_that_cannot_be_is_refused(change: dict[str, object], sentence: str) -> None:
    test = one_sample_log_rank(table_from(INFANTS), "infants", INTERFANT)
    fields = {name: getattr(test, name) for name in test.__dataclass_fields__}

    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        OneSampleTest(**(fields | change))

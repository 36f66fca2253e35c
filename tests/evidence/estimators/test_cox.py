from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given

from evidence.estimators.cox import cox_hazard_ratio
from evidence.estimators.log_rank import log_rank
from evidence.results import Contrast, DataSource, Measure, Ties
from evidence.tables import EventTable, merge
from evidence.tables.event_table import Stratum, added
from tests.evidence.comparisons import (
    CAUSES,
    FEW,
    FREIREICH,
    SOME,
    Person,
    expected_rows,
    spread_out,
    table_from,
    trials,
)
from tests.evidence.datasets import load
from tests.evidence.reference import number

R = expected_rows("comparisons-cox.csv")


def naive(people: list[Person], ties: Ties) -> tuple[float, float] | None:
    """Find where the slope over people crosses zero by halving; None where it does not."""
    low, high = -12.0, 12.0
    if not _slope(people, low, ties)[0] > 1e-4 or not _slope(people, high, ties)[0] < -1e-4:
        return None
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _slope(people, middle, ties)[0] > 0 else (low, middle)
    return low, 1 / math.sqrt(_slope(people, low, ties)[1])


def _slope(people: list[Person], log_ratio: float, ties: Ties) -> tuple[float, float]:
    slope = information = 0.0
    for stratum, time in {(person.stratum, person.time) for person in people if person.cause}:
        inside = [p for p in people if p.stratum == stratum and p.time >= time and (p.entry is None or p.entry < time)]
        dying = [person for person in inside if person.time == time and person.cause]
        slope += sum(person.arm == "b" for person in dying)
        for place in range(len(dying)):
            gone = place / len(dying) if ties is Ties.EFRON else 0.0
            hazard = own = 0.0
            for person in inside:
                weight = math.exp(log_ratio * (person.arm == "b"))
                weight *= 1 - gone * (person.time == time and person.cause > 0)
                hazard, own = hazard + weight, own + weight * (person.arm == "b")
            slope -= own / hazard
            information += own / hazard * (1 - own / hazard)
    return slope, information


def estimated(people: list[Person], ties: Ties = Ties.EFRON) -> tuple[float, float] | None:
    """Give log ratio of b to a and its standard error; None where there is none."""
    try:
        found = cox_hazard_ratio(table_from(people), "b", "a", ties=ties)
    except ValueError:
        return None
    if found.value is None or found.standard_error is None:
        return None
    return math.log(found.value), found.standard_error


def values(contrast: Contrast) -> tuple[float | None, float | None, float | None]:
    return contrast.value, contrast.standard_error, contrast.p


@pytest.mark.parametrize("key", R, ids="-".join)
def test_hazard_ratio_agrees_with_r(key: tuple[str, str, str]) -> None:
    name, cause, stratified = key
    for row in R[key]:
        found = cox_hazard_ratio(
            load(name),
            row["arm"],
            row["reference"],
            cause=None if cause == "any" else cause,
            ties=Ties(row["ties"].capitalize()),
            stratified=stratified == "1",
        )

        if math.isnan(number(row["log_ratio"])):
            assert values(found) == (None, None, None)
            continue
        assert found.value == pytest.approx(math.exp(float(row["log_ratio"])), rel=1e-9)
        assert found.standard_error == pytest.approx(float(row["std_error"]), rel=1e-9)
        assert found.interval is not None
        limits = (float(row["low"]), float(row["high"]))
        assert (found.interval.low, found.interval.high) == pytest.approx(limits, rel=1e-9)
        # R's log ratio stops some 1e-11 short; far out in the tail that is some 1e-9 of P.
        assert found.p == pytest.approx(float(row["p"]), rel=1e-8, abs=0)


@pytest.mark.parametrize(
    ("ties", "log_ratio", "standard_error"), [(Ties.BRESLOW, 1.5092, 0.4096), (Ties.EFRON, 1.5721, 0.4124)]
)
def test_hazard_ratio_of_freireich_is_the_text_books(ties: Ties, log_ratio: float, standard_error: float) -> None:
    found = cox_hazard_ratio(table_from(FREIREICH), "placebo", "6-MP", ties=ties)

    assert found.value is not None
    assert round(math.log(found.value), 4) == log_ratio
    assert found.standard_error is not None
    assert round(found.standard_error, 4) == standard_error


@pytest.mark.parametrize("ties", Ties)
@SOME
@given(people=trials("ab", "xy", late=True))
def test_hazard_ratio_is_what_loops_over_people_give(ties: Ties, people: list[Person]) -> None:
    found, expected = estimated(people, ties), naive(people, ties)

    if expected is None:
        assert found is None or abs(found[0]) > 8
    else:
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@FEW
@given(trials("ab", "xy"))
def test_hazard_ratio_the_other_way_round_is_the_inverse(people: list[Person]) -> None:
    table = table_from(people)
    try:
        one, other = cox_hazard_ratio(table, "b", "a"), cox_hazard_ratio(table, "a", "b")
    except ValueError:
        return

    if one.value is None or one.interval is None or other.interval is None:
        assert values(one) == values(other) == (None, None, None)
        return
    assert one.interval.low is not None
    assert other.value == pytest.approx(1 / one.value, rel=1e-9)
    assert other.interval.high == pytest.approx(1 / one.interval.low, rel=1e-9)
    assert (other.standard_error, other.p) == pytest.approx((one.standard_error, one.p), rel=1e-9)


@FEW
@given(trials("abc"))
def test_hazard_ratio_depends_on_neither_other_arms_nor_order_nor_unit(people: list[Person]) -> None:
    found = estimated(people)

    two = table_from([person for person in people if person.arm != "c"])
    three = table_from(people, arms="cba", unit=1 / 7)
    if found is None:
        return
    for table in (two, three):
        again = cox_hazard_ratio(table, "b", "a")
        assert (again.value, again.standard_error) == pytest.approx((math.exp(found[0]), found[1]), rel=1e-9)


@FEW
@given(trials("ab"), trials("ab"))
def test_hazard_ratio_of_merged_tables_is_that_of_all_people(some: list[Person], others: list[Person]) -> None:
    found = estimated(some + others)

    if found is not None:
        merged = cox_hazard_ratio(merge(table_from(some), table_from(others)), "b", "a")
        assert (merged.value, merged.standard_error) == (math.exp(found[0]), found[1]) or merged.value == pytest.approx(
            math.exp(found[0]), rel=1e-12
        )


@FEW
@given(trials("ab"))
def test_hazard_ratio_in_one_stratum_is_the_unstratified(people: list[Person]) -> None:
    assert estimated([person._replace(stratum="only") for person in people]) == estimated(people)


def test_hazard_ratio_over_many_stretches_of_times_is_the_same() -> None:
    lung = load("lung")

    far = cox_hazard_ratio(spread_out(lung, 400), "women", "men")

    assert values(far) == pytest.approx(values(cox_hazard_ratio(lung, "women", "men")), rel=1e-12)


def test_efron_of_very_many_ties_is_the_sum_over_all_of_them() -> None:
    # At one time 70 000 of 200 000 have the event: at the estimate, those of the arm are as many as expected.
    counts = np.array([[[0, 40_000, 0], [60_000, 0, 0]], [[0, 30_000, 0], [70_000, 0, 0]]])
    table = EventTable(("a", "b"), CAUSES, np.array([1.0, 2.0]), counts, "days")

    found = cox_hazard_ratio(table, "b", "a")

    assert found.value is not None
    gone = np.arange(70_000) / 70_000
    own = found.value * (100_000 - gone * 30_000)
    share = own / (own + 100_000 - gone * 40_000)
    assert share.sum() == pytest.approx(30_000, rel=1e-12)
    assert found.standard_error == pytest.approx((share * (1 - share)).sum() ** -0.5, rel=1e-9)


def test_hazard_ratio_of_equal_arms_is_one() -> None:
    people = [Person(arm, time, cause) for arm in "ab" for time, cause in ((1, 1), (2, 0), (3, 1))]

    found = cox_hazard_ratio(table_from(people), "a", "b")

    assert (found.value, found.p) == (1.0, 1.0)


def test_score_without_ties_is_the_log_rank_test() -> None:
    # Without ties both slope and information at a ratio of 1 are those of the log-rank test.
    people = [Person("ab"[place % 3 == 0], float(place), int(place % 4 > 0)) for place in range(1, 40)]
    slope, information = _slope(people, 0.0, Ties.EFRON)

    assert slope**2 / information == pytest.approx(log_rank(table_from(people)).statistic, rel=1e-12)


def test_hazard_ratio_says_what_it_is() -> None:
    colon = load("colon_quarters")

    found = cox_hazard_ratio(colon, "Lev", "Obs", cause="first", confidence_level=0.9)

    assert found.measure is Measure.HAZARD_RATIO
    assert (found.arm, found.reference) == ("Lev", "Obs")
    assert found.method == "cause-specific hazard ratio of first, Cox, Efron ties, stratified by 4 strata"
    assert found.interval is not None
    assert (found.interval.method, found.interval.confidence_level) == ("Wald, on the log hazard ratio", 0.9)
    assert found.n == colon.n("Lev") + colon.n("Obs")
    assert found.source is DataSource.PATIENTS
    plain = cox_hazard_ratio(colon, "Lev", "Obs", ties=Ties.BRESLOW, stratified=False)
    assert plain.method == "Cox, Breslow ties"


def test_hazard_ratio_of_the_only_event_is_not_called_cause_specific() -> None:
    found = cox_hazard_ratio(load("lung"), "women", "men", cause="first")

    assert found.method == "Cox, Efron ties"


@pytest.mark.parametrize(
    ("eventful", "why"),
    [
        ("a", "Cox, Efron ties: no finite maximum, as b had no event while both arms were at risk"),
        ("b", "Cox, Efron ties: no finite maximum, as a had no event while both arms were at risk"),
    ],
)
def test_hazard_ratio_without_events_in_one_arm_is_none_and_says_why(eventful: str, why: str) -> None:
    people = [Person(arm, time, int(arm == eventful and time < 9)) for arm in "ab" for time in (1, 2, 9)]

    found = cox_hazard_ratio(table_from(people), "b", "a")

    assert values(found) == (None, None, None)
    assert found.interval is None
    assert found.method == why


def test_event_after_the_other_arm_has_left_does_not_count() -> None:
    people = [Person("a", 1, 1), Person("a", 2, 0), Person("b", 2, 0), Person("b", 3, 1)]

    assert cox_hazard_ratio(table_from(people), "b", "a").value is None


def test_limit_too_large_for_a_number_is_none() -> None:
    # One event in a billion of one arm against a single person of the other, and the other way round in a second
    # stratum: the likelihood is almost level.
    crowd, alone = [[0, 1, 0], [10**9 - 1, 0, 0]], [[0, 0, 0], [1, 0, 0]]
    times = np.array([1.0, 2.0])
    parts = (Stratum("x", times, np.array([alone, crowd])), Stratum("y", times, np.array([crowd, alone])))
    whole = added("everybody", parts)

    found = cox_hazard_ratio(EventTable(("a", "b"), CAUSES, whole.times, whole.counts, "days", strata=parts), "b", "a")

    assert found.value == pytest.approx(1.0)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (0.0, None)


@pytest.mark.parametrize(
    ("arms", "sentence"),
    [
        (("a", "a"), "a cannot be compared with itself."),
        (("a", "z"), "There is no arm 'z'; there are a, b."),
        (("a", "b"), "At no event were a and b both at risk, so they cannot be compared."),
    ],
)
def test_hazard_ratio_without_anything_to_compare_is_refused(arms: tuple[str, str], sentence: str) -> None:
    table = table_from([Person("a", 1, 0), Person("b", 2, 1)])

    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        cox_hazard_ratio(table, *arms)

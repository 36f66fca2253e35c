from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given

from evidence.estimators.gray_test import gray_test
from evidence.results import DataSource
from evidence.tables import EventTable, merge
from tests.evidence.comparisons import (
    CAUSES,
    FEW,
    REFUSED,
    SOME,
    Person,
    expected_rows,
    outcome,
    spread_out,
    table_from,
    trials,
)
from tests.evidence.datasets import load
from tests.evidence.reference import number

R = expected_rows("comparisons-gray.csv")


def naive(people: list[Person], cause: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Give scores and covariance from loops over people, as docs/methods/gray-test.md derives them."""
    arms = sorted({person.arm for person in people})
    scores, covariance = np.zeros(len(arms)), np.zeros((len(arms), len(arms)))
    for stratum in {person.stratum for person in people}:
        score, spread = _naive_stratum([p for p in people if p.stratum == stratum], arms, cause)
        scores, covariance = scores + score, covariance + spread
    return scores, covariance


def _naive_stratum(people: list[Person], arms: list[str], cause: int) -> tuple[np.ndarray, np.ndarray]:
    times = sorted({person.time for person in people if person.cause})
    survival, incidence, pooled = dict.fromkeys(arms, 1.0), dict.fromkeys(arms, 0.0), 0.0
    score, moments = dict.fromkeys(arms, 0.0), []
    for time in times:
        at_risk = {arm: sum(p.arm == arm and p.time >= time for p in people) for arm in arms}
        own = {arm: sum(p == (arm, time, cause, *p[3:]) for p in people) for arm in arms}
        other = {arm: sum(p == (arm, time, 3 - cause, *p[3:]) for p in people) for arm in arms}
        before = dict(survival)
        h = {arm: at_risk[arm] / before[arm] if at_risk[arm] else 0.0 for arm in arms}
        weight = {arm: h[arm] * (1 - incidence[arm]) for arm in arms}
        events = sum(own.values())
        for arm in arms:
            if events:
                score[arm] += own[arm] - events * weight[arm] / sum(weight.values())
            if at_risk[arm]:
                incidence[arm] += own[arm] / h[arm]
                survival[arm] *= 1 - (own[arm] + other[arm]) / at_risk[arm]
        rise = events / sum(h.values())
        if rise and 1 - pooled < 1e-9 and sum(h[arm] > 0 for arm in arms) > 1:
            raise ValueError("By now nobody can be without the event.")
        hazard = rise / (1 - pooled) if rise and 1 - pooled > 1e-9 else 0.0
        pooled += rise
        moments.append((at_risk, other, before, dict(survival), h, events, rise, hazard, 1 - pooled))
    covariance = np.zeros((len(arms), len(arms)))
    for r in arms:
        c = [[_b(k, r, moment[4]) * moment[7] for moment in moments] for k in arms]
        for place, (at_risk, other, before, after, h, events, rise, _, free) in enumerate(moments):
            if not at_risk[r]:
                continue
            ratio = free / after[r] if after[r] else 0.0
            rest = np.array([sum(terms[place + 1 :]) for terms in c])
            direct = np.array([_b(k, r, h) for k in arms]) + (1 - ratio) * rest
            tied = 1 - (events - 1) / (sum(h.values()) * before[r] - 1) if events > 1 else 1
            covariance += np.outer(direct, direct) * rise / h[r] * tied
            tied = 1 - (other[r] - 1) / (at_risk[r] - 1) if other[r] > 1 else 1
            covariance += np.outer(rest, rest) * ratio**2 * other[r] / h[r] ** 2 * tied
    return np.array([score[arm] for arm in arms]), covariance


def _b(k: str, r: str, h: dict[str, float]) -> float:
    return ((k == r) - h[k] / sum(h.values())) * h[r]


def chi_squared(people: list[Person]) -> tuple[float, int]:
    try:
        score, covariance = naive(people)
    except ValueError:
        return REFUSED
    values = np.linalg.eigvalsh(covariance)
    rank = int((values > 1e-9).sum())
    if not rank or values[0] < -1e-9:
        return REFUSED
    return float(score @ np.linalg.pinv(covariance, rcond=1e-9) @ score), rank


@pytest.mark.parametrize("key", R, ids="-".join)
def test_gray_test_agrees_with_r(key: tuple[str, str, str]) -> None:
    [expected] = R[key]
    name, cause, stratified = key
    if math.isnan(number(expected["statistic"])):
        with pytest.raises(ValueError, match="cannot be compared"):
            gray_test(load(name), cause, stratified=stratified == "1")
        return

    test = gray_test(load(name), cause, stratified=stratified == "1")

    assert test.degrees_of_freedom == int(expected["df"])
    assert test.statistic == pytest.approx(float(expected["statistic"]), rel=1e-9)


@SOME
@given(trials("ab"))
def test_gray_test_of_two_arms_is_what_loops_over_people_give(people: list[Person]) -> None:
    assert outcome(lambda: gray_test(table_from(people), "relapse")) == pytest.approx(
        chi_squared(people), rel=1e-9, abs=1e-9
    )


@SOME
@given(trials("abc", "xy"))
def test_gray_test_with_strata_is_what_loops_over_people_give(people: list[Person]) -> None:
    assert outcome(lambda: gray_test(table_from(people), "relapse")) == pytest.approx(
        chi_squared(people), rel=1e-9, abs=1e-9
    )


@FEW
@given(trials("abc"))
def test_gray_test_does_not_depend_on_the_order_or_names_of_arms_or_the_unit(people: list[Person]) -> None:
    renamed = [person._replace(arm={"a": "z", "b": "a", "c": "k"}[person.arm]) for person in people]

    found = outcome(lambda: gray_test(table_from(people), "relapse"))

    assert outcome(lambda: gray_test(table_from(people, arms="cab"), "relapse")) == pytest.approx(found, rel=1e-7)
    assert outcome(lambda: gray_test(table_from(renamed), "relapse")) == pytest.approx(found, rel=1e-7)
    assert outcome(lambda: gray_test(table_from(people, unit=365.25), "relapse")) == found


@FEW
@given(trials("ab"), trials("ab"))
def test_gray_test_of_merged_tables_is_that_of_all_people(some: list[Person], others: list[Person]) -> None:
    found = outcome(lambda: gray_test(merge(table_from(some), table_from(others)), "death"))

    assert found == outcome(lambda: gray_test(table_from(some + others), "death"))


@FEW
@given(trials("ab"))
def test_gray_test_in_one_stratum_is_the_unstratified(people: list[Person]) -> None:
    one = table_from([person._replace(stratum="only") for person in people])

    assert outcome(lambda: gray_test(one, "relapse")) == outcome(lambda: gray_test(table_from(people), "relapse"))


@pytest.mark.parametrize("gap", [20, 400])
def test_gray_test_over_many_stretches_of_times_is_the_same(gap: int) -> None:
    transplant = load("transplant")

    found = gray_test(spread_out(transplant, gap), "first")

    assert found.statistic == pytest.approx(gray_test(transplant, "first").statistic, rel=1e-11)
    assert found.expected == pytest.approx(gray_test(transplant, "first").expected, rel=1e-12)


def test_expected_events_sum_to_those_observed() -> None:
    test = gray_test(load("colon_quarters"), "first")

    assert sum(test.expected) == pytest.approx(sum(test.observed), rel=1e-12)


def test_gray_test_names_what_it_did() -> None:
    colon = load("colon_quarters")

    test = gray_test(colon, "second")

    assert (test.name, test.method, test.event) == ("Gray", "Gray, rho = 0, stratified by 4 strata", "second")
    assert test.groups == colon.arms
    assert test.n == tuple(colon.n(arm) for arm in colon.arms)
    assert test.source is DataSource.PATIENTS
    assert gray_test(colon, "second", stratified=False).method == "Gray, rho = 0"


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ([("a", 1, 1), ("a", 2, 0)], "There is one arm, a; a comparison needs at least two."),
        ([("a", 1, 2), ("b", 2, 0)], "Nobody had relapse, so the arms cannot be compared."),
        (
            [("a", 1, 1), ("b", 1, 1)],
            "At no relapse were two arms at risk and somebody left, so the arms cannot be compared.",
        ),
        (
            [("a", 1, 0), ("b", 2, 1), ("b", 3, 1)],
            "At no relapse were two arms at risk and somebody left, so the arms cannot be compared.",
        ),
        (
            # R cmprsk gives a chi-squared of -74.6 here.
            [*[("a", 1, 2)] * 9, ("a", 5, 1), *[("b", 2, 1)] * 3],
            "The variance of the test is not positive: too few people for so many tied events.",
        ),
        (
            # R cmprsk stops with an error here; with six in arm a it takes a probability of more than 1.
            [*[("a", 1, 1)] * 4, *[(arm, time, 1) for arm in "bc" for time in (2, 3)]],
            "The cumulative incidence of all arms together reaches 1 while several are still at risk, because one had "
            "only events; Gray's test has no variance here.",
        ),
        (
            [("a", 1, 1, "all", 0), ("b", 2, 1, "all", 0)],
            "Gray's test needs everybody under observation from time 0; in this table people entered later.",
        ),
    ],
)
def test_gray_test_without_an_answer_is_refused(people: list[tuple[str, float, int]], sentence: str) -> None:
    table = table_from([Person(*person) for person in people])

    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        gray_test(table, "relapse")


def test_gray_test_of_one_event_is_defined() -> None:
    # One of six at risk has the event: with nothing before it, no more than a log-rank test of one event.
    people = [Person("a", 1, 1), Person("a", 2, 0), *(Person("b", 2, 0) for _ in range(4))]

    test = gray_test(table_from(people), "relapse")

    assert test.statistic == pytest.approx((2 / 3) ** 2 / (1 / 3 * 2 / 3), rel=1e-12)


def test_arm_that_met_no_other_takes_no_degree_of_freedom() -> None:
    together = [Person(arm, time, cause) for arm, time, cause in (("a", 1, 1), ("a", 3, 1), ("b", 2, 2), ("b", 4, 1))]
    with_stranger = [*together, Person("c", 0.5, 0)]

    found = outcome(lambda: gray_test(table_from(with_stranger), "relapse"))

    assert found == pytest.approx(outcome(lambda: gray_test(table_from(together), "relapse")), rel=1e-12)
    assert found[1] == 1


def test_arm_that_is_empty_in_a_stratum_tells_nothing_there() -> None:
    people = [Person("a", 1, 1, "x"), Person("b", 2, 2, "x"), Person("a", 3, 0, "x"), Person("b", 4, 1, "x")]
    alone = [Person("a", 1, 1, "y"), Person("a", 2, 1, "y")]

    test = gray_test(table_from(people + alone), "relapse")

    assert test.statistic == pytest.approx(gray_test(table_from(people), "relapse").statistic, rel=1e-12)


def test_hundred_million_people_on_few_days_do_not_overflow() -> None:
    # R cmprsk does, from about two million tied rows.
    counts = np.array([[[5, 3, 2], [4, 6, 1], [20, 0, 0]], [[4, 4, 2], [5, 5, 2], [19, 0, 0]]]) * 1_000_000
    few, many = (EventTable(("a", "b"), CAUSES, np.arange(3.0), counts // part, "days") for part in (100_000, 1))

    # Tied variances are a share of 1 - (d - 1)/(Y - 1), which differs a little between the two.
    assert gray_test(many, "relapse").statistic == pytest.approx(
        gray_test(few, "relapse").statistic * 100_000, rel=0.02
    )
